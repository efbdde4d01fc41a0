package io.github.pysecaudit.python.syntax;

/** Decodes the escapes of string literals. */
final class StringLiterals {

  /** Stands for a character whose name this Java does not know. */
  private static final char UNKNOWN = '\uFFFD';

  private final char[] text;

  StringLiterals(char[] text) {
    this.text = text;
  }

  /** The offset of the quote of a literal that starts there. */
  int quoteOf(int start) {
    int at = start;
    while (text[at] != '"' && text[at] != '\'') {
      at++;
    }
    return at;
  }

  /** The prefix flags of a literal that starts there. */
  int flagsOf(int start) {
    return StringPrefix.parse(text, start, quoteOf(start));
  }

  /**
   * The value of a complete literal.
   *
   * @param plain whether it contains neither backslash nor carriage return
   * @throws IllegalArgumentException with a sentence if an escape is malformed
   */
  String value(int start, int end, boolean plain) {
    int quoteAt = quoteOf(start);
    int flags = StringPrefix.parse(text, start, quoteAt);
    char quote = text[quoteAt];
    boolean triple = end - quoteAt >= 6 && text[quoteAt + 1] == quote && text[quoteAt + 2] == quote;
    int from = quoteAt + (triple ? 3 : 1);
    int to = end - (triple ? 3 : 1);
    boolean bytes = (flags & StringPrefix.BYTES) != 0;
    if (bytes) {
      requireAscii(from, to);
    }
    if (plain) {
      return new String(text, from, to - from);
    }
    return decode(from, to, (flags & StringPrefix.RAW) != 0, bytes, false);
  }

  private void requireAscii(int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] >= 128) {
        throw new IllegalArgumentException("Bytes can only contain ASCII characters.");
      }
    }
  }

  /**
   * The text between two offsets with escapes decoded and line ends normalised.
   *
   * @param doubled whether doubled braces mean single ones
   */
  String decode(int from, int to, boolean raw, boolean bytes, boolean doubled) {
    StringBuilder out = new StringBuilder(to - from);
    int at = from;
    while (at < to) {
      char c = text[at];
      if (c == '\\' && !raw) {
        at = escape(at + 1, to, bytes, out);
      } else if (c == '\r') {
        out.append('\n');
        at += at + 1 < to && text[at + 1] == '\n' ? 2 : 1;
      } else {
        out.append(c);
        at += doubled && (c == '{' || c == '}') ? 2 : 1;
      }
    }
    return out.toString();
  }

  /** Decodes the escape whose letter is at {@code at}; returns the offset behind it. */
  private int escape(int at, int to, boolean bytes, StringBuilder out) {
    if (at >= to) {
      out.append('\\');
      return to;
    }
    char c = text[at];
    switch (c) {
      case '\n' -> {}
      case '\r' -> {
        return at + 1 < to && text[at + 1] == '\n' ? at + 2 : at + 1;
      }
      case '\\', '\'', '"' -> out.append(c);
      case 'a' -> out.append('\u0007');
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'v' -> out.append('\u000b');
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        return octal(at, to, bytes, out);
      }
      case 'x' -> {
        return hex(at, to, 2, out);
      }
      case 'u', 'U', 'N' -> {
        if (bytes) {
          out.append('\\').append(c);
        } else if (c == 'N') {
          return named(at, to, out);
        } else {
          return hex(at, to, c == 'u' ? 4 : 8, out);
        }
      }
      default -> {
        out.append('\\');
        return at;
      }
    }
    return at + 1;
  }

  private int octal(int at, int to, boolean bytes, StringBuilder out) {
    int value = 0;
    int end = at;
    while (end < to && end < at + 3 && text[end] >= '0' && text[end] <= '7') {
      value = value * 8 + text[end] - '0';
      end++;
    }
    out.append((char) (bytes ? value & 0xff : value));
    return end;
  }

  private int hex(int at, int to, int digits, StringBuilder out) {
    int value = 0;
    for (int i = at + 1; i <= at + digits; i++) {
      int digit = i < to && text[i] < 128 ? Character.digit(text[i], 16) : -1;
      if (digit < 0) {
        throw new IllegalArgumentException(
            "The escape \\" + text[at] + " needs " + digits + " hexadecimal digits.");
      }
      value = value << 4 | digit;
    }
    if (value < 0 || value > Character.MAX_CODE_POINT) {
      throw new IllegalArgumentException("The escape \\U is beyond the last character.");
    }
    out.appendCodePoint(value);
    return at + 1 + digits;
  }

  private int named(int at, int to, StringBuilder out) {
    int end = at + 2;
    while (end < to && text[end] != '}') {
      end++;
    }
    if (at + 1 >= to || text[at + 1] != '{' || end >= to) {
      throw new IllegalArgumentException("The escape \\N needs a name in braces.");
    }
    out.appendCodePoint(codePoint(new String(text, at + 2, end - at - 2)));
    return end + 1;
  }

  /** Python may know younger names and aliases, so an unknown name is no fault. */
  private static int codePoint(String name) {
    try {
      return Character.codePointOf(name);
    } catch (IllegalArgumentException e) {
      return UNKNOWN;
    }
  }
}
