package io.github.pysecaudit.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The rules of one {@code .gitignore} or {@code info/exclude}, by the rules of gitignore(5).
 *
 * @param rules in the order of the file; the last one that matches decides
 * @param truncated whether rules beyond the bound were dropped
 */
record IgnoreFile(List<Rule> rules, boolean truncated) {

  /** Most rules that are read of one file. */
  static final int MOST_RULES = 2_000;

  /**
   * One rule.
   *
   * @param name the pattern where it speaks of the last segment only, else null
   * @param path the anchored pattern, else null
   * @param foldersOnly whether it ends in a slash
   * @param negated whether it takes back what an earlier rule ignores
   */
  record Rule(SegmentPattern name, PathPattern path, boolean foldersOnly, boolean negated) {
    int size() {
      return name != null ? name.size() : path.size();
    }

    long steps(String relativePath, String lastSegment) {
      return name != null ? name.steps(lastSegment.length()) : path.steps(relativePath.length());
    }

    boolean matches(String relativePath, String lastSegment, boolean isFolder) {
      if (foldersOnly && !isFolder) {
        return false;
      }
      return name != null ? name.matches(lastSegment) : path.matches(relativePath);
    }
  }

  /** How much memory the rules take, in characters. */
  int size() {
    return rules.stream().mapToInt(Rule::size).sum();
  }

  static IgnoreFile parse(String text) {
    List<Rule> rules = new ArrayList<>();
    String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
    for (String line : (Iterable<String>) content.lines()::iterator) {
      if (rules.size() == MOST_RULES) {
        return new IgnoreFile(rules, true);
      }
      rule(line).ifPresent(rules::add);
    }
    return new IgnoreFile(List.copyOf(rules), false);
  }

  /**
   * What this file says about a path.
   *
   * @param relativePath relative to the folder of this file
   * @param steps counts the steps of matching
   * @return true for ignored, false for taken back, empty where no rule matches
   */
  Optional<Boolean> decide(String relativePath, boolean isFolder, LongConsumer steps) {
    String last = relativePath.substring(relativePath.lastIndexOf('/') + 1);
    for (int i = rules.size() - 1; i >= 0; i--) {
      steps.accept(rules.get(i).steps(relativePath, last));
      if (rules.get(i).matches(relativePath, last, isFolder)) {
        return Optional.of(!rules.get(i).negated());
      }
    }
    return Optional.empty();
  }

  private static Optional<Rule> rule(String line) {
    String pattern = withoutTrailingSpaces(line);
    if (pattern.isEmpty() || pattern.startsWith("#")) {
      return Optional.empty();
    }
    boolean negated = pattern.startsWith("!");
    if (negated) {
      pattern = pattern.substring(1);
    }
    boolean foldersOnly = pattern.endsWith("/");
    if (foldersOnly) {
      pattern = pattern.substring(0, pattern.length() - 1);
    }
    if (pattern.isEmpty()) {
      return Optional.empty();
    }
    boolean anchored = pattern.indexOf('/') >= 0;
    return Optional.of(
        anchored
            ? new Rule(null, PathPattern.git(pattern), foldersOnly, negated)
            : new Rule(SegmentPattern.git(pattern), null, foldersOnly, negated));
  }

  private static String withoutTrailingSpaces(String line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == ' ') {
      end--;
    }
    int backslashes = 0;
    while (end - backslashes > 0 && line.charAt(end - 1 - backslashes) == '\\') {
      backslashes++;
    }
    boolean escapedSpace = end < line.length() && backslashes % 2 == 1;
    return line.substring(0, escapedSpace ? end + 1 : end);
  }
}
