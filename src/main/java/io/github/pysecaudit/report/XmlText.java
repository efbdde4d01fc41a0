package io.github.pysecaudit.report;

/** Hostile text for XML and HTML: visible, harmless, and made of characters that are allowed. */
final class XmlText {

  private XmlText() {}

  /**
   * The text with every character that controls a display, turns text around or is not allowed in
   * XML 1.0 (2.2, Char) written as {@code \\u} and its number. Line breaks and tabs stay.
   */
  static String visible(String text) {
    StringBuilder visible = null;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int width = Character.charCount(c);
      if (isHarmful(c)) {
        if (visible == null) {
          visible = new StringBuilder(text.length() + 16).append(text, 0, i);
        }
        visible.append(String.format("\\u%04X", c));
      } else if (visible != null) {
        visible.appendCodePoint(c);
      }
      i += width;
    }
    return visible == null ? text : visible.toString();
  }

  private static boolean isHarmful(int c) {
    if (c == '\n' || c == '\t') {
      return false;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          true;
      default -> false;
    };
  }

  /** Visible and escaped, for element content and attributes between double quotes. */
  static String escape(String text) {
    String visible = visible(text);
    StringBuilder escaped = new StringBuilder(visible.length() + 16);
    for (int i = 0; i < visible.length(); i++) {
      char c = visible.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** At most {@code width} characters of it, escaped, with dots where something was cut. */
  static String escape(String text, int width) {
    return escape(PlainText.cut(text, width));
  }
}
