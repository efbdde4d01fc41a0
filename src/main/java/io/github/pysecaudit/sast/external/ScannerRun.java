package io.github.pysecaudit.sast.external;

import io.github.pysecaudit.sast.report.ImportedReport;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of one run of an external scanner: a report, or the reason why there is none. A run
 * without a report says nothing about the code.
 *
 * @param tool name of the scanner
 * @param version what it says about its version, if it does
 * @param report its report
 * @param problem why there is no report, in a full sentence; empty if there is one
 * @param took how long it ran
 */
public record ScannerRun(
    String tool,
    Optional<String> version,
    Optional<ImportedReport> report,
    String problem,
    Duration took) {

  public ScannerRun {
    Objects.requireNonNull(tool, "tool");
    if (report.isEmpty() == problem.isEmpty()) {
      throw new IllegalArgumentException("a run has either a report or a problem: " + tool);
    }
  }

  static ScannerRun failed(String tool, String problem, Duration took) {
    return new ScannerRun(tool, Optional.empty(), Optional.empty(), problem, took);
  }
}
