package io.github.pysecaudit.facts.deploy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a container file into instructions as BuildKit does: the {@code escape} directive,
 * comments and empty lines inside of continuations, heredocs.
 */
final class DockerfileParser {
  private static final Pattern DIRECTIVE =
      Pattern.compile("#\\s*([A-Za-z]{1,20})\\s*=\\s*(\\S{1,200}).*");
  private static final Pattern HEREDOC =
      Pattern.compile("<<(-?)([\"']?)([A-Za-z_][A-Za-z0-9_]{0,60})\\2");
  private static final int MAX_LINES = 100_000;

  private final List<String> lines;
  private final Map<String, Integer> lastIndex;
  private int next;
  private char escape = '\\';

  private DockerfileParser(List<String> lines) {
    this.lines = lines.size() > MAX_LINES ? lines.subList(0, MAX_LINES) : lines;
    this.lastIndex = lastIndex(this.lines);
  }

  static List<DockerInstruction> parse(List<String> lines) {
    return new DockerfileParser(lines).all();
  }

  private List<DockerInstruction> all() {
    List<DockerInstruction> found = new ArrayList<>();
    directives();
    while (next < lines.size()) {
      int start = next;
      String joined = logicalLine();
      String trimmed = joined.strip();
      if (trimmed.isEmpty()) {
        continue;
      }
      int space = firstSpace(trimmed);
      String name = trimmed.substring(0, space).toUpperCase(Locale.ROOT);
      String arguments = trimmed.substring(space).strip();
      if (name.equals("RUN") || name.equals("COPY") || name.equals("ADD")) {
        arguments = arguments + heredocs(arguments);
      }
      found.add(new DockerInstruction(name, arguments, start + 1));
    }
    return found;
  }

  private void directives() {
    while (next < lines.size()) {
      Matcher directive = DIRECTIVE.matcher(lines.get(next).strip());
      if (!directive.matches()) {
        return;
      }
      if (directive.group(1).equalsIgnoreCase("escape") && directive.group(2).equals("`")) {
        escape = '`';
      }
      next++;
    }
  }

  /** Joins continuation lines; comments and empty lines between them do not end the instruction. */
  private String logicalLine() {
    StringBuilder joined = new StringBuilder();
    boolean continues = true;
    boolean begun = false;
    while (continues && next < lines.size()) {
      String line = lines.get(next++);
      String stripped = line.strip();
      if (stripped.startsWith("#") || (begun && stripped.isEmpty())) {
        continues = begun;
        continue;
      }
      begun = true;
      String right = line.stripTrailing();
      continues = !right.isEmpty() && right.charAt(right.length() - 1) == escape;
      joined.append(continues ? right.substring(0, right.length() - 1) : right).append(' ');
    }
    return joined.toString();
  }

  private String heredocs(String arguments) {
    StringBuilder bodies = new StringBuilder();
    Matcher heredoc = HEREDOC.matcher(arguments);
    while (heredoc.find()) {
      boolean tabs = !heredoc.group(1).isEmpty();
      String end = heredoc.group(3);
      if (!isClosed(end, tabs)) {
        continue;
      }
      while (next < lines.size()) {
        String line = lines.get(next++);
        if ((tabs ? line.replaceFirst("^\\t+", "") : line).stripTrailing().equals(end)) {
          break;
        }
        bodies.append('\n').append(line);
      }
    }
    return bodies.toString();
  }

  /** A heredoc that never ends is taken for text, so that it cannot hide a later USER. */
  private boolean isClosed(String end, boolean tabs) {
    return lastIndex.getOrDefault(end, -1) >= next
        || (tabs && lastIndex.getOrDefault("\t" + end, -1) >= next);
  }

  private static Map<String, Integer> lastIndex(List<String> lines) {
    Map<String, Integer> last = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).stripTrailing();
      last.put(line, i);
      if (line.startsWith("\t")) {
        last.put("\t" + line.strip(), i);
      }
    }
    return last;
  }

  private static int firstSpace(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isWhitespace(text.charAt(i))) {
        return i;
      }
    }
    return text.length();
  }
}
