package io.github.pysecaudit.report;

import io.github.pysecaudit.checklist.Credentials;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text for terminals and logs: one line is one line, and nothing in it controls the terminal. */
public final class PlainText {
  /**
   * What GitHub, Azure Pipelines and TeamCity take for a command wherever it stands in a line:
   * {@code ##[group]}, {@code ##vso[task.setvariable]}, {@code ##teamcity[}.
   */
  private static final Pattern COMMAND = Pattern.compile("##(?=[A-Za-z]{0,20}\\[)");

  private static final Pattern BLANKS = Pattern.compile(" +");

  private PlainText() {}

  /**
   * Hostile text made harmless: control, format and line-separator characters become a visible
   * question mark, so that a file name or an advisory can neither start a line of its own nor send
   * escape sequences or turn text around, and what a CI server would take for a command is parted.
   */
  static String safe(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              int type = Character.getType(c);
              boolean harmful =
                  type == Character.CONTROL
                      || type == Character.FORMAT
                      || type == Character.LINE_SEPARATOR
                      || type == Character.PARAGRAPH_SEPARATOR
                      || type == Character.SURROGATE;
              if (c == '\t' || c == '\n' || c == '\r') {
                safe.append(' ');
              } else if (harmful) {
                safe.append('?');
              } else {
                safe.appendCodePoint(c);
              }
            });
    return safe.indexOf("##") < 0 ? safe.toString() : COMMAND.matcher(safe).replaceAll("# #");
  }

  /**
   * A line for a log: harmless, without credentials, and not beginning like a command of a GitHub
   * workflow, whatever prefix the log has.
   */
  public static String logged(String text) {
    String line = safe(Credentials.hidden(text));
    return line.stripLeading().startsWith("::") ? "? " + line.stripLeading() : line;
  }

  /** Several such lines, where the line feeds are meant. */
  public static String loggedLines(String text) {
    return text.lines().map(PlainText::logged).collect(Collectors.joining("\n"));
  }

  /** Hostile text of any length made one harmless line of at most {@code width} characters. */
  static String line(String text, int width) {
    return safe(cut(text, width));
  }

  /** At most {@code width} characters, with dots where something was cut. */
  static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, Math.max(0, width - 3)) + "...";
  }

  /**
   * Breaks a text at blanks. A word longer than the width, such as a path, stays whole so that it
   * can be copied.
   *
   * @param first what the first line starts with; further lines are indented by as many blanks
   */
  static List<String> wrap(String first, String text, int width) {
    List<String> lines = new ArrayList<>();
    String indent = " ".repeat(first.length());
    StringBuilder line = new StringBuilder(first);
    boolean empty = true;
    for (String word : BLANKS.split(safe(text).strip())) {
      if (!empty && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line = new StringBuilder(indent);
        empty = true;
      }
      if (!empty) {
        line.append(' ');
      }
      line.append(word);
      empty = false;
    }
    lines.add(line.toString());
    return lines;
  }
}
