package io.github.pysecaudit.facts.deploy;

import java.util.Map;
import java.util.Optional;

/**
 * Expands {@code $X}, {@code ${X}}, {@code ${X:-y}}, {@code ${X-y}} and {@code ${X:+y}} the way
 * container files and compose files do. One pass, no commands.
 */
final class ShellVariables {
  private static final int MAX = 2_000;

  private ShellVariables() {}

  /** The text with its variables replaced, or empty if one of them has no known value. */
  static Optional<String> expand(String text, Map<String, String> values) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < text.length() && out.length() < MAX) {
      char c = text.charAt(i);
      if (c != '$' || i + 1 == text.length()) {
        out.append(c);
        i++;
        continue;
      }
      int end = text.charAt(i + 1) == '{' ? closing(text, i + 2) : nameEnd(text, i + 1);
      if (end < 0 || end == i + 1) {
        return Optional.empty();
      }
      boolean braces = text.charAt(i + 1) == '{';
      Optional<String> value =
          braces
              ? inBraces(text.substring(i + 2, end), values)
              : Optional.ofNullable(values.get(text.substring(i + 1, end)));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      out.append(value.get());
      i = braces ? end + 1 : end;
    }
    return Optional.of(out.toString());
  }

  private static Optional<String> inBraces(String body, Map<String, String> values) {
    int end = nameEnd(body, 0);
    String name = body.substring(0, end);
    String rest = body.substring(end);
    String value = values.get(name);
    if (rest.isEmpty()) {
      return Optional.ofNullable(value);
    }
    boolean colon = rest.startsWith(":");
    String operator = colon ? rest.substring(1) : rest;
    boolean set = value != null && !(colon && value.isEmpty());
    if (operator.startsWith("-")) {
      return set ? Optional.of(value) : nested(operator.substring(1), values);
    }
    if (operator.startsWith("+")) {
      return set ? nested(operator.substring(1), values) : Optional.of("");
    }
    if (operator.startsWith("?")) {
      return Optional.ofNullable(value);
    }
    return Optional.empty();
  }

  private static Optional<String> nested(String text, Map<String, String> values) {
    return text.contains("${") ? Optional.empty() : expand(text, values);
  }

  private static int closing(String text, int from) {
    int depth = 1;
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == '{') {
        depth++;
      } else if (text.charAt(i) == '}' && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static int nameEnd(String text, int from) {
    int i = from;
    while (i < text.length()
        && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '_')) {
      i++;
    }
    return i;
  }
}
