package io.github.pysecaudit.facts;

/**
 * Takes the sting out of text that is made to be slow to parse. An angle or square bracket makes
 * the parser look ahead to the end of its paragraph, so thousands of them in one long paragraph
 * cost a square; from a bound on they are replaced by spaces. For each line of a paragraph the
 * parser copies the lines so far; a paragraph of thousands of lines is broken up. No text a person
 * wrote comes near these bounds.
 */
final class MarkdownGuard {
  private static final long PARAGRAPH_BUDGET = 400_000_000L;
  private static final long DOCUMENT_BUDGET = 1_600_000_000L;

  private static final int MOST_LINES = 2_000;

  private MarkdownGuard() {}

  static String tame(String text) {
    StringBuilder tamed = null;
    long spent = 0;
    int start = 0;
    while (start < text.length()) {
      int end = paragraphEnd(text, start);
      long cost = cost(text, start, end);
      if (hasManyLines(text, start, end)) {
        tamed = tamed == null ? new StringBuilder(text) : tamed;
        breakUp(tamed, start, end);
      }
      if (cost > PARAGRAPH_BUDGET || spent + cost > DOCUMENT_BUDGET) {
        if (tamed == null) {
          tamed = new StringBuilder(text);
        }
        blankBrackets(tamed, start, end);
      } else {
        spent += cost;
      }
      start = end;
    }
    return tamed == null ? text : tamed.toString();
  }

  private static int paragraphEnd(String text, int start) {
    int at = start;
    while (at < text.length()) {
      int next = text.indexOf('\n', at);
      if (next < 0) {
        return text.length();
      }
      if (text.substring(at, next).isBlank()) {
        return next + 1;
      }
      at = next + 1;
    }
    return at;
  }

  private static long cost(String text, int start, int end) {
    long looks = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      looks += c == '<' ? 20 : c == '[' || c == '*' || c == '_' ? 1 : 0;
    }
    return looks * (end - start) / 20;
  }

  private static boolean hasManyLines(String text, int start, int end) {
    int lines = 0;
    for (int i = start; i < end && lines <= MOST_LINES; i++) {
      lines += text.charAt(i) == '\n' ? 1 : 0;
    }
    return lines > MOST_LINES;
  }

  /** Blanks one line in so many; the number of lines stays. */
  private static void breakUp(StringBuilder text, int start, int end) {
    int lines = 0;
    for (int i = start; i < end; i++) {
      if (text.charAt(i) == '\n') {
        lines++;
      } else if (lines % MOST_LINES == MOST_LINES - 1) {
        text.setCharAt(i, ' ');
      }
    }
  }

  private static void blankBrackets(StringBuilder text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == '<' || c == '[' || c == '*' || c == '_') {
        text.setCharAt(i, ' ');
      }
    }
  }
}
