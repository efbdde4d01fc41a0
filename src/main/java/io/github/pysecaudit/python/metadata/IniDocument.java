package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file as Python's {@code configparser.ConfigParser} reads it: sections, options, values over
 * several lines by indentation, full-line comments, {@code %(name)s} interpolation.
 */
final class IniDocument {
  private static final Pattern REFERENCE = Pattern.compile("%(%|\\(([^)]{1,200})\\)s)?");

  /** As deep as ConfigParser follows references. */
  private static final int DEEPEST = 10;

  /** Characters that one value may grow to. */
  private static final int LONGEST_VALUE = 1_000_000;

  /** One line of a value; {@code line} and {@code column} start at 1. */
  record ValueLine(String text, int line, int column) {}

  /** A reference that leads nowhere, or a lone percent sign. */
  static final class BadReference extends Exception {
    private static final long serialVersionUID = 1L;

    BadReference(String message) {
      super(message);
    }
  }

  private final Map<String, Map<String, List<ValueLine>>> sections = new LinkedHashMap<>();

  private IniDocument() {}

  /**
   * Parses a file.
   *
   * @param strict whether a section or option may occur once only, as for ConfigParser
   * @param problems told once, with the line, if the file does not follow the format
   */
  static Optional<IniDocument> parse(
      String path, byte[] content, boolean strict, Consumer<MetadataProblem> problems) {
    return FileText.declared(path, content, problems)
        .flatMap(
            text -> {
              IniDocument document = new IniDocument();
              Optional<MetadataProblem> problem = document.fill(path, text, strict);
              problem.ifPresent(problems);
              return problem.isPresent() ? Optional.empty() : Optional.of(document);
            });
  }

  private Optional<MetadataProblem> fill(String path, String text, boolean strict) {
    Map<String, List<ValueLine>> section = null;
    List<ValueLine> value = null;
    int indent = 0;
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String stripped = line.strip();
      boolean comment = stripped.startsWith("#") || stripped.startsWith(";");
      if (comment || stripped.isEmpty()) {
        if (!comment && value != null) {
          value.add(new ValueLine("", number, 1));
        }
        continue;
      }
      int column = indentOf(line);
      if (value != null && column > indent) {
        value.add(new ValueLine(stripped, number, column + 1));
        continue;
      }
      indent = column;
      if (stripped.startsWith("[") && stripped.indexOf(']') > 1) {
        String name = stripped.substring(1, stripped.lastIndexOf(']'));
        if (strict && sections.containsKey(name) && !name.equals("DEFAULT")) {
          return problem(path, number, "the section [" + name + "] occurs twice");
        }
        section = sections.computeIfAbsent(name, key -> new LinkedHashMap<>());
        value = null;
        continue;
      }
      if (section == null) {
        return problem(path, number, "there is no section header before this line");
      }
      int delimiter = firstOf(stripped);
      if (delimiter <= 0) {
        return problem(path, number, "the line is no option with = or :");
      }
      String key = stripped.substring(0, delimiter).strip();
      if (strict && section.containsKey(key)) {
        return problem(path, number, "the option \"" + key + "\" occurs twice");
      }
      value = new ArrayList<>();
      String first = stripped.substring(delimiter + 1);
      int shift = first.length() - first.stripLeading().length();
      value.add(new ValueLine(first.strip(), number, column + delimiter + 2 + shift));
      section.put(key, value);
    }
    return Optional.empty();
  }

  private static Optional<MetadataProblem> problem(String path, int line, String what) {
    return Optional.of(
        new MetadataProblem(
            Place.line(path, line),
            "The file " + path + " cannot be read: " + what + " (line " + line + ").",
            PinReason.INVALID_INI));
  }

  private static int indentOf(String line) {
    int column = 0;
    while (column < line.length() && Character.isWhitespace(line.charAt(column))) {
      column++;
    }
    return column;
  }

  private static int firstOf(String line) {
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == '=' || line.charAt(i) == ':') {
        return i;
      }
    }
    return -1;
  }

  /** The names of the sections in order. */
  List<String> sections() {
    return List.copyOf(sections.keySet());
  }

  /** The options of a section in order, without those of {@code [DEFAULT]}. */
  List<String> options(String section) {
    return List.copyOf(sections.getOrDefault(section, Map.of()).keySet());
  }

  /** The lines of a value as written. */
  Optional<List<ValueLine>> raw(String section, String option) {
    return Optional.ofNullable(sections.getOrDefault(section, Map.of()).get(option))
        .map(List::copyOf);
  }

  /**
   * The lines of a value with references replaced. Lines that come out of a reference have the
   * place of the reference.
   */
  List<ValueLine> value(String section, String option) throws BadReference {
    List<ValueLine> lines = new ArrayList<>();
    for (ValueLine line : raw(section, option).orElse(List.of())) {
      String text = expand(section, line.text(), 0);
      if (text.indexOf('\n') < 0) {
        lines.add(new ValueLine(text, line.line(), line.column()));
      } else {
        text.lines()
            .forEach(part -> lines.add(new ValueLine(part.strip(), line.line(), line.column())));
      }
    }
    return lines;
  }

  private String expand(String section, String text, int depth) throws BadReference {
    if (text.indexOf('%') < 0) {
      return text;
    }
    if (depth > DEEPEST) {
      throw new BadReference("the references are nested too deeply");
    }
    StringBuilder expanded = new StringBuilder();
    Matcher matcher = REFERENCE.matcher(text);
    int end = 0;
    while (matcher.find()) {
      expanded.append(text, end, matcher.start());
      end = matcher.end();
      if (matcher.group(1) == null) {
        throw new BadReference(
            "a percent sign must be followed by another one or by a parenthesis");
      }
      if (matcher.group(2) == null) {
        expanded.append('%');
      } else {
        expanded.append(expand(section, referenced(section, matcher.group(2)), depth + 1));
      }
      if (expanded.length() > LONGEST_VALUE) {
        throw new BadReference("the value grows beyond " + LONGEST_VALUE + " characters");
      }
    }
    return expanded.append(text, end, text.length()).toString();
  }

  private String referenced(String section, String option) throws BadReference {
    List<ValueLine> lines =
        raw(section, option)
            .or(() -> raw("DEFAULT", option))
            .orElseThrow(() -> new BadReference("there is no option \"" + option + "\""));
    return String.join("\n", lines.stream().map(ValueLine::text).toList()).strip();
  }
}
