package io.github.pysecaudit.python.metadata;

import java.util.List;
import java.util.Optional;

/**
 * {@code graalpy.lock}: a header in comments, among them {@code # graalpy-version:} and {@code #
 * input-packages:}, then the lines of {@code pip freeze}.
 */
final class GraalPyLockReader {
  private GraalPyLockReader() {}

  static LockFile read(String path, String text) {
    LockEntries entries = new LockEntries(path, "packages");
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("-e ")) {
        entries.add(
            Optional.of(DirectReference.eggOf(line).orElse("editable")),
            Optional.empty(),
            DirectReference.read(line.substring(3).strip(), List.of()).reason(),
            i + 1,
            0,
            0);
        continue;
      }
      PinReading reading = PinReading.ofRequirement(line);
      if (reading.reason() == PinReason.UNPARSEABLE) {
        entries.problem(
            i + 1, "has a line that is no requirement: " + reading.detail(), PinReason.UNPARSEABLE);
      }
      boolean equal =
          reading.reason() == PinReason.PIN_EQ || reading.reason() == PinReason.PIN_ARBITRARY_EQ;
      entries.add(
          Optional.of(reading.name()),
          reading.version(),
          equal ? PinReason.PIN_LOCK : reading.reason(),
          i + 1,
          0,
          0);
    }
    return entries.file();
  }
}
