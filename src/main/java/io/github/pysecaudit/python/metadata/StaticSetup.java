package io.github.pysecaudit.python.metadata;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a {@code setup.py} passes to {@code setup()}, as far as reading it tells.
 *
 * @param calls every call of {@code setup()}; none if there is none
 * @param failure why the script could not be read at all
 */
public record StaticSetup(List<Call> calls, Optional<String> failure) {

  public StaticSetup {
    calls = List.copyOf(calls);
    Objects.requireNonNull(failure, "failure");
  }

  /**
   * One call.
   *
   * @param arguments the keyword arguments that are written out
   * @param complete false if further arguments come from somewhere else, as with {@code **options}
   * @param line line of the call, starting at 1
   */
  public record Call(Map<String, Value> arguments, boolean complete, int line) {
    public Call {
      arguments = Map.copyOf(arguments);
    }
  }

  /** A value as far as it is known without running anything. */
  public sealed interface Value permits Text, Sequence, Mapping, FileLines, Unknown {
    /** Line of the value, starting at 1. */
    int line();

    /** Column of the value, starting at 1. */
    int column();
  }

  /** A string. */
  public record Text(String text, int line, int column) implements Value {}

  /** A list, tuple or set. */
  public record Sequence(List<Value> items, int line, int column) implements Value {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** A dictionary; the keys are known. */
  public record Mapping(Map<String, Value> entries, int line, int column) implements Value {
    public Mapping {
      entries = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(entries));
    }
  }

  /**
   * The lines of a file, as in {@code open("requirements.txt").read().splitlines()}.
   *
   * @param file the path as written, relative to the script
   */
  public record FileLines(String file, int line, int column) implements Value {}

  /**
   * Something only running the script would tell.
   *
   * @param why what kept it from being read, in a few words
   */
  public record Unknown(String why, int line, int column) implements Value {}
}
