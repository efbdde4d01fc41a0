package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.python.version.PackageName;
import io.github.pysecaudit.python.version.ParseException;
import io.github.pysecaudit.python.version.SpecifierSet;
import io.github.pysecaudit.python.version.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** Reads one field that declares packages, in the form its rule says. */
final class FieldReader {
  private final TomlDocument document;
  private final ProjectContext context;
  private final ReadingBuilder found;

  FieldReader(TomlDocument document, ProjectContext context, ReadingBuilder found) {
    this.document = document;
    this.context = context;
    this.found = found;
  }

  void read(TomlDocument.Located field, FieldRule rule) {
    switch (rule.form()) {
      case STRINGS, BUILD_STRINGS, GROUP, PIP -> list(field, rule);
      case WORDS -> words(field, rule);
      case POETRY, PDM, CONDA, PYPI -> table(field, rule);
    }
  }

  private void list(TomlDocument.Located field, FieldRule rule) {
    if (!(field.value() instanceof TomlArray)) {
      unreadable(field, field.place(), rule, "a list of requirements is expected here");
      return;
    }
    for (TomlDocument.Located item : document.items(field)) {
      if (item.value() instanceof String text) {
        requirement(item, text, rule);
      } else if (rule.form() == FieldRule.Form.GROUP && includedGroup(item).isPresent()) {
        String raw = "{include-group = \"" + includedGroup(item).get() + "\"}";
        found.note(PinReason.INCLUDE_GROUP, item.place(), field.field(), raw, rule.scope());
      } else if (rule.form() == FieldRule.Form.BUILD_STRINGS
          && item.value() instanceof TomlTable table
          && table.get(List.of("requirement")) instanceof String text) {
        requirement(item, text, rule);
      } else {
        unreadable(item, item.place(), rule, "a requirement is a string");
      }
    }
  }

  static Optional<String> includedGroup(TomlDocument.Located item) {
    return item.value() instanceof TomlTable table
            && table.size() == 1
            && table.get(List.of("include-group")) instanceof String name
        ? Optional.of(name)
        : Optional.empty();
  }

  private void requirement(TomlDocument.Located item, String text, FieldRule rule) {
    PinReading pin;
    if (rule.form() == FieldRule.Form.PIP && text.matches("(?s)-e[\\s=].*|--editable[\\s=].*")) {
      pin = PipRequirement.readEditable(text.substring(text.startsWith("-e") ? 3 : 11).strip());
    } else if (rule.form() == FieldRule.Form.PIP) {
      pin = PipRequirement.read(text);
    } else {
      pin = PinReading.ofRequirement(text);
    }
    found.add(context.seenFrom(pin, rule.scope()), item.place(), item.field(), text, rule.scope());
  }

  private void words(TomlDocument.Located field, FieldRule rule) {
    if (!(field.value() instanceof String text)) {
      list(field, rule);
      return;
    }
    for (String word : text.strip().split("\\s+")) {
      if (!word.isEmpty()) {
        PinReading pin = context.seenFrom(PinReading.ofRequirement(word), rule.scope());
        found.add(pin, field.place(), field.field(), word, rule.scope());
      }
    }
  }

  private void table(TomlDocument.Located field, FieldRule rule) {
    if (!(field.value() instanceof TomlTable)) {
      unreadable(field, field.place(), rule, "a table of packages is expected here");
      return;
    }
    for (Map.Entry<String, TomlDocument.Located> entry : document.entries(field)) {
      String name = entry.getKey();
      Object value = entry.getValue().value();
      Place place = entry.getValue().place();
      if (rule.form() == FieldRule.Form.POETRY && value instanceof TomlArray array) {
        for (int i = 0; i < array.size(); i++) {
          entry(field.field(), rule, name, array.get(i), place);
        }
      } else {
        entry(field.field(), rule, name, value, place);
      }
    }
  }

  private void entry(String field, FieldRule rule, String name, Object value, Place place) {
    String raw = TomlText.of(name) + " = " + TomlText.of(value);
    if (PackageName.normalize(name).equals("python") && rule.form() != FieldRule.Form.PDM) {
      PinReading python = PinReading.of(PinReason.NOT_A_DEPENDENCY, "").named(name, List.of());
      found.add(python, place, field, raw, rule.scope());
      return;
    }
    if (rule.form() == FieldRule.Form.CONDA) {
      found.addConda(conda(value).named(name, List.of()), place, field, raw, rule.scope());
      return;
    }
    PinReading pin =
        switch (rule.form()) {
          case POETRY -> poetry(field, name, value);
          case PDM -> pdm(value);
          default -> pypi(value);
        };
    boolean optional =
        rule.scope() == Scope.RUNTIME
            && value instanceof TomlTable table
            && Boolean.TRUE.equals(table.get(List.of("optional")));
    Scope scope = optional ? Scope.OPTIONAL : rule.scope();
    found.add(context.seenFrom(pin.named(name, pin.extras()), scope), place, field, raw, scope);
  }

