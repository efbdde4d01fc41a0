package io.github.pysecaudit.gate;

/** A baseline file that is not understood. */
public final class BaselineException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;

  BaselineException(int line, String message) {
    super(BaselineFile.NAME + ":" + line + ": " + message);
    this.line = line;
  }

  /** The line of the file, starting at 1. */
  public int line() {
    return line;
  }
}
