package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code setup.cfg} as setuptools does: sections {@code [options]} and {@code
 * [options.extras_require]}, lists over several lines or between semicolons.
 */
public final class SetupCfgReader {
  private static final Map<String, Scope> LISTS =
      Map.of(
          "install_requires", Scope.RUNTIME,
          "setup_requires", Scope.BUILD,
          "tests_require", Scope.DEVELOPMENT);

  private final String path;
  private final MetadataFiles files;
  private final ReadingBuilder found = new ReadingBuilder();

  private SetupCfgReader(String path, MetadataFiles files) {
    this.path = path;
    this.files = files;
  }

  /** Reads a file, and the requirement files it names with {@code file:}. */
  public static MetadataReading read(String path, byte[] content, MetadataFiles files) {
    SetupCfgReader reader = new SetupCfgReader(path, files);
    reader.found.read(path);
    IniDocument.parse(path, content, true, reader.found::problem).ifPresent(reader::document);
    return reader.found.reading();
  }

  private void document(IniDocument document) {
    for (String option : document.options("options")) {
      String name = option.replace('-', '_');
      if (LISTS.containsKey(name)) {
        list(document, "options", option, "options." + name, LISTS.get(name));
      } else if (name.equals("python_requires")) {
        python(document, option);
      } else if (name.equals("dependency_links")) {
        links(document, option);
      }
    }
    for (String extra : document.options("options.extras_require")) {
      list(
          document,
          "options.extras_require",
          extra,
          "options.extras_require." + extra,
          Scope.OPTIONAL);
    }
  }

  private void python(IniDocument document, String option) {
    List<IniDocument.ValueLine> lines = lines(document, "options", option);
    if (!lines.isEmpty()) {
      found.note(
          PinReason.NOT_A_DEPENDENCY,
          place(lines.get(0)),
          "options.python_requires",
          String.join(" ", lines.stream().map(IniDocument.ValueLine::text).toList()),
          Scope.RUNTIME);
    }
  }

  private void links(IniDocument document, String option) {
    for (IniDocument.ValueLine line : lines(document, "options", option)) {
      found.index(new PackageIndex("options.dependency_links", line.text(), true, place(line)));
    }
  }

  private void list(
      IniDocument document, String section, String option, String field, Scope scope) {
    List<IniDocument.ValueLine> lines = lines(document, section, option);
    if (!lines.isEmpty() && lines.get(0).text().startsWith("file:")) {
      file(lines, field, scope);
      return;
    }
    for (IniDocument.ValueLine line : joined(items(document, section, option, lines))) {
      String text = withoutComment(line.text());
      if (!text.isEmpty()) {
        found.add(PinReading.ofRequirement(text), place(line), field, text, scope);
      }
    }
  }

  /** One line is split at semicolons, several are one item each. */
  private static List<IniDocument.ValueLine> items(
      IniDocument document, String section, String option, List<IniDocument.ValueLine> lines) {
    boolean severalLines = document.raw(section, option).orElse(List.of()).size() > 1;
    if (severalLines || lines.size() != 1) {
      return lines;
    }
    IniDocument.ValueLine line = lines.get(0);
    List<IniDocument.ValueLine> items = new ArrayList<>();
    for (String part : line.text().split(";")) {
      items.add(new IniDocument.ValueLine(part.strip(), line.line(), line.column()));
    }
    return items;
  }

  /** A backslash at the end joins a requirement with the next line. */
  private static List<IniDocument.ValueLine> joined(List<IniDocument.ValueLine> lines) {
    List<IniDocument.ValueLine> joined = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    IniDocument.ValueLine first = null;
    for (IniDocument.ValueLine line : lines) {
      first = first == null ? line : first;
      if (line.text().endsWith("\\")) {
        text.append(line.text(), 0, line.text().length() - 1).append(' ');
      } else {
        joined.add(
            new IniDocument.ValueLine(
                text.append(line.text()).toString(), first.line(), first.column()));
        text.setLength(0);
        first = null;
      }
    }
    if (first != null) {
      joined.add(new IniDocument.ValueLine(text.toString(), first.line(), first.column()));
    }
    return joined;
  }

  private static String withoutComment(String text) {
    if (text.startsWith("#")) {
      return "";
    }
    int comment = text.indexOf(" #");
    return (comment < 0 ? text : text.substring(0, comment)).strip();
  }

  private void file(List<IniDocument.ValueLine> lines, String field, Scope scope) {
    for (IniDocument.ValueLine line : lines) {
      String names = line.text().startsWith("file:") ? line.text().substring(5) : line.text();
      for (String name : names.split(",")) {
        if (!name.isBlank()) {
          found.include(path, name.strip(), place(line), field, scope, files);
        }
      }
    }
  }

  private List<IniDocument.ValueLine> lines(IniDocument document, String section, String option) {
    try {
      return document.value(section, option).stream()
          .filter(line -> !line.text().isEmpty())
          .toList();
    } catch (IniDocument.BadReference e) {
      Place place = document.raw(section, option).map(lines -> place(lines.get(0))).orElseThrow();
      found.problem(
          place,
          "The value of "
              + option
              + " in ["
              + section
              + "] cannot be read: "
              + e.getMessage()
              + ".",
          PinReason.INVALID_INI);
      return List.of();
    }
  }

  private Place place(IniDocument.ValueLine line) {
    return Place.position(path, line.line(), line.column());
  }
}
