package io.github.pysecaudit.facts;

import io.github.pysecaudit.facts.ScriptValue.Choice;
import io.github.pysecaudit.facts.ScriptValue.Content;
import io.github.pysecaudit.facts.ScriptValue.DictValue;
import io.github.pysecaudit.facts.ScriptValue.FilePath;
import io.github.pysecaudit.facts.ScriptValue.Handle;
import io.github.pysecaudit.facts.ScriptValue.Lines;
import io.github.pysecaudit.facts.ScriptValue.ListValue;
import io.github.pysecaudit.facts.ScriptValue.Text;
import io.github.pysecaudit.facts.ScriptValue.Unknown;
import io.github.pysecaudit.python.syntax.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the functions and methods do that setup scripts use to gather their requirements. */
final class ScriptCalls {
  /** Methods of a text that keep what it requires. */
  private static final Set<String> HARMLESS =
      Set.of("strip", "rstrip", "lstrip", "decode", "encode", "expandtabs");

  private static final Set<String> SAME_LIST =
      Set.of("list", "tuple", "set", "frozenset", "sorted", "reversed", "iter", "filter");

  private static final Set<String> SAME_PATH =
      Set.of(
          "abspath",
          "realpath",
          "normpath",
          "resolve",
          "absolute",
          "expanduser",
          "Path",
          "PurePath",
          "PosixPath",
          "fspath",
          "str");

  /** Functions that look at their arguments and change none. */
  static final Set<String> PURE =
      Set.of(
          "print",
          "len",
          "isinstance",
          "bool",
          "any",
          "all",
          "repr",
          "exit",
          "warn",
          "setup",
          "find_packages",
          "find_namespace_packages",
          "info",
          "debug",
          "write",
          "sum",
          "zip",
          "map",
          "enumerate",
          "max",
          "min",
          "type",
          "hasattr",
          "getattr");

  private ScriptCalls() {}

  /**
   * Calls a function by the last part of its name.
   *
   * @return Unknown if the function is none of those known
   */
  static ScriptValue function(String name, List<ScriptValue> arguments, Span span) {
    ScriptValue first = arguments.isEmpty() ? new Unknown("nothing", span) : arguments.get(0);
    if (SAME_LIST.contains(name)) {
      ScriptValue list = name.equals("filter") && arguments.size() == 2 ? arguments.get(1) : first;
      return arguments.isEmpty() ? new ListValue(List.of(), span) : asList(list, span);
    }
    if (SAME_PATH.contains(name)) {
      return first instanceof Text text && !name.equals("str")
          ? new FilePath(text.text(), span)
          : first;
    }
    return switch (name) {
      case "open", "file" -> open(first, span);
      case "join" -> joinPath(arguments, span);
      case "dirname" -> folder(first, span);
      case "joinpath" -> joinPath(arguments, span);
      case "parse_requirements" -> requirementsIn(first, span);
      case "getcwd" -> new FilePath("", span);
      case "chain" -> concatenated(arguments, span);
      case "sum" -> sum(arguments, span);
      default -> new Unknown("the result of " + name + "() is not known", span);
    };
  }

  private static ScriptValue open(ScriptValue path, Span span) {
    if (path instanceof FilePath known) {
      return new Handle(known.path(), span);
    }
    return path instanceof Text text
        ? new Handle(text.text(), span)
        : new Unknown("the name of the file is not known", span);
  }

  private static ScriptValue requirementsIn(ScriptValue source, Span span) {
    if (source instanceof Text text) {
      return new Lines(text.text(), span);
    }
    if (source instanceof FilePath path) {
      return new Lines(path.path(), span);
    }
    return asList(source, span);
  }

  /** {@code os.path.join(folder, "a.txt")}; an unknown folder makes the path unknown. */
  static ScriptValue joinPath(List<ScriptValue> parts, Span span) {
    StringBuilder path = new StringBuilder();
    for (ScriptValue part : parts) {
      Optional<String> text = pathText(part);
      if (text.isEmpty()) {
        return new Unknown("part of the path is not known", span);
      }
      if (path.length() > 0 && !text.get().isEmpty()) {
        path.append('/');
      }
      path.append(text.get());
    }
    return path.length() > 4_000
        ? new Unknown("the path is too long", span)
        : new FilePath(path.toString(), span);
  }

  /** The folder of a path; the script's own folder is the empty path. */
  static ScriptValue folder(ScriptValue path, Span span) {
    Optional<String> known = pathText(path);
    if (known.isEmpty()) {
      return new Unknown("the folder is not known", span);
    }
    String text = known.get();
    if (text.isEmpty()) {
      return new FilePath("..", span);
    }
    return new FilePath(text.substring(0, Math.max(0, text.lastIndexOf('/'))), span);
  }

  private static Optional<String> pathText(ScriptValue value) {
    if (value instanceof FilePath known) {
      return Optional.of(known.path());
    }
    return value instanceof Text known ? Optional.of(known.text()) : Optional.empty();
  }

