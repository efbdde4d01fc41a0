package io.github.pysecaudit.sast.report;

/** A report that cannot be used. The message is a full sentence that says why. */
public final class ReportException extends Exception {
  private static final long serialVersionUID = 1L;

  /** A report that cannot be used, because of {@code message}. */
  public ReportException(String message) {
    super(message);
  }
}
