package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.tomlj.TomlArray;
import org.tomlj.TomlInvalidTypeException;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** A parsed TOML file with the position of every value. */
final class TomlDocument {
  /** In bytes. The parser recovers from errors in quadratic time; real manifests have 30 kB. */
  private static final int LARGEST = 256 * 1024;

  /** Lines without long runs of blank and comment lines; real manifests have below 1,000. */
  private static final int MOST_LINES = 8_000;

  /** Fields that one rule may select. */
  private static final int MOST_FIELDS = 10_000;

  /**
   * A value and where it is.
   *
   * @param field keys from the root, joined with dots as reports show them
   * @param value a string, number, boolean, date, {@link TomlArray} or {@link TomlTable}
   * @param place of the key or item
   */
  record Located(String field, Object value, Place place) {}

  private final String path;
  private final TomlTable root;
  private final TomlLines lines;
  private final int firstLine;
  private final int firstColumn;

  private TomlDocument(
      String path, TomlTable root, TomlLines lines, int firstLine, int firstColumn) {
    this.path = path;
    this.root = root;
    this.lines = lines;
    this.firstLine = firstLine;
    this.firstColumn = firstColumn;
  }

  /**
   * Parses a file.
   *
   * @param problems told once, with line and column, if the file is no TOML
   */
  static Optional<TomlDocument> parse(
      String path, byte[] content, Consumer<MetadataProblem> problems) {
    if (content.length > LARGEST) {
      problems.accept(
          new MetadataProblem(
              Place.file(path),
              "The file "
                  + path
                  + " has "
                  + content.length
                  + " bytes; at most "
                  + LARGEST
                  + " bytes of TOML are read.",
              PinReason.UNDECODABLE));
      return Optional.empty();
    }
    return FileText.utf8(path, content, problems)
        .flatMap(text -> embedded(path, text, 1, 1, problems));
  }

  /**
   * Parses a text that is part of a file.
   *
   * @param firstLine line of the file on which the text starts
   * @param firstColumn column at which every line of the text starts
   */
  static Optional<TomlDocument> embedded(
      String path,
      String text,
      int firstLine,
      int firstColumn,
      Consumer<MetadataProblem> problems) {
    TomlLines lines = TomlLines.of(text);
    if (lines.numbers().size() > MOST_LINES) {
      problems.accept(
          new MetadataProblem(
              Place.file(path),
              "The file "
                  + path
                  + " has more than "
                  + MOST_LINES
                  + " lines of TOML; it is not read.",
              PinReason.UNDECODABLE));
      return Optional.empty();
    }
    TomlParseResult result = lines.parse();
    if (!result.hasErrors()) {
      return Optional.of(new TomlDocument(path, result, lines, firstLine, firstColumn));
    }
    TomlParseError error = result.errors().get(0);
    int line = lines.original(error.position().line()) + firstLine - 1;
    int column = error.position().column() + firstColumn - 1;
    problems.accept(
        new MetadataProblem(
            Place.position(path, Math.max(1, line), Math.max(1, column)),
            "The file "
                + path
                + " is not valid TOML: "
                + shortened(error.getMessage())
                + " (line "
                + line
                + ", column "
                + column
                + ").",
            PinReason.INVALID_TOML));
    return Optional.empty();
  }

  private static String shortened(String message) {
    String line = message.lines().findFirst().orElse("");
    return line.length() > 300 ? line.substring(0, 300) : line;
  }

  String path() {
    return path;
  }

  /** The value behind the keys, of any type. */
  Optional<Located> at(String... keys) {
    return at(List.of(keys));
  }

  Optional<Located> at(List<String> keys) {
    Object value = root;
    for (String key : keys) {
      if (!(value instanceof TomlTable table) || table.get(List.of(key)) == null) {
        return Optional.empty();
      }
      value = table.get(List.of(key));
    }
    return Optional.of(new Located(String.join(".", keys), value, placeOf(root, keys)));
  }

  /** The string behind the keys. */
  Optional<String> string(String... keys) {
    return at(keys).filter(at -> at.value() instanceof String).map(at -> (String) at.value());
  }

  /** The strings of the list behind the keys, or of the one string; empty if there are none. */
  List<Located> strings(String... keys) {
    return at(keys).map(this::strings).orElse(List.of());
  }

  List<Located> strings(Located list) {
    if (list.value() instanceof String) {
      return List.of(list);
    }
    return items(list).stream().filter(item -> item.value() instanceof String).toList();
  }

  /** The items of an array; none if it is not one. */
  List<Located> items(Located list) {
    List<Located> items = new ArrayList<>();
    if (list.value() instanceof TomlArray array) {
      for (int i = 0; i < array.size(); i++) {
        items.add(new Located(list.field(), array.get(i), placeOf(array, i, list.place())));
      }
    }
    return items;
  }

  /** The entries of a table; none if it is not one. */
  List<Map.Entry<String, Located>> entries(Located table) {
    List<Map.Entry<String, Located>> entries = new ArrayList<>();
    if (table.value() instanceof TomlTable toml) {
      for (String key : toml.keySet()) {
        Located entry =
            new Located(
                table.field() + "." + key, toml.get(List.of(key)), placeOf(toml, List.of(key)));
        entries.add(Map.entry(key, entry));
      }
    }
    return entries;
  }

  /** Every value that a path with {@code *} and {@code []} selects, in the order of the file. */
  List<Located> select(List<String> pattern) {
    List<Located> found = new ArrayList<>();
    select(new Located("", root, Place.file(path)), pattern, found);
    return found;
  }

  private void select(Located from, List<String> pattern, List<Located> found) {
    if (found.size() >= MOST_FIELDS) {
      return;
    }
    if (pattern.isEmpty()) {
      found.add(from);
      return;
    }
    String key = pattern.get(0);
    List<String> rest = pattern.subList(1, pattern.size());
    if (key.equals("[]")) {
      items(from).forEach(item -> select(item, rest, found));
      return;
    }
    if (!(from.value() instanceof TomlTable table)) {
      return;
    }
    List<String> keys =
        key.equals("*")
            ? List.copyOf(table.keySet())
            : table.get(List.of(key)) == null ? List.of() : List.of(key);
    for (String each : keys) {
      String field = from.field().isEmpty() ? each : from.field() + "." + each;
      Located next = new Located(field, table.get(List.of(each)), placeOf(table, List.of(each)));
      select(next, rest, found);
    }
  }

  private Place placeOf(TomlTable table, List<String> keys) {
    return placeOf(keys.isEmpty() ? null : table.inputPositionOf(keys), Place.file(path));
  }

  private Place placeOf(TomlArray array, int index, Place otherwise) {
    try {
      return placeOf(array.inputPositionOf(index), otherwise);
    } catch (TomlInvalidTypeException | IndexOutOfBoundsException noPosition) {
      return otherwise;
    }
  }

  private Place placeOf(TomlPosition position, Place otherwise) {
    return position == null || position.line() < 1
        ? otherwise
        : Place.position(
            path,
            lines.original(position.line()) + firstLine - 1,
            Math.max(1, position.column()) + firstColumn - 1);
  }
}
