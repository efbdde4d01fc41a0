package io.github.pysecaudit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.MemoryRepository;
import io.github.pysecaudit.facts.ProjectFacts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplicabilityTest {
  private static final String HEADING = "# Security\n\n## Not applicable\n\n";

  private static ProjectFacts facts(String statement, String... more) {
    MemoryRepository repository = MemoryRepository.of("SECURITY.md", HEADING + statement);
    for (int i = 0; i < more.length; i += 2) {
      repository.with(more[i], more[i + 1]);
    }
    return ProjectFacts.of(repository).build();
  }

  private static Verdict raw(String id, Status status) {
    Requirement requirement = Requirement.byId(id).orElseThrow();
    List<Finding> findings = List.of(new Finding("Nothing found.", "Add it.", Place.nowhere()));
    return switch (status) {
      case PASS -> Verdict.pass(requirement, "ok", List.of(Evidence.at("a", 1, "x")));
      case FAIL -> Verdict.fail(requirement, "no", findings);
      case UNKNOWN -> Verdict.unknown(requirement, "no", findings);
      case REVIEW -> Verdict.review(requirement, "no", findings);
      case NOT_APPLICABLE -> Verdict.notApplicable(requirement, "no", List.of());
    };
  }

  private static Verdict apply(String statement, String id, Status status, String... more) {
    return Applicability.of(facts(statement, more)).apply(List.of(raw(id, status))).get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          - 3.1 Fuzzing: the program parses no input    | 3.1  | FAIL    | NOT_APPLICABLE
          - 3.1 Fuzzing: the program parses no input    | 3.1  | REVIEW  | NOT_APPLICABLE
          - 3.1 Fuzzing: the program parses no input    | 3.1  | UNKNOWN | NOT_APPLICABLE
          - 3.1 Fuzzing: the program parses no input    | 3.1  | PASS    | PASS
          - 3.1 Fuzzing: the program parses no input    | 7.1  | FAIL    | FAIL
          - 3.1 Fuzzing                                 | 3.1  | FAIL    | REVIEW
          - 3.1 does not apply to the server: it is old | 3.1  | FAIL    | REVIEW
          - 6.1: a library must not pin its users       | 6.1  | FAIL    | NOT_APPLICABLE
          - 1.1: we are a small project                 | 1.1  | FAIL    | REVIEW
          - 2.1: we are a small project                 | 2.1  | UNKNOWN | REVIEW
          - 10.1: we are a small project                | 10.1 | FAIL    | NOT_APPLICABLE
          """)
  void turnsAVerdictWhereTheStatementIsSound(String text, String id, Status raw, Status decided) {
    assertEquals(decided, apply(text, id, raw).status());
  }

  @Test
  void quotesTheStatementWithItsLine() {
    Verdict verdict = apply("- 3.1 Fuzzing: the program parses no input", "3.1", Status.FAIL);
    assertEquals("SECURITY.md:5", verdict.evidence().get(0).place().toString());
    assertTrue(verdict.summary().contains("the program parses no input"));
  }

  @Test
  void doesNotWaiveTheScanOfPython() {
    assertEquals(
        Status.REVIEW,
        apply("- 10.1: we are a small project", "10.1", Status.FAIL, "a.py", "").status());
  }

  @Test
  void warnsThatAStatementIsOutOfDate() {
    Verdict verdict = apply("- 3.1 Fuzzing: the program parses no input", "3.1", Status.PASS);
    assertTrue(verdict.warnings().get(0).message().contains("out of date"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          - 10.1: the project has no Python source      | 10.1 | src/a.py           | FAIL
          - 10.1: the project contains no Python.       | 10.1 | src/a.py           | FAIL
          - 8.2: we ship no containers                  | 8.2  | docker/Dockerfile  | FAIL
          - 6.1: there is no pyproject.toml             | 6.1  | pyproject.toml     | FAIL
          - 7.1: there is no build here                 | 7.1  | pom.xml            | FAIL
          - 10.1: the project has no Python source      | 10.1 | src/a.java         | PASS
          - 10.1: it has no Python packages to bundle   | 10.1 | src/a.py           | PASS
          - 3.1: the program parses no input            | 3.1  | src/a.py           | PASS
          """)
  void theTreeWinsOverTheStatement(String text, String id, String file, Status documentation) {
    ProjectFacts facts = facts(text, file, "");
    Applicability applicability = Applicability.of(facts);
    assertEquals(documentation, applicability.verdict().status());
    if (documentation == Status.FAIL) {
      assertEquals(Status.FAIL, applicability.apply(List.of(raw(id, Status.FAIL))).get(0).status());
      String message = applicability.verdict().findings().get(0).message();
      assertTrue(message.contains(file), message);
    }
  }

  @Test
  void failsOnARequirementStatedBothWays() {
    Verdict verdict =
        Applicability.of(
                facts(
                    "- 3.1 Fuzzing: parses no input\n- Fuzzing (3.1) is applicable, we use it.\n"))
            .verdict();
    assertEquals(Status.FAIL, verdict.status());
    assertTrue(verdict.findings().get(0).message().contains("both ways"));
  }

  @Test
  void failsOnAnUnknownRequirement() {
    Verdict verdict = Applicability.of(facts("- 3.7 Fuzzing: parses no input")).verdict();
    assertEquals(Status.FAIL, verdict.status());
    assertEquals("SECURITY.md:5", verdict.findings().get(0).place().toString());
  }

  @Test
  void passesWithoutStatementsAndSaysWhatWasRead() {
    Verdict verdict = Applicability.of(facts("Everything applies.")).verdict();
    assertEquals(Status.PASS, verdict.status());
    assertEquals("SECURITY.md", verdict.evidence().get(0).place().toString());
  }

  @Test
  void cannotTellWithoutDocuments() {
    ProjectFacts facts = ProjectFacts.of(MemoryRepository.of("a.py", "")).build();
    assertEquals(Status.REVIEW, Applicability.of(facts).verdict().status());
    ProjectFacts broken =
        ProjectFacts.of(new MemoryRepository().with("README.md", new byte[5_000])).build();
    assertEquals(Status.UNKNOWN, Applicability.of(broken).verdict().status());
  }
}
