package io.github.pysecaudit.facts.yaml;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A value in a YAML document with the line on which it starts. Aliases and merge keys are gone. */
public sealed interface Yaml {

  /** The line in the file, starting at 1. */
  int line();

  /** What YAML 1.1 takes a scalar for. */
  enum Type {
    STRING,
    BOOLEAN,
    NUMBER,
    NULL
  }

  /**
   * A scalar.
   *
   * @param text as written, without quotes
   * @param type by the rules of YAML 1.1, in which {@code yes} and {@code on} are booleans
   */
  record Scalar(String text, Type type, int line) implements Yaml {
    public Scalar {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(type, "type");
    }
  }

  /** A list. */
  record Sequence(List<Yaml> values, int line) implements Yaml {
    public Sequence {
      values = List.copyOf(values);
    }
  }

  /** A mapping; of entries with the same key only the last is kept. */
  record Mapping(List<Entry> pairs, int line) implements Yaml {
    public Mapping {
      pairs = List.copyOf(pairs);
    }
  }

  /** A key with its own line, and its value. */
  record Entry(String key, int line, Yaml value) {}

  /** The value under a chain of keys, if every step is a mapping that has the key. */
  default Optional<Yaml> at(String... keys) {
    Yaml current = this;
    for (String key : keys) {
      Optional<Entry> next = current.entry(key);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      current = next.get().value();
    }
    return Optional.of(current);
  }

  /** The entry with this key, if this is a mapping that has it. */
  default Optional<Entry> entry(String key) {
    return entries().stream().filter(e -> e.key().equals(key)).findFirst();
  }

  /** The entries of a mapping; none for anything else. */
  default List<Entry> entries() {
    return this instanceof Mapping m ? m.pairs() : List.of();
  }

  /** The values of a list; none for anything else. */
  default List<Yaml> items() {
    return this instanceof Sequence s ? s.values() : List.of();
  }

  /** The values of a list, or a scalar as the only one. */
  default List<Yaml> itemsOrSelf() {
    return this instanceof Scalar s && s.type() != Type.NULL ? List.of(this) : items();
  }

  /** The text of a scalar that is not null. */
  default Optional<String> string() {
    return this instanceof Scalar s && s.type() != Type.NULL
        ? Optional.of(s.text())
        : Optional.empty();
  }

  /** The text under a chain of keys. */
  default Optional<String> stringAt(String... keys) {
    return at(keys).flatMap(Yaml::string);
  }

  /** The truth of a scalar; also of a quoted one, which most tools take as well. */
  default Optional<Boolean> truth() {
    return string()
        .flatMap(
            t ->
                switch (t.strip().toLowerCase(java.util.Locale.ROOT)) {
                  case "true", "yes", "on", "y" -> Optional.of(true);
                  case "false", "no", "off", "n" -> Optional.of(false);
                  default -> Optional.empty();
                });
  }

  /** Whether the scalar under these keys is true. */
  default boolean isTrue(String... keys) {
    return at(keys).flatMap(Yaml::truth).orElse(false);
  }
}
