package io.github.pysecaudit.python.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** The TOML of a lock file: read fast where it is plain, else by the general parser. */
final class LockToml {
  /** The general parser takes seconds per megabyte. */
  private static final int MOST_FOR_GENERAL_PARSER = 3 << 20;

  private LockToml() {}

  /** What was read: a table, or the words why there is none. */
  record Result(Optional<TomlNode> table, String error, int line) {}

  static Result read(String text) {
    Optional<TomlNode> plain = PlainToml.read(text);
    return plain.isPresent() ? new Result(plain, "", 1) : general(text);
  }

  static Result general(String text) {
    if (text.length() > MOST_FOR_GENERAL_PARSER) {
      return new Result(
          Optional.empty(),
          "it is larger than " + MOST_FOR_GENERAL_PARSER + " characters and not in plain form",
          1);
    }
    TomlLines lines = TomlLines.of(text);
    TomlParseResult result = lines.parse();
    if (result.hasErrors()) {
      var error = result.errors().get(0);
      return new Result(
          Optional.empty(), error.getMessage(), lines.original(error.position().line()));
    }
    return new Result(Optional.of(node(lines, result, 1, false)), "", 1);
  }

  private static TomlNode node(TomlLines lines, TomlTable table, int line, boolean inline) {
    TomlNode node = new TomlNode(line, inline);
    for (String key : table.keySet()) {
      List<String> path = List.of(key);
      var position = table.inputPositionOf(path);
      int at = position == null ? line : lines.original(position.line());
      node.put(key, value(lines, table.get(path), at), at);
    }
    return node;
  }

  private static Object value(TomlLines lines, Object value, int line) {
    if (value instanceof TomlTable table) {
      return node(lines, table, line, false);
    }
    if (value instanceof TomlArray array) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < array.size(); i++) {
        int at = lines.original(array.inputPositionOf(i).line());
        values.add(value(lines, array.get(i), at));
      }
      return values;
    }
    return value instanceof String ? value : new TomlNode.Scalar(String.valueOf(value));
  }
}
