package io.github.pysecaudit.mojo;

import io.github.pysecaudit.report.AuditReport;
import io.github.pysecaudit.report.JsonReport;
import io.github.pysecaudit.report.Report;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The report formats, and how their files come into being: complete or not at all. */
final class Reports {
  private static final List<Report> FORMATS = List.of(new JsonReport());

  private Reports() {}

  /** The words of the {@code formats} parameter. */
  static Set<String> formats() {
    return FORMATS.stream().map(Report::format).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Writes the wanted reports into a folder, each by an atomic move.
   *
   * @throws IOException if one cannot be written
   */
  static void write(AuditReport report, Set<String> formats, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Report format : FORMATS) {
      if (formats.contains(format.format())) {
        Path temporary = Files.createTempFile(folder, format.fileName(), ".tmp");
        try {
          try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
            format.write(report, out);
          }
          move(temporary, folder.resolve(format.fileName()));
        } finally {
          Files.deleteIfExists(temporary);
        }
      }
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
