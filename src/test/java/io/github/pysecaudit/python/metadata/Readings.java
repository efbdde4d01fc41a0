package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Dependency;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Readings in a form that a test can show. */
final class Readings {
  private Readings() {}

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static MetadataFiles files(Map<String, String> files) {
    return path -> Optional.ofNullable(files.get(path)).map(Readings::bytes);
  }

  /** One line per entry: place with column, field, name, reason, version if there is one, scope. */
  static String shown(MetadataReading reading) {
    return reading.dependencies().stream().map(Readings::shown).collect(Collectors.joining());
  }

  private static String shown(Dependency d) {
    return d.place()
        + ":"
        + d.place().column().orElse(0)
        + " "
        + d.field()
        + " "
        + (d.name().isEmpty() ? "-" : d.name())
        + " "
        + d.reason()
        + d.version().map(v -> " " + v).orElse("")
        + " "
        + d.scope()
        + "\n";
  }

  static String messages(MetadataReading reading) {
    return reading.problems().stream()
        .map(problem -> problem.place() + " " + problem.reason() + " " + problem.message() + "\n")
        .collect(Collectors.joining());
  }

  static String indexes(MetadataReading reading) {
    return reading.indexes().stream()
        .map(
            i ->
                i.place()
                    + " "
                    + i.option()
                    + " "
                    + i.location()
                    + (i.additional() ? " +" : "")
                    + "\n")
        .collect(Collectors.joining());
  }
}
