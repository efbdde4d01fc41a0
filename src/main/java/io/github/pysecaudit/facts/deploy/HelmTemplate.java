package io.github.pysecaudit.facts.deploy;

import io.github.pysecaudit.facts.text.Text;
import io.github.pysecaudit.facts.yaml.Yaml;
import io.github.pysecaudit.facts.yaml.YamlFile;
import io.github.pysecaudit.facts.yaml.YamlReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a Helm template without running it: values that {@code values.yaml} gives are filled in,
 * both branches of a condition stay, everything else becomes a word that means "not known here".
 */
final class HelmTemplate {
  /** Stands for what only rendering would tell. */
  static final String OPEN = "templated-value";

  private static final String VALUES_KEY = "templated-values-of";
  private static final Pattern ACTION = Pattern.compile("\\{\\{-?\\s*(.{0,500}?)\\s*-?\\}\\}");
  private static final Pattern VALUE = Pattern.compile("\\.Values\\.([A-Za-z0-9_.]{1,200})");
  private static final Pattern INDENT = Pattern.compile("n?indent\\s+(\\d{1,3})");
  private static final Pattern OPENING = Pattern.compile("(if|with|range|define|block)\\b.*");

  private final Yaml values;
  private final Deque<String> scopes = new ArrayDeque<>();

  private HelmTemplate(Yaml values) {
    this.values = values;
  }

  /** Reads a template with the values of its chart. */
  static YamlFile read(Text template, Yaml values) {
    if (template.problem().isPresent()) {
      return YamlReader.read(template);
    }
    HelmTemplate reader = new HelmTemplate(values);
    StringBuilder filled = new StringBuilder();
    boolean comment = false;
    for (String line : template.lines()) {
      boolean opens = line.contains("{{/*") || line.contains("{{- /*");
      comment = (comment || opens);
      filled.append(comment ? "" : reader.line(line)).append('\n');
      if (comment && line.contains("*/")) {
        comment = false;
      }
    }
    YamlFile file = YamlReader.readTemplate(Text.of(template.path(), filled.toString()));
    List<Yaml> documents = file.documents().stream().map(reader::filled).toList();
    List<String> problems =
        file.problems().stream()
            .map(p -> p + " It is a template; render it and look at the result.")
            .toList();
    return new YamlFile(file.path(), documents, problems);
  }

  private String line(String line) {
    if (!line.contains("{{")) {
      return line;
    }
    Matcher action = ACTION.matcher(line);
    StringBuilder out = new StringBuilder();
    boolean alone = line.strip().startsWith("{{") && line.strip().endsWith("}}");
    Optional<String> block = Optional.empty();
    while (action.find()) {
      String body = action.group(1);
      track(body);
      if (alone && isBlock(body)) {
        block = Optional.of(body);
      }
      action.appendReplacement(out, Matcher.quoteReplacement(replacement(body, alone)));
    }
    action.appendTail(out);
    if (block.isPresent()) {
      return blockLine(line, block.get());
    }
    return alone ? "" : out.toString();
  }

  private void track(String body) {
    if (OPENING.matcher(body).matches()) {
      Matcher value = VALUE.matcher(body);
      scopes.push(body.startsWith("with") && value.find() ? value.group(1) : "");
    } else if (body.equals("end") && !scopes.isEmpty()) {
      scopes.pop();
    }
  }

  private static boolean isBlock(String body) {
    return body.contains("toYaml") || body.startsWith("include") || body.startsWith("template");
  }

  private String blockLine(String line, String body) {
    Matcher indent = INDENT.matcher(body);
    int columns =
        indent.find()
            ? Integer.parseInt(indent.group(1))
            : line.length() - line.stripLeading().length();
    Matcher value = VALUE.matcher(body);
    String path = "";
    if (body.contains("toYaml") && value.find()) {
      path = value.group(1);
    } else if (body.matches("toYaml\\s+\\..*")) {
      path = scopes.stream().filter(s -> !s.isEmpty()).findFirst().orElse("");
    }
    return " ".repeat(Math.min(columns, 200)) + VALUES_KEY + ": \"" + path + "\"";
  }

  private String replacement(String body, boolean alone) {
    if (alone) {
      return "";
    }
    if (body.matches("(if|else|end|with|range)\\b.*")) {
      return "";
    }
    Matcher value = VALUE.matcher(body);
    if (value.find()) {
      Optional<String> known = at(value.group(1)).flatMap(Yaml::string);
      if (known.isPresent() && known.get().matches("[\\w./:@-]{1,200}")) {
        return known.get();
      }
    }
    return OPEN;
  }

  private Optional<Yaml> at(String path) {
    return values.at(path.split("\\."));
  }

  /** Puts the values where a template would write them out as YAML. */
  private Yaml filled(Yaml value) {
    if (value instanceof Yaml.Sequence sequence) {
      return new Yaml.Sequence(
          sequence.values().stream().map(this::filled).toList(), sequence.line());
    }
    if (!(value instanceof Yaml.Mapping mapping)) {
      return value;
    }
    List<Yaml.Entry> entries = new ArrayList<>();
    for (Yaml.Entry entry : mapping.pairs()) {
      if (!entry.key().equals(VALUES_KEY)) {
        entries.add(new Yaml.Entry(entry.key(), entry.line(), filled(entry.value())));
        continue;
      }
      String path = entry.value().string().orElse("");
      Optional<Yaml> known = path.isEmpty() ? Optional.empty() : at(path);
      if (known.isPresent()
          && known.get() instanceof Yaml.Sequence list
          && mapping.pairs().size() == 1) {
        return list;
      }
      if (known.isPresent()) {
        for (Yaml.Entry inner : known.get().entries()) {
          entries.add(
              new Yaml.Entry(inner.key(), entry.line(), moved(inner.value(), entry.line())));
        }
      } else {
        entries.add(
            new Yaml.Entry(
                OPEN, entry.line(), new Yaml.Scalar(path, Yaml.Type.STRING, entry.line())));
      }
    }
    return new Yaml.Mapping(entries, mapping.line());
  }

  /** A value of another file, shown on the line of the template that writes it out. */
  private static Yaml moved(Yaml value, int line) {
    if (value instanceof Yaml.Sequence s) {
      return new Yaml.Sequence(s.values().stream().map(v -> moved(v, line)).toList(), line);
    }
    if (value instanceof Yaml.Mapping m) {
      return new Yaml.Mapping(
          m.pairs().stream()
              .map(e -> new Yaml.Entry(e.key(), line, moved(e.value(), line)))
              .toList(),
          line);
    }
    Yaml.Scalar scalar = (Yaml.Scalar) value;
    return new Yaml.Scalar(scalar.text(), scalar.type(), line);
  }
}
