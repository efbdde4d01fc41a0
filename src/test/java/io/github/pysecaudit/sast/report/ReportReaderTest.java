package io.github.pysecaudit.sast.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.sast.Weakness.Grade;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportReaderTest {

  static ImportedReport sample(String name) throws IOException, ReportException {
    try (InputStream in = ReportReaderTest.class.getResourceAsStream("/sast/reports/" + name)) {
      return new ReportReader().read(in.readAllBytes());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "bandit.json       | bandit    | Bandit JSON              | 1.9.4   | 2 | 2 | 1",
        "bandit.sarif      | bandit    | SARIF 2.1.0              | 1.9.4   | 1 | 2 | 1",
        "other.sarif       | semgrep   | SARIF 2.1.0              | 1.140.0 | 1 | 1 | 0",
        "semgrep.json      | semgrep   | Semgrep JSON             | 1.140.0 | 1 | 2 | 2",
        "codeaudit-ci.json | codeaudit | Python Code Audit CI JSON| -       | 1 | 0 | 1",
        "codeaudit.json    | codeaudit | Python Code Audit JSON   | 1.8.1   | 3 | 2 | 0",
        "ruff.json         | ruff      | ruff JSON                | -       | 1 | 0 | 1",
      })
  void readsEveryFormat(
      String sample,
      String tool,
      String format,
      String version,
      int findings,
      int covered,
      int notCovered)
      throws Exception {
    ImportedReport report = sample(sample);
    assertEquals(tool, report.tool());
    assertEquals(format, report.format());
    assertEquals(Optional.ofNullable(version), report.version());
    assertEquals(findings, report.findings().size());
    assertEquals(covered, report.covered().size(), () -> report.covered().toString());
    assertEquals(notCovered, report.notCovered().size(), () -> report.notCovered().toString());
  }

  @Test
  void takesTheWholeRangeOfLinesOfABanditFinding() throws Exception {
    ImportedReport report = sample("bandit.json");
    ImportedFinding finding = report.findings().get(0);
    assertEquals("B602", finding.ruleId());
    assertEquals(3, finding.line());
    assertEquals(5, finding.endLine());
    assertEquals(Grade.HIGH, finding.severity());
    assertEquals(78, finding.cwe());
    assertEquals(Optional.of(Instant.parse("2026-11-01T12:00:00Z")), report.made());
    assertEquals(Set.of("./src/run.py", "./src/clean.py"), report.covered());
  }

  @Test
  void takesTheLevelFromTheRuleWhereTheResultHasNone() throws Exception {
    ImportedFinding finding = sample("other.sarif").findings().get(0);
    assertEquals(Grade.MEDIUM, finding.severity());
    assertEquals(95, finding.cwe());
    assertTrue(finding.suppressed());
  }

  @Test
  void keepsEveryFindingOfALineInCodeAudit() throws Exception {
    List<String> rules =
        sample("codeaudit.json").findings().stream().map(ImportedFinding::ruleId).toList();
    assertEquals(List.of("eval", "exec", "input"), rules);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "no json at all",
        "{",
        "{}",
        "{\"results\": 3, \"metrics\": {}}",
        "{\"results\": [], \"metrics\": []}",
        "{\"runs\": [], \"version\": \"2.1.0\"}",
        "{\"runs\": 5, \"version\": \"2.1.0\"}",
        "{\"runs\": [{}], \"version\": \"2.1.0\"}",
        "{\"runs\": [{\"tool\":{\"driver\":{\"name\":\"x\"}}}], \"version\": \"1.0.0\"}",
        "{\"results\": [], \"paths\": {}}",
        "{\"warning\": true, \"message\": \"No file security info found!\"}",
        "{\"error\": true, \"message\": \"x\"}",
        "{\"Error\": \"not a folder\"}",
        "{\"results\": [], \"metrics\": {}} trailing",
        "null",
        "3",
        "\"text\"",
        "[1, 2]",
      })
  void aBrokenReportIsNoReport(String text) {
    ReportException e =
        assertThrows(ReportException.class, () -> new ReportReader().read(text.getBytes(UTF_8)));
    assertTrue(e.getMessage().endsWith(".") || e.getMessage().endsWith("!"), e.getMessage());
  }

  @Test
  void aScanThatDidNotSucceedIsNoReport() {
    String sarif =
        """
        {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": [],
         "invocations": [{"executionSuccessful": false}]}]}
        """;
    assertThrows(ReportException.class, () -> new ReportReader().read(sarif.getBytes(UTF_8)));
  }

  @Test
  void wrongTypesInsideOfAReportAreSurvived() throws Exception {
    String bandit =
        """
        {"results": [{"filename": 3, "line_number": "x", "line_range": {"a": []}, "issue_cwe": 5},
         7, null, []], "metrics": {"a.py": null}, "errors": 4, "generated_at": []}
        """;
    ImportedReport report = new ReportReader().read(bandit.getBytes(UTF_8));
    assertEquals(4, report.findings().size());
    assertEquals(Optional.empty(), report.made());
  }

  @Test
  void depthIsBounded() {
    String deep = "{\"results\": " + "[".repeat(100_000);
    assertThrows(ReportException.class, () -> new ReportReader().read(deep.getBytes(UTF_8)));
  }
}
