package io.github.pysecaudit.report;

import java.io.IOException;
import java.io.OutputStream;

/** One report format. */
public interface Report {

  /** The word in the {@code formats} parameter, for instance {@code json}. */
  String format();

  /** The name of the file, for instance {@code audit.json}. */
  String fileName();

  /**
   * Writes the report; the caller owns and closes the stream.
   *
   * @throws IOException if the stream fails
   */
  void write(AuditReport report, OutputStream out) throws IOException;
}
