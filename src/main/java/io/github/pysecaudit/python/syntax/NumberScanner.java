package io.github.pysecaudit.python.syntax;

/** Finds the end of a number literal. */
final class NumberScanner {

  /** Keywords that may follow a number without a blank, as in {@code 1if x else 2}. */
  private static final String[] FOLLOWERS = {"and", "else", "for", "if", "in", "is", "or", "not"};

  private NumberScanner() {}

  /** The offset behind the number that starts there; negated if it is no number of Python 3. */
  static int end(char[] text, int start) {
    int end = text[start] == '0' ? radix(text, start) : 0;
    if (end == 0) {
      end = decimal(text, start);
    }
    return end < 0 || isFollowed(text, end) ? -wordEnd(text, Math.abs(end)) : end;
  }

  /** A number with a radix prefix, or 0 if it has none. */
  private static int radix(char[] text, int start) {
    int radix =
        switch (text[start + 1]) {
          case 'x', 'X' -> 16;
          case 'o', 'O' -> 8;
          case 'b', 'B' -> 2;
          default -> 0;
        };
    if (radix == 0) {
      return 0;
    }
    int from = text[start + 2] == '_' ? start + 3 : start + 2;
    int end = digits(text, from, radix);
    return end == from ? -end : end;
  }

  private static int decimal(char[] text, int start) {
    int end = digits(text, start, 10);
    boolean integer = true;
    if (text[end] == '.') {
      integer = false;
      end = digits(text, end + 1, 10);
    }
    if (text[end] == 'e' || text[end] == 'E') {
      int sign = text[end + 1] == '+' || text[end + 1] == '-' ? 1 : 0;
      int exponent = digits(text, end + 1 + sign, 10);
      if (exponent > end + 1 + sign) {
        integer = false;
        end = exponent;
      }
    }
    if (text[end] == 'j' || text[end] == 'J') {
      return end + 1;
    }
    return integer && text[start] == '0' && !isZero(text, start, end) ? -end : end;
  }

  private static boolean isZero(char[] text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text[i] != '0' && text[i] != '_') {
        return false;
      }
    }
    return true;
  }

  /** Behind digits with single underscores between them. */
  private static int digits(char[] text, int start, int radix) {
    int at = start;
    while (true) {
      char c = text[at];
      if (isDigit(c, radix) || c == '_' && at > start && isDigit(text[at + 1], radix)) {
        at++;
      } else {
        return at;
      }
    }
  }

  private static boolean isDigit(char c, int radix) {
    if (radix == 16) {
      return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }
    return c >= '0' && c < '0' + radix;
  }

  private static boolean isFollowed(char[] text, int at) {
    char c = text[at];
    if (!isWord(c)) {
      return false;
    }
    for (String word : FOLLOWERS) {
      boolean same = true;
      for (int i = 0; i < word.length() && same; i++) {
        same = text[at + i] == word.charAt(i);
      }
      if (same) {
        return false;
      }
    }
    return true;
  }

  private static int wordEnd(char[] text, int at) {
    int end = at;
    while (isWord(text[end])) {
      end++;
    }
    return Math.max(end, 1);
  }

  private static boolean isWord(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c >= 128;
  }
}
