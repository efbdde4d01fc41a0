package io.github.pysecaudit.sast.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.sast.RuleCatalogue;
import io.github.pysecaudit.sast.ScanReport;
import io.github.pysecaudit.sast.SourceFile;
import io.github.pysecaudit.sast.Weakness;
import io.github.pysecaudit.sast.scan.ScanCache;
import io.github.pysecaudit.sast.scan.SourceScanner;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportMatcherTest {
  private static final Instant BEFORE = Instant.parse("2026-10-31T00:00:00Z");
  private static final Instant AFTER = Instant.parse("2026-11-02T00:00:00Z");

  private static SourceCoverage match(ImportedReport report, Instant changed, String... sources) {
    return new ReportMatcher(
            new TreeSet<>(List.of(sources)), "/home/me/project", path -> Optional.of(changed))
        .match(report, Optional.of(AFTER));
  }

  private static ImportedReport naming(String... paths) {
    return new ImportedReport(
        "x", Optional.empty(), "x", Optional.of(AFTER), List.of(), Set.of(paths), Map.of());
  }

  @Test
  void coversWhatTheReportNamesAndNothingElse() throws Exception {
    SourceCoverage coverage =
        match(
            ReportReaderTest.sample("bandit.json"),
            BEFORE,
            "src/run.py",
            "src/clean.py",
            "src/broken.py",
            "src/new.py");
    assertEquals(Set.of("src/run.py", "src/clean.py"), coverage.covered());
    assertEquals(
        Map.of(
            "src/broken.py",
            "The scanner did not read it: syntax error while parsing AST from file",
            "src/new.py",
            "The report does not name it."),
        coverage.notCovered());
    assertEquals(2, coverage.findings().size());
    assertEquals("src/run.py", coverage.findings().get(0).path());
  }

  @Test
  void aFileThatChangedAfterTheReportIsNotCovered() throws Exception {
    SourceCoverage coverage =
        match(ReportReaderTest.sample("bandit.json"), AFTER, "src/run.py", "src/clean.py");
    assertTrue(coverage.covered().isEmpty());
    assertTrue(coverage.notCovered().get("src/run.py").contains("after the report was made"));
  }

  @Test
  void aReportCannotClaimToBeMadeLaterThanItsFile() {
    ImportedReport report =
        new ImportedReport(
            "x",
            Optional.empty(),
            "x",
            Optional.of(Instant.parse("2099-01-01T00:00:00Z")),
            List.of(),
            Set.of("a.py"),
            Map.of());
    ReportMatcher matcher =
        new ReportMatcher(new TreeSet<>(Set.of("a.py")), "", path -> Optional.of(AFTER));
    assertTrue(matcher.match(report, Optional.of(BEFORE)).covered().isEmpty());
  }

  @Test
  void withoutAnyTimeNothingIsCovered() {
    ImportedReport report =
        new ImportedReport(
            "x", Optional.empty(), "x", Optional.empty(), List.of(), Set.of("a.py"), Map.of());
    ReportMatcher matcher =
        new ReportMatcher(new TreeSet<>(Set.of("a.py")), "", path -> Optional.of(BEFORE));
    assertTrue(matcher.match(report, Optional.empty()).covered().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "src/a.py                          | src/a.py",
        "./src/a.py                        | src/a.py",
        ".\\src\\a.py                      | src/a.py",
        "/home/me/project/src/a.py         | src/a.py",
        "file:///home/me/project/src/a.py  | src/a.py",
        "src/%61.py                        | src/a.py",
        "/build/agent/7/src/a.py           | src/a.py",
        "a.py                              | src/a.py",
        "C:\\ci\\src\\a.py                 | src/a.py",
        "/elsewhere/b.py                   | -",
        "src/b.py                          | -",
      })
  void knowsAFileByAnyOfItsPaths(String path, String source) {
    assertEquals(
        source == null ? Set.of() : Set.of(source),
        match(naming(path), BEFORE, "src/a.py").covered());
  }

  @Test
  void aPathThatCouldMeanTwoSourcesMeansNone() {
    assertTrue(match(naming("a.py"), BEFORE, "x/a.py", "y/a.py").covered().isEmpty());
  }

  @Test
  void allPathsOfAReportAreReadTheSameWay() {
    SourceCoverage coverage =
        match(
            naming("/ci/w/pkg/a.py", "/ci/w/b.py", "/other/c.py"),
            BEFORE,
            "pkg/a.py",
            "b.py",
            "c.py");
    assertEquals(Set.of("pkg/a.py", "b.py"), coverage.covered());
  }

  private static final String SOURCE =
      """
      import subprocess

      subprocess.run(
          x,
          shell=True)

      eval(x)
      y = 1
      other(1)
      custom(2)  # nosemgrep: my-rule - harmless in this place
      """;

  private static ScanReport scan() {
    SourceFile file = SourceFile.of("src/run.py", false, SOURCE.getBytes(UTF_8));
    return new SourceScanner(RuleCatalogue.load(), 1, ScanCache.none()).scan(List.of(file));
  }

  @Test
  void oneWeaknessSeenBySeveralScannersHasSeveralWitnesses() throws Exception {
    ScanReport merged =
        new WitnessMerge(RuleCatalogue.load())
            .merge(
                scan(),
                List.of(
                    match(ReportReaderTest.sample("bandit.json"), BEFORE, "src/run.py"),
                    match(ReportReaderTest.sample("semgrep.json"), BEFORE, "src/run.py"),
                    match(ReportReaderTest.sample("codeaudit-ci.json"), BEFORE, "src/run.py")));
    assertEquals(List.of("embedded:PYA602", "bandit:B602"), witnesses(merged, "PYA602"));
    assertEquals(
        List.of(
            "embedded:PYA307",
            "semgrep:python.lang.security.audit.eval-detected.eval-detected",
            "codeaudit:eval"),
        witnesses(merged, "PYA307"));
    assertEquals(List.of("bandit:B998"), witnesses(merged, "bandit:B998"));
    assertEquals(scan().weaknesses().size() + 1, merged.weaknesses().size());
  }

  @Test
  void aMarkerMayCoverWhatOnlyAnotherScannerSees() {
    ImportedFinding finding =
        new ImportedFinding(
            "rules.my-rule",
            "src/run.py",
            10,
            10,
            Weakness.Grade.HIGH,
            Weakness.Grade.HIGH,
            0,
            "x",
            true);
    ImportedReport report =
        new ImportedReport(
            "semgrep",
            Optional.empty(),
            "x",
            Optional.of(AFTER),
            List.of(finding),
            Set.of(),
            Map.of());
    ScanReport merged =
        new WitnessMerge(RuleCatalogue.load())
            .merge(scan(), List.of(match(report, BEFORE, "src/run.py")));
    Weakness weakness =
        merged.weaknesses().stream()
            .filter(each -> each.rule().equals("semgrep:rules.my-rule"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        Optional.of("harmless in this place"),
        weakness.marker().flatMap(Weakness.MarkedBy::explanation));
    assertTrue(merged.markersWithoutEffect().isEmpty());
  }

  private static List<String> witnesses(ScanReport report, String rule) {
    return report.weaknesses().stream()
        .filter(each -> each.rule().equals(rule))
        .findFirst()
        .orElseThrow()
        .witnesses();
  }
}
