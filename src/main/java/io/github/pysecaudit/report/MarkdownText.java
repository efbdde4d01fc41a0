package io.github.pysecaudit.report;

/** Hostile text as text in GitHub-flavoured Markdown: no markup, no links, no mentions. */
final class MarkdownText {
  private static final String SPECIAL = "\\`*_{}[]()+-.!|~:$^=";
  private static final String HARMLESS_ALONE = "-.:()=+!{}^";

  private MarkdownText() {}

  /**
   * One line of text, at most {@code width} characters before escaping. What could start markup is
   * escaped with a backslash, except for punctuation that is harmless between letters; an address
   * is shown, but not linked.
   */
  static String escape(String text, int width) {
    String line = PlainText.line(text, width).strip();
    StringBuilder escaped = new StringBuilder(line.length() + 16);
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '@') {
        escaped.append("@<!-- -->");
      } else if (c == '<') {
        escaped.append("&lt;");
      } else if (c == '>') {
        escaped.append("&gt;");
      } else if (c == '&') {
        escaped.append("&amp;");
      } else if (c == ':' && line.startsWith("://", i)) {
        escaped.append("&#58;");
      } else if (startsAutolink(line, i)) {
        escaped.append("&#").append((int) c).append(';');
      } else if (SPECIAL.indexOf(c) >= 0 && !isHarmless(line, i)) {
        escaped.append('\\').append(c);
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** GitHub links {@code www.} and issue numbers by itself. */
  private static boolean startsAutolink(String line, int i) {
    return line.regionMatches(true, i, "www.", 0, 4) || (line.charAt(i) == '#');
  }

  private static boolean isHarmless(String line, int i) {
    return i > 0
        && HARMLESS_ALONE.indexOf(line.charAt(i)) >= 0
        && !isListNumber(line, i)
        && (line.charAt(i) != '(' || line.charAt(i - 1) != ']');
  }

  /** A number with a dot at the start of a line starts a list. */
  private static boolean isListNumber(String line, int i) {
    boolean ends = i + 1 == line.length() || line.charAt(i + 1) == ' ';
    return ends
        && (line.charAt(i) == '.' || line.charAt(i) == ')')
        && line.substring(0, i).chars().allMatch(Character::isDigit);
  }

  /**
   * Text as code, at most {@code width} characters; longer fences around what holds backticks.
   * Inside a table a bar ends the cell even in code, so it is shown as a broken bar.
   */
  static String code(String text, int width) {
    String line = PlainText.line(text, width).replace('|', '\u00A6').strip();
    if (line.isEmpty()) {
      return "";
    }
    int longest = 0;
    int run = 0;
    for (int i = 0; i < line.length(); i++) {
      run = line.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    String fence = "`".repeat(longest + 1);
    String pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
    return fence + pad + line + pad + fence;
  }
}
