package io.github.pysecaudit.python.metadata;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A TOML table of a lock file: values are strings, other scalars as text wrapped in {@link Scalar},
 * lists and further nodes. It is filled by a reader and not changed afterwards.
 */
final class TomlNode {
  /** A number, boolean or date, as written; only strings are told apart from it. */
  record Scalar(String text) {}

  private record Entry(Object value, int line) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final int line;
  private final boolean inline;
  private boolean defined;

  TomlNode(int line, boolean inline) {
    this.line = line;
    this.inline = inline;
  }

  /** Line of the header or of the key, starting at 1. */
  int line() {
    return line;
  }

  boolean inline() {
    return inline;
  }

  /** Notes that a header defines this table; false if one did already. */
  boolean define() {
    boolean first = !defined;
    defined = true;
    return first;
  }

  /** Puts a value; false if the key was taken. */
  boolean put(String key, Object value, int at) {
    return entries.putIfAbsent(key, new Entry(value, at)) == null;
  }

  Set<String> keys() {
    return entries.keySet();
  }

  Object value(String key) {
    Entry entry = entries.get(key);
    return entry == null ? null : entry.value();
  }

  int lineOf(String key) {
    Entry entry = entries.get(key);
    return entry == null ? line : entry.line();
  }

  Optional<String> string(String key) {
    return value(key) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** A scalar as text, whatever its type. */
  Optional<String> scalar(String key) {
    return value(key) instanceof Scalar scalar ? Optional.of(scalar.text()) : string(key);
  }

  boolean isTrue(String key) {
    return value(key) instanceof Scalar scalar && scalar.text().equals("true");
  }

  Optional<TomlNode> table(String key) {
    return value(key) instanceof TomlNode node ? Optional.of(node) : Optional.empty();
  }

  /** The tables of an array; other elements are left out. */
  List<TomlNode> tables(String key) {
    return list(key).stream().filter(TomlNode.class::isInstance).map(TomlNode.class::cast).toList();
  }

  Collection<?> list(String key) {
    return value(key) instanceof List<?> list ? list : List.of();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    entries.forEach(
        (key, entry) ->
            text.append(key).append("@").append(entry.line()).append("=").append(entry.value()));
    return text.append('}').toString();
  }
}
