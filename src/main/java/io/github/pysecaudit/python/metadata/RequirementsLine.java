package io.github.pysecaudit.python.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One logical line of a requirements file: physical lines joined at a trailing backslash, then
 * without comment (pip's {@code req_file.py}).
 *
 * @param line number of its first physical line, starting at 1
 * @param column column of its first character that is no white space, starting at 1
 * @param text never empty, without white space around it
 */
record RequirementsLine(int line, int column, String text) {

  /** Every line that is not empty, in order. */
  static void forEach(String content, Consumer<RequirementsLine> lines) {
    List<String> joined = new ArrayList<>();
    int first = 0;
    int offset = 0;
    int number = 1;
    int lineStart = 0;
    int position = 0;
    while (position < content.length()) {
      int end = endOfLine(content, position);
      String physical = content.substring(position, end);
      boolean comment = isComment(physical);
      if (joined.isEmpty()) {
        first = number;
        offset = position - lineStart;
      }
      if (physical.endsWith("\\") && !comment) {
        joined.add(withoutBackslashes(physical));
      } else {
        joined.add(comment ? " " + physical : physical);
        emit(joined, first, offset, lines);
      }
      position = afterBreak(content, end);
      if (end < content.length() && isLineEnd(content.charAt(end))) {
        number++;
        lineStart = position;
      }
    }
    emit(joined, first, offset, lines);
  }

  private static void emit(
      List<String> joined, int first, int offset, Consumer<RequirementsLine> lines) {
    String text = String.join("", joined);
    joined.clear();
    int column = 1;
    while (column <= text.length() && Character.isWhitespace(text.charAt(column - 1))) {
      column++;
    }
    String stripped = withoutComment(text).strip();
    if (!stripped.isEmpty()) {
      lines.accept(new RequirementsLine(first, offset + column, stripped));
    }
  }

  private static boolean isComment(String line) {
    return line.stripLeading().startsWith("#");
  }

  /** Cuts at a {@code #} that starts the line or follows white space. */
  private static String withoutComment(String line) {
    for (int i = line.indexOf('#'); i >= 0; i = line.indexOf('#', i + 1)) {
      if (i == 0 || Character.isWhitespace(line.charAt(i - 1))) {
        return line.substring(0, i);
      }
    }
    return line;
  }

  private static String withoutBackslashes(String line) {
    int start = 0;
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == '\\') {
      end--;
    }
    while (start < end && line.charAt(start) == '\\') {
      start++;
    }
    return line.substring(start, end);
  }

  /** Python breaks lines at more characters than those that end a line for everybody else. */
  private static int endOfLine(String text, int from) {
    int i = from;
    while (i < text.length() && !isBreak(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static int afterBreak(String text, int end) {
    boolean pair =
        end + 1 < text.length() && text.charAt(end) == '\r' && text.charAt(end + 1) == '\n';
    return end + (pair ? 2 : 1);
  }

  private static boolean isBreak(char c) {
    return isLineEnd(c)
        || c == 0x0B
        || c == 0x0C
        || (c >= 0x1C && c <= 0x1E)
        || c == 0x85
        || c == 0x2028
        || c == 0x2029;
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }
}