  private PinReading poetry(String field, String name, Object value) {
    if (value instanceof String text) {
      return PoetryConstraint.read(text);
    }
    if (!(value instanceof TomlTable table)) {
      return PinReading.of(PinReason.UNPARSEABLE, "a constraint is a string or a table");
    }
    Optional<PinReading> source = source(table);
    if (source.isPresent()) {
      return source.get();
    }
    if (table.get(List.of("version")) instanceof String version) {
      return PoetryConstraint.read(version);
    }
    String[] keys = field.split("\\.");
    Optional<String> group = keys.length > 3 ? Optional.of(keys[3]) : Optional.empty();
    return PinReading.of(
        context.declaredElsewhere(name, group) ? PinReason.ENRICHES_PROJECT : PinReason.NO_VERSION,
        "");
  }

  /** A repository, URL or path that takes the place of a version. */
  static Optional<PinReading> source(TomlTable table) {
    if (table.get(List.of("git")) instanceof String url) {
      if (PinReading.hasPlaceholder(url)) {
        return Optional.of(PinReading.of(PinReason.ENV_VAR, ""));
      }
      for (String key : List.of("rev", "ref")) {
        if (table.get(List.of(key)) instanceof String revision) {
          return Optional.of(DirectReference.ofRevision(revision, true));
        }
      }
      for (String key : List.of("tag", "branch")) {
        if (table.get(List.of(key)) instanceof String revision) {
          return Optional.of(PinReading.of(PinReason.VCS_MUTABLE, "").at(revision));
        }
      }
      return Optional.of(PinReading.of(PinReason.VCS_NO_REV, ""));
    }
    if (table.get(List.of("url")) instanceof String url) {
      return Optional.of(DirectReference.read(url, List.of()));
    }
    for (String key : List.of("path", "file")) {
      if (table.get(List.of(key)) instanceof String path) {
        return Optional.of(
            DirectReference.hasScheme(path)
                ? DirectReference.read(path, List.of())
                : DirectReference.ofPath(path));
      }
    }
    return Optional.empty();
  }

  private static PinReading pdm(Object value) {
    if (!(value instanceof String text)) {
      return PinReading.of(PinReason.UNPARSEABLE, "an override is a string");
    }
    Optional<Version> version = Version.tryParse(text);
    if (version.isPresent()) {
      return PinReading.of(PinReason.PIN_PDM_BARE, "").at(version.get().toString());
    }
    return DirectReference.hasScheme(text)
        ? DirectReference.read(text, List.of())
        : specifier(text);
  }

  private static PinReading pypi(Object value) {
    if (value instanceof String text) {
      return specifier(text);
    }
    if (!(value instanceof TomlTable table)) {
      return PinReading.of(PinReason.UNPARSEABLE, "a requirement is a string or a table");
    }
    return source(table)
        .orElseGet(
            () ->
                table.get(List.of("version")) instanceof String text
                    ? specifier(text)
                    : PinReading.of(PinReason.NO_VERSION, ""));
  }

  /** A PEP 440 specifier without a name; a star alone means any version. */
  static PinReading specifier(String text) {
    if (PinReading.hasPlaceholder(text)) {
      return PinReading.of(PinReason.ENV_VAR, "");
    }
    try {
      String stripped = text.strip();
      return stripped.equals("*")
          ? PinReading.of(PinReason.NO_VERSION, "")
          : PinReading.ofClauses(SpecifierSet.parse(stripped).clauses());
    } catch (ParseException e) {
      return PinReading.of(PinReason.UNPARSEABLE, e.getMessage());
    }
  }

  private static PinReading conda(Object value) {
    if (value instanceof String text) {
      return CondaSpec.ofVersion(text, "");
    }
    if (!(value instanceof TomlTable table)) {
      return PinReading.of(PinReason.UNPARSEABLE, "a specification is a string or a table");
    }
    Optional<PinReading> source = source(table);
    if (source.isPresent()) {
      return source.get();
    }
    String build = table.get(List.of("build")) instanceof String text ? text : "";
    return table.get(List.of("version")) instanceof String version
        ? CondaSpec.ofVersion(version, build)
        : PinReading.of(PinReason.NO_VERSION, "");
  }

  private void unreadable(
      TomlDocument.Located field, Place place, FieldRule rule, String explanation) {
    PinReading pin = PinReading.of(PinReason.UNPARSEABLE, explanation);
    found.add(pin, place, field.field(), TomlText.of(field.value()), rule.scope());
  }
}
