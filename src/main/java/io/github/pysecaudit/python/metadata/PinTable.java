package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.python.version.PackageName;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the version constraint of a package in the tables of Poetry and Pipenv: {@code name =
 * "^1.2"}, {@code name = {version = "^1.2", …}}, or a table {@code [….name]} with {@code version =
 * "^1.2"}.
 */
final class PinTable {
  private static final String KEY = "(?:\"[^\"\\\\]*+\"|'[^']*+'|[A-Za-z0-9_-]++)";

  private static final Pattern ENTRY = Pattern.compile("\\s*+(" + KEY + ")[ \\t]*+=[ \\t]*+");
  private static final Pattern HEADER =
      Pattern.compile("\\s*+\\[(?:[^\\[\\]]*\\.)?\\s*+(" + KEY + ")\\s*+\\][ \\t]*+(?:#.*+)?\\R?");
  private static final Pattern VERSION_KEY =
      Pattern.compile("(?<=[{,\\s])(?:version|\"version\"|'version')[ \\t]*+=[ \\t]*+");

  private PinTable() {}

  /** The string with the constraint, or empty if there is not exactly one. */
  static Optional<TomlStrings.Token> constraint(
      String text, List<Integer> lines, int line, Dependency dependency) {
    int start = lines.get(line - 1);
    int end = line < lines.size() ? lines.get(line) : text.length();
    Matcher entry = ENTRY.matcher(text).region(start, end);
    if (entry.lookingAt()) {
      return isNamed(entry.group(1), dependency)
          ? value(text, entry.end(), end, dependency)
          : Optional.empty();
    }
    Matcher header = HEADER.matcher(text).region(start, end);
    return header.matches() && isNamed(header.group(1), dependency)
        ? inTable(text, lines, line)
        : Optional.empty();
  }

  private static boolean isNamed(String key, Dependency dependency) {
    String bare =
        key.startsWith("\"") || key.startsWith("'") ? key.substring(1, key.length() - 1) : key;
    return PackageName.normalize(bare).equals(dependency.name());
  }

  private static Optional<TomlStrings.Token> value(
      String text, int from, int end, Dependency dependency) {
    if (from >= end) {
      return Optional.empty();
    }
    List<TomlStrings.Token> tokens = TomlStrings.on(text, from, end);
    char c = text.charAt(from);
    if (c == '"' || c == '\'') {
      return at(tokens, from);
    }
    if (c != '{') {
      return Optional.empty();
    }
    // A key that stands within a string of the table is none.
    Matcher key = VERSION_KEY.matcher(text).region(from, end).useTransparentBounds(true);
    Optional<TomlStrings.Token> found = Optional.empty();
    while (key.find()) {
      int position = key.start();
      boolean quoted =
          tokens.stream().anyMatch(token -> token.start() < position && position < token.end() - 1);
      if (!quoted) {
        if (found.isPresent()) {
          return Optional.empty();
        }
        found = at(tokens, key.end());
        if (found.isEmpty()) {
          return found;
        }
      }
    }
    return found.filter(token -> dependency.raw().contains(token.value()));
  }

  private static Optional<TomlStrings.Token> inTable(String text, List<Integer> lines, int header) {
    Optional<TomlStrings.Token> found = Optional.empty();
    for (int line = header + 1; line <= lines.size(); line++) {
      int start = lines.get(line - 1);
      int end = line < lines.size() ? lines.get(line) : text.length();
      if (text.substring(start, end).stripLeading().startsWith("[")) {
        break;
      }
      Matcher entry = ENTRY.matcher(text).region(start, end);
      if (entry.lookingAt() && entry.group(1).replaceAll("[\"']", "").equals("version")) {
        if (found.isPresent()) {
          return Optional.empty();
        }
        found = at(TomlStrings.on(text, entry.end(), end), entry.end());
      }
    }
    return found;
  }

  private static Optional<TomlStrings.Token> at(List<TomlStrings.Token> tokens, int start) {
    return tokens.stream().filter(token -> token.start() == start).findFirst();
  }
}
