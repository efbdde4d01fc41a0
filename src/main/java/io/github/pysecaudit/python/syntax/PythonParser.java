package io.github.pysecaudit.python.syntax;

import java.util.List;

/**
 * Reads Python 3 source, every version from 3.0 to 3.14 in one grammar. Never executes anything,
 * never throws for what the source contains: what cannot be read becomes a {@link Problem}, and the
 * rest of the file is read all the same. Time is linear in the length of the source, memory is
 * bounded by {@link #MAX_TOKENS}, and a stack of 512 kB is enough.
 */
public final class PythonParser {

  /**
   * How deep expressions may nest. Each bracket, prefix operator, lambda, conditional expression
   * and change of precedence counts one, each field of an f-string two. CPython allows 200
   * brackets; people use fewer than 30.
   */
  public static final int MAX_DEPTH = 150;

  /** How deep blocks may nest, as in CPython. */
  public static final int MAX_BLOCKS = 100;

  /**
   * How many tokens of one file are read, about 6 MB of ordinary source; what follows is a problem.
   */
  public static final int MAX_TOKENS = 1_500_000;

  /** How many problems of one file are kept; one is enough to call it incomplete. */
  public static final int MAX_PROBLEMS = 100;

  private PythonParser() {}

  /**
   * Reads the bytes of a file: decoded by its byte order mark or coding comment (PEP 263), as UTF-8
   * otherwise. Bytes that are no text of that encoding are a problem.
   */
  public static ParsedSource parse(byte[] bytes) {
    Problems problems = new Problems();
    SourceDecoder decoder = new SourceDecoder(bytes, problems);
    String text = decoder.text();
    return parse(text, decoder.encoding(), problems);
  }

  /** Reads a text, a notebook cell for instance. A coding comment in it has no meaning. */
  public static ParsedSource parse(String text) {
    return parse(text, "UTF-8", new Problems());
  }

  private static ParsedSource parse(String text, String encoding, Problems problems) {
    Lexer lexer = new Lexer(text, problems);
    Tokens tokens = lexer.run();
    List<Statement> body = new StatementParser(tokens, problems).file();
    Module module = new Module(body, tokens.wholeSpan());
    return new ParsedSource(
        module, lexer.comments(), problems.sorted(), lexer.lineCount(), encoding);
  }
}