  static ScriptValue asList(ScriptValue value, Span span) {
    if (value instanceof Handle handle) {
      return new Lines(handle.path(), span);
    }
    if (value instanceof ListValue list) {
      return new ListValue(list.items(), list.span());
    }
    if (value instanceof DictValue dict && dict.complete()) {
      List<ScriptValue> keys = new ArrayList<>();
      dict.entries().keySet().forEach(key -> keys.add(new Text(key, span)));
      return new ListValue(keys, span);
    }
    if (value instanceof Choice choice) {
      return new Choice(choice.values().stream().map(each -> asList(each, span)).toList(), span);
    }
    return value instanceof Lines ? value : new Unknown("its items are not known", span);
  }

  private static ScriptValue concatenated(List<ScriptValue> lists, Span span) {
    ListValue all = new ListValue(List.of(), span);
    lists.forEach(list -> extend(all, list));
    return all;
  }

  private static ScriptValue sum(List<ScriptValue> arguments, Span span) {
    if (arguments.size() == 2 && arguments.get(0) instanceof ListValue lists) {
      return concatenated(lists.items(), span);
    }
    return new Unknown("the sum is not known", span);
  }

  /** Adds the items of another list; what is no list is added as something unknown. */
  static void extend(ListValue list, ScriptValue more) {
    if (more instanceof ListValue other) {
      other.items().forEach(list::add);
    } else if (more instanceof Lines) {
      list.add(more);
    } else if (more instanceof Handle handle) {
      list.add(new Lines(handle.path(), handle.span()));
    } else if (more instanceof Choice choice) {
      choice.values().forEach(value -> extend(list, value));
    } else {
      list.add(
          more instanceof Unknown
              ? more
              : new Unknown("what is added is no list that can be read", more.span()));
    }
  }

  /** Calls a method of a known value. */
  static ScriptValue method(ScriptValue on, String name, List<ScriptValue> arguments, Span span) {
    if (on instanceof Choice choice) {
      return new Choice(
          choice.values().stream().map(each -> method(each, name, arguments, span)).toList(), span);
    }
    if (on instanceof Text text) {
      return ofText(text, name, arguments, span);
    }
    if (on instanceof ListValue list) {
      return ofList(list, name, arguments, span);
    }
    if (on instanceof DictValue dict) {
      return ofDict(dict, name, arguments, span);
    }
    return ofFile(on, name, arguments, span);
  }

  private static ScriptValue ofFile(
      ScriptValue on, String name, List<ScriptValue> arguments, Span span) {
    if (on instanceof Handle handle) {
      return switch (name) {
        case "read" -> new Content(handle.path(), span);
        case "readlines", "__iter__" -> new Lines(handle.path(), span);
        default -> new Unknown("the result of " + name + "() is not known", span);
      };
    }
    if (on instanceof FilePath path) {
      return switch (name) {
        case "read_text", "read_bytes" -> new Content(path.path(), span);
        case "open" -> new Handle(path.path(), span);
        case "joinpath" -> {
          List<ScriptValue> parts = new ArrayList<>(List.of(on));
          parts.addAll(arguments);
          yield joinPath(parts, span);
        }
        case "resolve", "absolute", "expanduser", "as_posix" -> on;
        case "with_name" -> joinPath(List.of(folder(on, span), arguments.get(0)), span);
        default -> new Unknown("the result of " + name + "() is not known", span);
      };
    }
    if (on instanceof Content content) {
      if (HARMLESS.contains(name) && !dropsMore(arguments)) {
        return on;
      }
      boolean lines =
          name.equals("splitlines") || (name.equals("split") && separatesLines(arguments));
      return lines
          ? new Lines(content.path(), span)
          : new Unknown("the content of " + content.path() + " is changed by " + name + "()", span);
    }
    if (on instanceof Lines lines) {
      boolean same =
          (HARMLESS.contains(name) && !dropsMore(arguments))
              || (name.equals("split") && startsComment(arguments))
              || (name.equals("replace") && replacesLineBreak(arguments))
              || List.of("copy", "readlines", "splitlines").contains(name);
      return same
          ? on
          : new Unknown("the lines of " + lines.path() + " are changed by " + name + "()", span);
    }
    return new Unknown("the result of " + name + "() is not known", span);
  }

  /** An argument of strip() may cut off a version. */
  private static boolean dropsMore(List<ScriptValue> arguments) {
    return arguments.stream()
        .anyMatch(
            argument ->
                !(argument instanceof Text text)
                    || !(text.text().isBlank() || text.text().matches("(?i)utf-?8|ascii")));
  }

  private static boolean separatesLines(List<ScriptValue> arguments) {
    return arguments.isEmpty()
        || (arguments.get(0) instanceof Text text && text.text().matches("\\r?\\n"));
  }

