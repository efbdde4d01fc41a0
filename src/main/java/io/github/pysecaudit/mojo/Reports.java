package io.github.pysecaudit.mojo;

import io.github.pysecaudit.report.AuditReport;
import io.github.pysecaudit.report.CycloneDxReport;
import io.github.pysecaudit.report.HtmlReport;
import io.github.pysecaudit.report.JsonReport;
import io.github.pysecaudit.report.JunitReport;
import io.github.pysecaudit.report.MarkdownReport;
import io.github.pysecaudit.report.Report;
import io.github.pysecaudit.report.SarifReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The report formats, and how their files come into being: complete or not at all. */
final class Reports {
  /** The folder within that of the reports that holds those of single modules. */
  static final String MODULES = "modules";

  private static final List<Report> FORMATS =
      List.of(
          new JsonReport(),
          new CycloneDxReport(),
          new HtmlReport(),
          new SarifReport(),
          new JunitReport(),
          new MarkdownReport());

  private Reports() {}

  private static void write(Report format, AuditReport report, OutputStream out)
      throws IOException {
    if (format instanceof JsonReport
        || format instanceof SarifReport
        || format instanceof CycloneDxReport) {
      VisibleJson json = new VisibleJson(out);
      format.write(report, json);
      json.flush();
    } else {
      format.write(report, out);
    }
  }

  /** The words of the {@code formats} parameter. */
  static Set<String> formats() {
    return FORMATS.stream().map(Report::format).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Writes the wanted reports into a folder, each by an atomic move, and always {@code audit.json},
   * which the others point to for what they leave out.
   *
   * @throws IOException if one cannot be written
   */
  static void write(AuditReport report, Set<String> formats, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Report format : FORMATS) {
      if (formats.contains(format.format()) || format instanceof JsonReport) {
        AtomicFile.write(folder.resolve(format.fileName()), out -> write(format, report, out));
      }
    }
  }
}
