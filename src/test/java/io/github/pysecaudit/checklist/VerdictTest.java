package io.github.pysecaudit.checklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
  private static final Finding FINDING = new Finding("It is wrong.", "Mend it.", Place.nowhere());

  @Test
  void aPassWithoutEvidenceCannotBeBuilt() {
    assertThrows(
        IllegalArgumentException.class, () -> Verdict.pass(Requirement.R1_1, "fine", List.of()));
  }

  @Test
  void aPassWithFindingsCannotBeBuilt() {
    Evidence evidence = Evidence.at("SECURITY.md", 1, "policy");
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Verdict(
                Requirement.R1_1,
                Status.PASS,
                "fine",
                List.of(evidence),
                List.of(FINDING),
                List.of()));
  }

  @Test
  void aFailWithoutFindingCannotBeBuilt() {
    assertThrows(
        IllegalArgumentException.class, () -> Verdict.fail(Requirement.R1_1, "bad", List.of()));
  }

  @Test
  void twoVerdictsOnOneRequirementAreRefused() {
    Verdict verdict = Verdict.fail(Requirement.R1_1, "bad", List.of(FINDING));
    assertThrows(
        IllegalArgumentException.class,
        () -> new AuditResult(List.of(verdict, verdict), List.of(), List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "PASS, NOT_APPLICABLE, NOT_APPLICABLE",
    "PASS, REVIEW, REVIEW",
    "UNKNOWN, REVIEW, UNKNOWN",
    "UNKNOWN, FAIL, FAIL",
    "FAIL, PASS, FAIL"
  })
  void theWorseStatusWins(Status one, Status other, Status worse) {
    assertEquals(worse, one.worse(other));
    assertEquals(worse, other.worse(one));
  }

  @Test
  void aPlaceShowsPathAndLineOrAddressOrPathOfDependencies() {
    assertEquals("a/b.py:3", Place.line("a/b.py", 3).toString());
    assertEquals("https://example.org", Place.url("https://example.org").toString());
    assertEquals("a > b", Place.nowhere().through(List.of("a", "b")).toString());
    assertThrows(IllegalArgumentException.class, () -> Place.line("a", 0));
  }
}