  private static boolean startsComment(List<ScriptValue> arguments) {
    return arguments.isEmpty()
        || (arguments.get(0) instanceof Text text && text.text().strip().equals("#"))
        || separatesLines(arguments);
  }

  private static boolean replacesLineBreak(List<ScriptValue> arguments) {
    return arguments.size() == 2
        && arguments.get(0) instanceof Text from
        && arguments.get(1) instanceof Text to
        && from.text().isBlank()
        && to.text().isBlank();
  }

  private static ScriptValue ofText(
      Text text, String name, List<ScriptValue> arguments, Span span) {
    switch (name) {
      case "strip", "rstrip", "lstrip":
        return arguments.isEmpty()
            ? new Text(text.text().strip(), text.span())
            : new Unknown("the result of " + name + "() is not known", span);
      case "splitlines":
        return texts(List.of(text.text().split("\\R")), text.span());
      case "split":
        if (arguments.isEmpty()) {
          return texts(List.of(text.text().strip().split("\\s+")), text.span());
        }
        return separatesLines(arguments)
            ? texts(List.of(text.text().split("\\R")), text.span())
            : new Unknown("the result of split() is not known", span);
      case "join":
        return new Unknown("the result of join() is not known", span);
      case "format":
        return format(text, arguments, span);
      default:
        return new Unknown("the result of " + name + "() is not known", span);
    }
  }

  private static ScriptValue texts(List<String> parts, Span span) {
    List<ScriptValue> items = new ArrayList<>();
    for (String part : parts) {
      if (!part.isBlank()) {
        items.add(new Text(part.strip(), span));
      }
    }
    return new ListValue(items, span);
  }

  /** Braces with nothing inside, filled in order by known texts. */
  private static ScriptValue format(Text text, List<ScriptValue> arguments, Span span) {
    return fill(text, "{}", arguments, span);
  }

  /** Replaces each {@code marker} by the next argument. */
  static ScriptValue fill(Text text, String marker, List<ScriptValue> arguments, Span span) {
    String[] parts = text.text().split(java.util.regex.Pattern.quote(marker), -1);
    boolean other = String.join("", parts).indexOf(marker.charAt(0)) >= 0;
    if (parts.length != arguments.size() + 1 || other) {
      return new Unknown("the formatted text is not known", span);
    }
    StringBuilder filled = new StringBuilder(parts[0]);
    for (int i = 0; i < arguments.size(); i++) {
      if (!(arguments.get(i) instanceof Text argument)) {
        return new Unknown("what is put into the text is not known", span);
      }
      filled.append(argument.text()).append(parts[i + 1]);
      if (filled.length() > 1_000_000) {
        return new Unknown("the formatted text is too long", span);
      }
    }
    return ScriptValue.text(filled.toString(), text.span());
  }

  private static ScriptValue ofList(
      ListValue list, String name, List<ScriptValue> arguments, Span span) {
    switch (name) {
      case "append", "add":
        arguments.forEach(list::add);
        break;
      case "insert":
        arguments.stream().skip(1).forEach(list::add);
        break;
      case "extend", "update":
        arguments.forEach(more -> extend(list, more));
        break;
      case "copy", "union":
        ListValue copy = new ListValue(list.items(), list.span());
        arguments.forEach(more -> extend(copy, more));
        return copy;
      case "sort", "reverse", "remove", "pop", "discard", "index", "count":
        // What is taken away stays in the list here: too much is judged, never too little.
        break;
      default:
        list.add(new Unknown("the list is changed by " + name + "()", span));
    }
    return new Unknown("the result of " + name + "() is not known", span);
  }

  private static ScriptValue ofDict(
      DictValue dict, String name, List<ScriptValue> arguments, Span span) {
    switch (name) {
      case "values":
        return dict.complete()
            ? new ListValue(List.copyOf(dict.entries().values()), span)
            : new Unknown("the values are not known", span);
      case "keys":
        return asList(dict, span);
      case "update":
        arguments.forEach(more -> update(dict, more));
        break;
      case "get", "setdefault":
        return arguments.get(0) instanceof Text key && dict.entries().containsKey(key.text())
            ? dict.entries().get(key.text())
            : new Unknown("the entry is not known", span);
      case "pop", "items", "copy":
        break;
      default:
        dict.incomplete();
    }
    return name.equals("copy")
        ? dict
        : new Unknown("the result of " + name + "() is not known", span);
  }

  /** Adds the entries of another dictionary; old values stay a possibility. */
  static void update(DictValue dict, ScriptValue more) {
    if (more instanceof DictValue other) {
      for (Map.Entry<String, ScriptValue> entry : Map.copyOf(other.entries()).entrySet()) {
        dict.entries().merge(entry.getKey(), entry.getValue(), ScriptScope::either);
      }
      if (!other.complete()) {
        dict.incomplete();
      }
    } else if (more instanceof Choice choice) {
      choice.values().forEach(each -> update(dict, each));
    } else {
      dict.incomplete();
    }
  }
}
