package io.github.pysecaudit.facts;

import io.github.pysecaudit.python.syntax.Span;
import io.github.pysecaudit.python.syntax.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a name or expression of a setup script stands for, as far as reading tells. Lists and
 * dictionaries can be changed, as Python's can, so that two names of one list see the same items.
 */
sealed interface ScriptValue {

  Span span();

  /** A string. */
  record Text(String text, Span span) implements ScriptValue {}

  /** A string, unless it has grown beyond what any requirement needs. */
  static ScriptValue text(String text, Span span) {
    return text.length() <= 100_000 ? new Text(text, span) : new Unknown("it is too long", span);
  }

  /** Something that reading does not tell. */
  record Unknown(String why, Span span) implements ScriptValue {}

  /** Several possibilities, as after {@code if} and {@code else}. */
  record Choice(List<ScriptValue> values, Span span) implements ScriptValue {}

  /** A path relative to the script, as text or as a {@code Path} object. */
  record FilePath(String path, Span span) implements ScriptValue {}

  /** An open file. */
  record Handle(String path, Span span) implements ScriptValue {}

  /** The content of a file. */
  record Content(String path, Span span) implements ScriptValue {}

  /** The lines of a file, and any one of them. */
  record Lines(String path, Span span) implements ScriptValue {}

  /** Something imported or built in, by its dotted name. */
  record Imported(String name, Span span) implements ScriptValue {}

  /** A function of the script. */
  record Function(Statement.FunctionDef definition, Span span) implements ScriptValue {}

  /** A list, tuple or set. */
  final class ListValue implements ScriptValue {
    private static final int MOST = 20_000;

    private final List<ScriptValue> items = new ArrayList<>();
    private final Span span;

    ListValue(List<ScriptValue> items, Span span) {
      this.span = span;
      items.forEach(this::add);
    }

    /** The items at this moment. */
    List<ScriptValue> items() {
      return List.copyOf(items);
    }

    /** Adds an item; a list without end gets one that says so. */
    void add(ScriptValue item) {
      if (items.size() < MOST) {
        items.add(item);
      } else if (items.size() == MOST) {
        items.add(new Unknown("the list is too long", span));
      }
    }

    @Override
    public Span span() {
      return span;
    }
  }

  /** A dictionary whose keys are strings; others, and those unknown, make it incomplete. */
  final class DictValue implements ScriptValue {
    private final Map<String, ScriptValue> entries = new LinkedHashMap<>();
    private final Span span;
    private boolean complete = true;

    DictValue(Span span) {
      this.span = span;
    }

    Map<String, ScriptValue> entries() {
      return entries;
    }

    boolean complete() {
      return complete;
    }

    void incomplete() {
      complete = false;
    }

    @Override
    public Span span() {
      return span;
    }
  }
}
