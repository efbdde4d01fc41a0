package io.github.pysecaudit.python.metadata;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** Writes a TOML value in one line, for messages; long values are shortened. */
final class TomlText {
  private static final int LONGEST = 300;
  private static final int DEEPEST = 4;

  private TomlText() {}

  static String of(Object value) {
    String text = of(value, 0);
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }

  /** A key as it must be written. */
  static String of(String key) {
    return key.matches("[A-Za-z0-9_-]{1,200}") ? key : quoted(key);
  }

  private static String of(Object value, int depth) {
    if (depth > DEEPEST) {
      return "...";
    }
    if (value instanceof String text) {
      return quoted(text);
    }
    if (value instanceof TomlTable table) {
      return table.keySet().stream()
          .limit(20)
          .map(key -> of(key) + " = " + of(table.get(List.of(key)), depth + 1))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof TomlArray array) {
      return IntStream.range(0, Math.min(20, array.size()))
          .mapToObj(i -> of(array.get(i), depth + 1))
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return String.valueOf(value);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
