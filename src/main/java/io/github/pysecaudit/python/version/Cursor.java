package io.github.pysecaudit.python.version;

import java.util.Locale;

/**
 * A position in a text, with the few moves the grammars of this package need. Every move is linear
 * and none backtracks, so hostile text costs no more than its length.
 */
final class Cursor {
  private final String text;
  private int position;

  Cursor(String text) {
    this.text = text;
  }

  Cursor(String text, int position) {
    this.text = text;
    this.position = position;
  }

  String text() {
    return text;
  }

  int position() {
    return position;
  }

  void moveTo(int index) {
    position = index;
  }

  boolean atEnd() {
    return position >= text.length();
  }

  /** The character under the cursor, or NUL at the end. */
  char peek() {
    return atEnd() ? 0 : text.charAt(position);
  }

  boolean looksAt(String token) {
    return text.startsWith(token, position);
  }

  /** Steps over {@code token} if it is next. */
  boolean accept(String token) {
    if (!looksAt(token)) {
      return false;
    }
    position += token.length();
    return true;
  }

  /** Steps over {@code token}, in any case of its ASCII letters, if it is next. */
  boolean acceptIgnoringCase(String token) {
    int end = position + token.length();
    if (end > text.length()
        || !text.substring(position, end).toLowerCase(Locale.ROOT).equals(token)) {
      return false;
    }
    position = end;
    return true;
  }

  boolean acceptAnyOf(String characters) {
    if (atEnd() || characters.indexOf(text.charAt(position)) < 0) {
      return false;
    }
    position++;
    return true;
  }

  /** The ASCII digits that follow; may be empty. */
  String digits() {
    int start = position;
    while (!atEnd() && isDigit(text.charAt(position))) {
      position++;
    }
    return text.substring(start, position);
  }

  void skipBlanks() {
    while (!atEnd() && (peek() == ' ' || peek() == '\t')) {
      position++;
    }
  }

  /** Skips what Python's {@code \s} matches. */
  void skipSpace() {
    while (!atEnd() && isSpace(text.charAt(position))) {
      position++;
    }
  }

  String since(int start) {
    return text.substring(start, position);
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isAsciiAlphanumeric(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }

  /** Whether a regular expression of Python sees a word character here ({@code \w}). */
  static boolean isWord(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  /** Whether there is a word boundary ({@code \b}) before {@code index}. */
  boolean boundaryAt(int index) {
    boolean before = index > 0 && isWord(text.charAt(index - 1));
    boolean after = index < text.length() && isWord(text.charAt(index));
    return before != after;
  }

  ParseException error(String reason) {
    return new ParseException(reason, text, Math.min(position, text.length()));
  }
}
