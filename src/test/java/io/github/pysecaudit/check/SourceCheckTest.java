package io.github.pysecaudit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.LeftOut;
import io.github.pysecaudit.facts.MemoryRepository;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.facts.config.ConfigurationException;
import io.github.pysecaudit.facts.config.ConfigurationReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceCheckTest {
  private static final String SHELL = "import os, sys\nos.system(sys.argv[1])";

  private static Verdict judge(MemoryRepository repository, Requirement requirement) {
    return judge(ProjectFacts.of(repository).build(), requirement);
  }

  private static Verdict judge(ProjectFacts facts, Requirement requirement) {
    return new SourceCheck()
        .evaluate(facts).stream()
            .filter(v -> v.requirement() == requirement)
            .findFirst()
            .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                                          | PASS",
        "  # nosec                                                   | FAIL",
        "  # nosec B605                                              | FAIL",
        "  # nosec B605 - the command comes from our own operator    | PASS",
        "  # nosec - reviewed: the command comes from our operator   | PASS",
        "  # noqa: S605 - the command comes from our own operator    | PASS",
        "  # nosecurity                                              | FAIL"
      })
  void aFindingIsMarkedWithAReasonOrItViolates(String marker, Status status) {
    String source = marker.isEmpty() ? "x = 1" : SHELL + marker;
    Verdict verdict = judge(MemoryRepository.of("app.py", source), Requirement.R10_2);
    assertEquals(status, verdict.status(), verdict.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "src/test/resources/rules/app.py, PASS",
    "module/src/it/bad/app.py, PASS",
    "tests/data/app.py, PASS",
    "tests/app.py, FAIL",
    "fixtures/app.py, FAIL",
    "data/tests.py, FAIL",
    "src/main/resources/app.py, FAIL",
  })
  void onlyTestDataIsExcusedAndNeverSilently(String path, Status status) {
    Verdict verdict = judge(MemoryRepository.of(path, SHELL), Requirement.R10_2);
    assertEquals(status, verdict.status(), verdict.toString());
    if (status == Status.PASS) {
      assertTrue(verdict.warnings().get(0).message().contains("of test data"));
      assertEquals(path + ":2", verdict.warnings().get(0).place().toString());
    }
  }

  @Test
  void aMarkerThatSuppressesNothingIsAWarning() {
    Verdict verdict =
        judge(
            MemoryRepository.of("app.py", "x = 1  # nosec B602 - the list is constant"),
            Requirement.R10_2);
    assertEquals(Status.PASS, verdict.status());
    assertTrue(verdict.warnings().get(0).message().contains("suppresses nothing"));
  }

  @Test
  void whatIsBelowTheConfiguredSeverityIsToBeReviewed() throws ConfigurationException {
    ProjectFacts facts =
        ProjectFacts.of(MemoryRepository.of("app.py", "assert ready, 'not ready'"))
            .configuration(
                ConfigurationReader.read("audit.toml", "[code]\nfailSeverity = 'high'", k -> null))
            .build();
    assertEquals(Status.REVIEW, judge(facts, Requirement.R10_2).status());
  }

  @Test
  void aBrokenFileIsNeverAPass() {
    MemoryRepository repository = MemoryRepository.of("app.py", "def broken(:\n  pass\n");
    Verdict verdict = judge(repository, Requirement.R10_1);
    assertEquals(Status.UNKNOWN, verdict.status());
    assertEquals("app.py:1", verdict.findings().get(0).place().toString());
  }

  @Test
  void aFolderThatCouldNotBeReadIsNeverAPass() {
    MemoryRepository repository =
        MemoryRepository.of("app.py", "x = 1")
            .leavingOut(new LeftOut("secret", LeftOut.Kind.UNREADABLE, "The folder is closed."));
    assertEquals(Status.UNKNOWN, judge(repository, Requirement.R10_1).status());
  }

  @Test
  void countsFilesAndLinesAndNamesTheEngine() {
    Verdict verdict =
        judge(MemoryRepository.of("a.py", "x = 1\ny = 2\n", "b.py", "z = 3\n"), Requirement.R10_1);
    assertEquals(Status.PASS, verdict.status());
    String evidence = verdict.evidence().get(0).text();
    assertTrue(
        evidence.matches("embedded Python source scanner .* with \\d+ rules read 2 files, 3 lines"),
        evidence);
  }

  @Test
  void aRequiredScannerThatDidNotRunFails() throws ConfigurationException {
    ProjectFacts facts =
        ProjectFacts.of(MemoryRepository.of("app.py", "x = 1"))
            .configuration(
                ConfigurationReader.read(
                    "audit.toml", "[code]\nrequireScanner = ['bandit']", k -> null))
            .build();
    assertEquals(Status.FAIL, judge(facts, Requirement.R10_1).status());
  }

  @Test
  void anImportedReportIsAWitness() throws ConfigurationException {
    String report =
        """
        {"errors": [], "generated_at": "2026-10-01T00:00:00Z",
         "metrics": {"app.py": {"loc": 2, "nosec": 0, "skipped_tests": 0, "SEVERITY.HIGH": 1}, "_totals": {}},
         "results": [{"filename": "app.py", "line_number": 2, "line_range": [2], "test_id": "B605",
           "test_name": "start_process_with_a_shell", "issue_severity": "HIGH", "issue_confidence": "HIGH",
           "issue_text": "a shell", "more_info": "https://bandit.example.org/en/1.7.5/b605"}]}
        """;
    ProjectFacts facts =
        ProjectFacts.of(MemoryRepository.of("app.py", SHELL, "bandit.json", report))
            .configuration(
                ConfigurationReader.read(
                    "audit.toml", "[code]\nreports = ['bandit.json']", k -> null))
            .build();
    assertTrue(
        facts.scan().weaknesses().stream().anyMatch(w -> w.witnesses().contains("bandit:B605")),
        facts.scan().weaknesses().toString());
    assertEquals(2, judge(facts, Requirement.R10_1).evidence().size());
  }

  @Test
  void aReportThatCameWithTheSourcesIsNoWitness() throws ConfigurationException {
    String report = "{\"errors\": [], \"metrics\": {\"app.py\": {\"loc\": 1}}, \"results\": []}";
    ProjectFacts facts =
        ProjectFacts.of(
                MemoryRepository.of("app.py", "def broken(:\n", "bandit.json", report)
                    .tracking("bandit.json"))
            .configuration(
                ConfigurationReader.read(
                    "audit.toml", "[code]\nreports = ['bandit.json']", k -> null))
            .build();
    Verdict verdict = judge(facts, Requirement.R10_1);
    assertEquals(Status.UNKNOWN, verdict.status());
    assertTrue(verdict.toString().contains("committed to the repository"), verdict.toString());
  }

  @Test
  void withoutPythonThereIsNothingToJudge() {
    MemoryRepository repository = MemoryRepository.of("A.java", "class A {}");
    assertEquals(Status.NOT_APPLICABLE, judge(repository, Requirement.R10_1).status());
    assertEquals(Status.NOT_APPLICABLE, judge(repository, Requirement.R10_2).status());
  }
}
