package io.github.pysecaudit.python.metadata;

import java.util.ArrayList;
import java.util.List;

/** The strings on a line of TOML, as far as they begin and end on it. */
final class TomlStrings {
  private TomlStrings() {}

  /**
   * A string with its quotes.
   *
   * @param start index of the opening quote
   * @param end index after the closing one
   * @param value what it says, the usual escapes undone
   */
  record Token(int start, int end, String value) {}

  /** The strings between two indexes; none where a multi-line string begins. */
  static List<Token> on(String text, int from, int to) {
    List<Token> tokens = new ArrayList<>();
    int at = from;
    while (at < to) {
      char c = text.charAt(at);
      if (c == '#' || text.startsWith("\"\"\"", at) || text.startsWith("'''", at)) {
        break;
      }
      if (c != '"' && c != '\'') {
        at++;
        continue;
      }
      int end = at + 1;
      StringBuilder value = new StringBuilder();
      while (end < to && text.charAt(end) != c) {
        if (c == '"' && text.charAt(end) == '\\' && end + 1 < to) {
          end++;
        }
        value.append(text.charAt(end));
        end++;
      }
      if (end >= to) {
        break;
      }
      tokens.add(new Token(at, end + 1, value.toString()));
      at = end + 1;
    }
    return tokens;
  }
}
