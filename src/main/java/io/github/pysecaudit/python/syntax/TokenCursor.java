package io.github.pysecaudit.python.syntax;

import static io.github.pysecaudit.python.syntax.TokenKind.*;

import java.util.List;

/** The place of the parser in the tokens, and how deep it is nested. */
final class TokenCursor {

  final Tokens tokens;

  /** Index of the next token. */
  int at;

  private final byte[] kinds;
  private int depth;

  TokenCursor(Tokens tokens) {
    this.tokens = tokens;
    this.kinds = tokens.kinds;
  }

  int kind() {
    return kinds[at];
  }

  /** The kind of the token after the next one. */
  int kindAfter() {
    return kinds[at + 1];
  }

  int kindOf(int token) {
    return kinds[token];
  }

  /** Steps over the next token if it is of this kind. */
  boolean accept(int kind) {
    if (kinds[at] == kind) {
      at++;
      return true;
    }
    return false;
  }

  /** Steps over a token that must be there. */
  void expect(int kind, String written) {
    if (kinds[at] != kind) {
      throw fault("'" + written + "' was expected here" + insteadOf());
    }
    at++;
  }

  /** Is the next token a name? {@code async} and {@code await} were names before Python 3.7. */
  boolean atName() {
    int kind = kinds[at];
    return kind == NAME || kind == ASYNC || kind == AWAIT;
  }

  /** Steps over a name and returns it. */
  String name() {
    if (!atName()) {
      throw fault("A name was expected here" + insteadOf());
    }
    return tokens.word(at++);
  }

  /** One level deeper; {@link #leave} must follow unless a fault ends the statement. */
  void enter() {
    if (++depth > PythonParser.MAX_DEPTH) {
      throw fault("Expressions are nested deeper than " + PythonParser.MAX_DEPTH + " levels.");
    }
  }

  void leave() {
    depth--;
  }

  int depth() {
    return depth;
  }

  /** Back to a depth after a fault. */
  void resetDepth(int former) {
    depth = former;
  }

  /** From the start of a token to the end of the token before the next one. */
  Span spanFrom(int first) {
    return tokens.span(first, at - 1);
  }

  SyntaxFault fault(String reason) {
    return new SyntaxFault(at, reason);
  }

  SyntaxFault unexpected() {
    return fault("This cannot be read as Python 3" + insteadOf());
  }

  private String insteadOf() {
    int start = tokens.starts[at];
    int end = Math.min(tokens.ends[at], start + 40);
    return switch (kind()) {
      case END -> ", but the file ends.";
      case NEWLINE -> ", but the line ends.";
      case INDENT -> ", but a deeper block starts.";
      case DEDENT -> ", but the block ends.";
      default -> ": '" + tokens.text(start, end) + "'.";
    };
  }

  /** An immutable copy, small if the list is. */
  static <T> List<T> freeze(List<T> list) {
    return switch (list.size()) {
      case 0 -> List.of();
      case 1 -> List.of(list.get(0));
      case 2 -> List.of(list.get(0), list.get(1));
      default -> List.copyOf(list);
    };
  }
}
