package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.python.version.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tomlj.TomlTable;

/** Reads a {@code Pipfile}: every table that is none of pipenv's own is a category of packages. */
public final class PipfileReader {
  private static final Set<String> OWN = Set.of("source", "requires", "scripts", "pipenv");

  private PipfileReader() {}

  /** Reads a file. */
  public static MetadataReading read(String path, byte[] content) {
    ReadingBuilder found = new ReadingBuilder();
    found.read(path);
    TomlDocument.parse(path, content, found::problem).ifPresent(document -> read(document, found));
    return found.reading();
  }

  private static void read(TomlDocument document, ReadingBuilder found) {
    for (TomlDocument.Located category : document.select(List.of("*"))) {
      if (OWN.contains(category.field())) {
        continue;
      }
      Scope scope =
          switch (category.field()) {
            case "packages" -> Scope.RUNTIME;
            case "dev-packages" -> Scope.DEVELOPMENT;
            default -> Scope.OPTIONAL;
          };
      for (Map.Entry<String, TomlDocument.Located> entry : document.entries(category)) {
        Object value = entry.getValue().value();
        PinReading pin = read(value).named(entry.getKey(), List.of());
        String raw = TomlText.of(entry.getKey()) + " = " + TomlText.of(value);
        found.add(pin, entry.getValue().place(), category.field(), raw, scope);
      }
    }
    boolean additional = false;
    for (TomlDocument.Located url : document.select(List.of("source", "[]", "url"))) {
      Place place = url.place();
      found.index(new PackageIndex("source", String.valueOf(url.value()), additional, place));
      additional = true;
    }
  }

  private static PinReading read(Object value) {
    if (value instanceof String text) {
      return version(text);
    }
    if (!(value instanceof TomlTable table)) {
      return PinReading.of(PinReason.UNPARSEABLE, "a package is a string or a table");
    }
    Optional<PinReading> source = FieldReader.source(table);
    if (source.isPresent()) {
      return source.get();
    }
    return table.get(List.of("version")) instanceof String text
        ? version(text)
        : PinReading.of(PinReason.NO_VERSION, "");
  }

  /** Pipenv puts {@code ==} before a bare version. */
  private static PinReading version(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty() || stripped.equals("*")) {
      return PinReading.of(PinReason.NO_VERSION, "");
    }
    if (Character.isDigit(stripped.charAt(0)) || stripped.startsWith("v")) {
      Optional<Version> version = Version.tryParse(stripped);
      return version
          .map(v -> PinReading.of(PinReason.PIN_PIPFILE_BARE, "").at(v.toString()))
          .orElseGet(() -> FieldReader.specifier("==" + stripped));
    }
    return FieldReader.specifier(stripped);
  }
}
