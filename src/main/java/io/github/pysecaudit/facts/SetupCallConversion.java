package io.github.pysecaudit.facts;

import io.github.pysecaudit.python.metadata.StaticSetup;
import io.github.pysecaudit.python.syntax.Expression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns what was followed in one script into the values that the reader of setup.py takes. */
final class SetupCallConversion {
  private static final int DEEPEST = 20;
  private static final int MOST_VALUES = 100_000;

  private int values;

  StaticSetup.Call of(Expression.Call call, ScriptValue.DictValue arguments) {
    Map<String, StaticSetup.Value> converted = new LinkedHashMap<>();
    arguments.entries().forEach((name, value) -> converted.put(name, value(value, 0)));
    boolean positional = !call.args().isEmpty();
    return new StaticSetup.Call(converted, arguments.complete() && !positional, call.line());
  }

  private StaticSetup.Value value(ScriptValue value, int depth) {
    int line = value.span().line();
    int column = value.span().column();
    if (depth > DEEPEST || ++values > MOST_VALUES) {
      return new StaticSetup.Unknown("the value is too large or contains itself", line, column);
    }
    if (value instanceof ScriptValue.Text text) {
      return new StaticSetup.Text(text.text(), line, column);
    }
    if (value instanceof ScriptValue.ListValue list) {
      return sequence(list.items(), line, column, depth);
    }
    if (value instanceof ScriptValue.Choice choice) {
      return choice.values().stream().allMatch(ScriptValue.DictValue.class::isInstance)
          ? merged(choice, line, column, depth)
          : sequence(choice.values(), line, column, depth);
    }
    if (value instanceof ScriptValue.Lines lines) {
      return new StaticSetup.FileLines(lines.path(), line, column);
    }
    if (value instanceof ScriptValue.Content content) {
      return new StaticSetup.FileLines(content.path(), line, column);
    }
    if (value instanceof ScriptValue.DictValue dict && dict.complete()) {
      Map<String, StaticSetup.Value> entries = new LinkedHashMap<>();
      dict.entries().forEach((key, entry) -> entries.put(key, value(entry, depth + 1)));
      return new StaticSetup.Mapping(entries, line, column);
    }
    return unknown(value);
  }

  /** Both branches give a dictionary: all their keys count. */
  private StaticSetup.Value merged(ScriptValue.Choice choice, int line, int column, int depth) {
    ScriptValue.DictValue all = new ScriptValue.DictValue(choice.span());
    choice.values().forEach(value -> ScriptCalls.update(all, value));
    return all.complete()
        ? value(all, depth + 1)
        : new StaticSetup.Unknown("some of its keys are not known", line, column);
  }

  private StaticSetup.Value sequence(List<ScriptValue> items, int line, int column, int depth) {
    return new StaticSetup.Sequence(
        items.stream().map(item -> value(item, depth + 1)).toList(), line, column);
  }

  private static StaticSetup.Value unknown(ScriptValue value) {
    String why = "it cannot be told without running the script";
    if (value instanceof ScriptValue.Unknown unknown) {
      why = unknown.why();
    } else if (value instanceof ScriptValue.Imported imported) {
      why = "the name " + imported.name() + " is not defined in the script";
    } else if (value instanceof ScriptValue.DictValue) {
      why = "some of its keys are not known";
    } else if (value instanceof ScriptValue.Handle) {
      why = "it is an open file";
    }
    return new StaticSetup.Unknown(why, value.span().line(), value.span().column());
  }
}
