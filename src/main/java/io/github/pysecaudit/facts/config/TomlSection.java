package io.github.pysecaudit.facts.config;

import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.python.metadata.TomlLines;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** A table of {@code audit.toml} that turns every surprise into an error with file and line. */
final class TomlSection {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String path;
  private final String name;
  private final Optional<TomlTable> table;
  private final int line;
  private final TomlLines lines;
  private final UnaryOperator<String> overrides;

  private TomlSection(
      String path,
      String name,
      Optional<TomlTable> table,
      int line,
      TomlLines lines,
      UnaryOperator<String> overrides) {
    this.path = path;
    this.name = name;
    this.table = table;
    this.line = line;
    this.lines = lines;
    this.overrides = overrides;
  }

  static TomlSection parse(String path, String text) throws ConfigurationException {
    if (text.isEmpty()) {
      return new TomlSection(path, "", Optional.empty(), 1, TomlLines.of(text), k -> null);
    }
    boolean marked = text.charAt(0) == BYTE_ORDER_MARK;
    TomlLines lines = TomlLines.of(marked ? text.substring(1) : text);
    TomlParseResult result = lines.parse();
    if (result.hasErrors()) {
      TomlParseError error = result.errors().get(0);
      throw new ConfigurationException(
          Place.line(path, lines.original(Math.max(1, error.position().line()))),
          "this is no valid TOML: " + error.getMessage());
    }
    return new TomlSection(path, "", Optional.of(result), 1, lines, k -> null);
  }

  Place place() {
    return Place.line(path, line);
  }

  TomlSection allow(Set<String> keys) throws ConfigurationException {
    for (String key : table.map(TomlTable::keySet).orElse(Set.of())) {
      if (!keys.contains(key)) {
        throw error(key, "the key " + ConfigurationReader.unknown(key, keys));
      }
    }
    return this;
  }

  TomlSection table(String key, UnaryOperator<String> runOverrides) throws ConfigurationException {
    Object value = get(key);
    if (value != null && !(value instanceof TomlTable)) {
      throw error(key, key + " must be a table.");
    }
    return new TomlSection(
        path, key, Optional.ofNullable((TomlTable) value), lineOf(key), lines, runOverrides);
  }

  List<TomlSection> tables(String key) throws ConfigurationException {
    Object value = get(key);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof TomlArray array)) {
      throw error(key, key + " must be an array of tables: write [[" + key + "]].");
    }
    List<TomlSection> sections = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      if (!(array.get(i) instanceof TomlTable item)) {
        throw error(key, key + " must be an array of tables: write [[" + key + "]].");
      }
      sections.add(
          new TomlSection(
              path, key, Optional.of(item), line(array.inputPositionOf(i)), lines, k -> null));
    }
    return sections;
  }

  boolean has(String key) {
    return overrides.apply(key) != null || get(key) != null;
  }

  boolean bool(String key, boolean otherwise) throws ConfigurationException {
    String override = overrides.apply(key);
    if (override != null) {
      if (!Set.of("true", "false").contains(override)) {
        throw overridden(key, override, "true or false");
      }
      return Boolean.parseBoolean(override);
    }
    Object value = get(key);
    if (value == null) {
      return otherwise;
    }
    if (!(value instanceof Boolean bool)) {
      throw error(key, key + " must be true or false.");
    }
    return bool;
  }

  Optional<String> string(String key) throws ConfigurationException {
    String override = overrides.apply(key);
    Object value = override != null ? override : get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof String text) || text.isBlank()) {
      throw error(key, key + " must be a text that is not blank.");
    }
    return Optional.of(text.strip());
  }

  String required(String key) throws ConfigurationException {
    return string(key)
        .orElseThrow(
            () -> error(key, "the key " + key + " is missing in this [[" + name + "]] entry."));
  }

  String word(String key, String otherwise, Set<String> known) throws ConfigurationException {
    String word = string(key).orElse(otherwise).toLowerCase(Locale.ROOT);
    if (!known.contains(word)) {
      throw error(key, key + ": " + ConfigurationReader.unknown(word, known));
    }
    return word;
  }

  /** A text or an array of texts; as a property, words between commas. */
  List<String> strings(String key) throws ConfigurationException {
    String override = overrides.apply(key);
    if (override != null) {
      return List.of(override.strip().split("\\s*,\\s*"));
    }
    Object value = get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof String text) {
      return List.of(text);
    }
    if (!(value instanceof TomlArray array)) {
      throw error(key, key + " must be a text or an array of texts.");
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      if (!(array.get(i) instanceof String text)) {
        throw error(key, key + " must hold only texts.");
      }
      texts.add(text);
    }
    return texts;
  }

  /** A TOML date, or a text that is one. */
  LocalDate date(String key) throws ConfigurationException {
    Object value = get(key);
    if (value instanceof LocalDate date) {
      return date;
    }
    if (value instanceof String text) {
      try {
        return LocalDate.parse(text.strip());
      } catch (DateTimeParseException e) {
        throw error(key, "\"" + text + "\" is no date; write it as 2027-01-31.");
      }
    }
    throw error(
        key,
        value == null
            ? "the key " + key + " is missing in this [[" + name + "]] entry."
            : key + " must be a date such as 2027-01-31.");
  }

  ConfigurationException error(String key, String message) {
    return new ConfigurationException(Place.line(path, lineOf(key)), message);
  }

  private ConfigurationException overridden(String key, String value, String known) {
    return new ConfigurationException(
        Place.nowhere(), "audit." + key + "=" + value + " must be " + known + ".");
  }

  private Object get(String key) {
    return table.map(t -> t.get(List.of(key))).orElse(null);
  }

  private int lineOf(String key) {
    return table
        .map(t -> t.isEmpty() || !t.contains(List.of(key)) ? null : t.inputPositionOf(List.of(key)))
        .map(this::line)
        .orElse(line);
  }

  private int line(TomlPosition position) {
    return position == null ? 1 : lines.original(Math.max(1, position.line()));
  }
}
