package io.github.pysecaudit.python.metadata;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * One line of the table of fields that declare packages.
 *
 * @param path keys from the root; {@code *} is any key, {@code []} every table of an array
 * @param form how the value is written
 * @param scope what the packages are for
 */
record FieldRule(List<String> path, Form form, Scope scope) {

  /** How a field's value is written. */
  enum Form {
    /** A list of PEP 508 requirements. */
    STRINGS,
    /** The same, or tables with the key {@code requirement}. */
    BUILD_STRINGS,
    /** A list of PEP 508 requirements and {@code {include-group = "..."}}. */
    GROUP,
    /** A list of what pip takes, {@code -e} included. */
    PIP,
    /** One text with requirements between white space, or a list. */
    WORDS,
    /** A table from name to a constraint of Poetry. */
    POETRY,
    /** A table from name to a version, a specifier or a URL. */
    PDM,
    /** A table from name to a conda match specification. */
    CONDA,
    /** A table from name to a PEP 440 specifier. */
    PYPI
  }

  private static final List<FieldRule> ALL = load();

  /** The rules in the order in which a report shows the fields. */
  static List<FieldRule> all() {
    return ALL;
  }

  private static List<FieldRule> load() {
    try (InputStream in = FieldRule.class.getResourceAsStream("pyproject-fields.tsv");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(line -> line.split("\t"))
          .map(
              columns ->
                  new FieldRule(
                      List.of(columns[0].split("\\.")),
                      Form.valueOf(columns[1].toUpperCase(Locale.ROOT).replace('-', '_')),
                      Scope.valueOf(columns[2].toUpperCase(Locale.ROOT))))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
