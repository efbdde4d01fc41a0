package io.github.pysecaudit.python.syntax;

import java.util.List;

/**
 * Reads Python 3 source, every version from 3.0 to 3.14 in one grammar. Never executes anything,
 * never throws for what the source contains: what cannot be read becomes a {@link Problem}, and the
 * rest of the file is read all the same.
 */
public final class PythonParser {

  /** How deep brackets and expressions may nest; CPython stops at 200 brackets. */
  public static final int MAX_DEPTH = 200;

  /** How deep blocks may nest, as in CPython. */
  public static final int MAX_BLOCKS = 100;

  /** How many problems of one file are kept; one is enough to call it incomplete. */
  public static final int MAX_PROBLEMS = 100;

  private PythonParser() {}

  /**
   * Reads the bytes of a file: decoded by its byte order mark or coding cookie (PEP 263), UTF-8
   * otherwise. Bytes that are no text of that encoding are a problem.
   */
  public static ParsedSource parse(byte[] bytes) {
    return parse(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
  }

  /** Reads a text, a notebook cell for instance. A coding cookie in it has no meaning. */
  public static ParsedSource parse(String text) {
    Span all = new Span(1, 1, 1, 1);
    Problem unread = new Problem(1, 1, "This file has not been read.");
    return new ParsedSource(new Module(List.of(), all), List.of(), List.of(unread), 1, "UTF-8");
  }
}
