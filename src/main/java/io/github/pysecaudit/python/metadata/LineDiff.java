package io.github.pysecaudit.python.metadata;

import java.util.ArrayList;
import java.util.List;

/** A unified diff of two texts with the same number of lines. */
final class LineDiff {
  private static final int CONTEXT = 3;

  private LineDiff() {}

  static String unified(String path, String before, String after) {
    List<String> old = lines(before);
    List<String> now = lines(after);
    if (old.size() != now.size()) {
      throw new IllegalArgumentException("the number of lines differs");
    }
    StringBuilder diff = new StringBuilder();
    int line = 0;
    while (line < old.size()) {
      if (old.get(line).equals(now.get(line))) {
        line++;
        continue;
      }
      int from = Math.max(0, line - CONTEXT);
      int to = endOfHunk(old, now, line);
      hunk(diff, old, now, from, to);
      line = to;
    }
    return diff.isEmpty() ? "" : "--- a/" + path + "\n+++ b/" + path + "\n" + diff;
  }

  /** Changes less than twice the context apart share a hunk. */
  private static int endOfHunk(List<String> old, List<String> now, int first) {
    int last = first;
    for (int i = first; i < old.size() && i <= last + 2 * CONTEXT; i++) {
      if (!old.get(i).equals(now.get(i))) {
        last = i;
      }
    }
    return Math.min(old.size(), last + CONTEXT + 1);
  }

  private static void hunk(
      StringBuilder diff, List<String> old, List<String> now, int from, int to) {
    String range = (from + 1) + (to - from == 1 ? "" : "," + (to - from));
    diff.append("@@ -").append(range).append(" +").append(range).append(" @@\n");
    int line = from;
    while (line < to) {
      int end = line;
      while (end < to && !old.get(end).equals(now.get(end))) {
        end++;
      }
      if (end == line) {
        put(diff, ' ', old.get(line));
        line++;
        continue;
      }
      old.subList(line, end).forEach(text -> put(diff, '-', text));
      now.subList(line, end).forEach(text -> put(diff, '+', text));
      line = end;
    }
  }

  private static void put(StringBuilder diff, char sign, String line) {
    diff.append(sign).append(line);
    if (!line.endsWith("\n")) {
      diff.append("\n\\ No newline at end of file\n");
    }
  }

  /** The lines with their ends. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int feed = text.indexOf('\n', start);
      int end = feed < 0 ? text.length() : feed + 1;
      lines.add(text.substring(start, end));
      start = end;
    }
    return lines;
  }
}
