package io.github.pysecaudit.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.advisory.Vulnerability;
import io.github.pysecaudit.advisory.Vulnerability.Severity;
import io.github.pysecaudit.checklist.AuditResult;
import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.gate.Decision.Outcome;
import io.github.pysecaudit.gate.Policy.FailOn;
import io.github.pysecaudit.gate.Policy.OnDataError;
import io.github.pysecaudit.gate.Policy.VulnerabilityThreshold;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
  private static final List<Finding> FINDINGS =
      List.of(new Finding("It is wrong.", "Mend it.", Place.nowhere()));
  private static final List<Evidence> EVIDENCE = List.of(Evidence.at("a", 1, "seen"));

  private static Verdict verdict(Requirement requirement, Status status) {
    boolean good = status == Status.PASS || status == Status.NOT_APPLICABLE;
    return new Verdict(
        requirement, status, "so it is", EVIDENCE, good ? List.of() : FINDINGS, List.of());
  }

  private static Decision decide(Policy policy, Verdict... verdicts) {
    return Gate.decide(new AuditResult(List.of(verdicts), List.of(), List.of()), List.of(), policy);
  }

  @ParameterizedTest
  @CsvSource({
    // requirement, its status, failOn, strict, failOnError, onDataError, outcome
    "R1_1, PASS,           MUST,   false, true,  FAIL, PASSED",
    "R1_1, NOT_APPLICABLE, MUST,   true,  true,  FAIL, PASSED",
    "R1_1, FAIL,           MUST,   false, true,  FAIL, VIOLATED",
    "R8_2, FAIL,           MUST,   false, true,  FAIL, VIOLATED",
    "R1_1, FAIL,           NEVER,  false, true,  FAIL, PASSED",
    "R1_1, REVIEW,         MUST,   false, true,  FAIL, PASSED",
    "R1_1, REVIEW,         MUST,   true,  true,  FAIL, VIOLATED",
    "R1_1, UNKNOWN,        MUST,   false, true,  FAIL, UNCHECKED",
    "R1_1, UNKNOWN,        MUST,   false, false, FAIL, PASSED",
    "R1_1, UNKNOWN,        MUST,   false, true,  WARN, UNCHECKED",
    "R1_1, UNKNOWN,        NEVER,  false, true,  FAIL, PASSED",
    "R2_1, UNKNOWN,        MUST,   false, true,  FAIL, UNCHECKED",
    "R2_1, UNKNOWN,        MUST,   false, true,  WARN, PASSED",
    "R3_1, FAIL,           MUST,   false, true,  FAIL, PASSED",
    "R3_1, FAIL,           SHOULD, false, true,  FAIL, VIOLATED",
    "R3_1, REVIEW,         SHOULD, true,  true,  FAIL, VIOLATED",
    "R3_1, REVIEW,         MUST,   true,  true,  FAIL, PASSED",
    "R5_1, UNKNOWN,        MUST,   false, true,  FAIL, PASSED",
    "R5_1, UNKNOWN,        SHOULD, false, true,  FAIL, UNCHECKED",
    "R7_2, FAIL,           SHOULD, false, true,  FAIL, VIOLATED"
  })
  void decides(
      Requirement requirement,
      Status status,
      FailOn failOn,
      boolean strict,
      boolean failOnError,
      OnDataError onDataError,
      Outcome outcome) {
    Policy policy =
        new Policy(failOn, strict, failOnError, onDataError, VulnerabilityThreshold.NONE);
    assertEquals(outcome, decide(policy, verdict(requirement, status)).outcome());
  }

  @Test
  void aViolationIsSaidBeforeWhatCouldNotBeChecked() {
    Decision decision =
        decide(
            Policy.DEFAULT,
            verdict(Requirement.R1_1, Status.UNKNOWN),
            verdict(Requirement.R4_1, Status.FAIL));
    assertEquals("1 requirement(s) violated, and 1 could not be checked", decision.headline());
    assertEquals(Outcome.VIOLATED, decision.outcome());
  }

  @Test
  void whatCouldNotBeCheckedHasAHeadlineOfItsOwn() {
    Decision decision = decide(Policy.DEFAULT, verdict(Requirement.R1_1, Status.UNKNOWN));
    assertEquals("1 requirement(s) could not be checked", decision.headline());
  }

  @Test
  void whatLoosensTheGateIsSaid() {
    Policy loose =
        new Policy(FailOn.NEVER, false, false, OnDataError.WARN, VulnerabilityThreshold.NONE);
    List<String> loosened = decide(loose).loosened();
    assertEquals(3, loosened.size());
    assertTrue(loosened.get(0).startsWith("failOn=NEVER"));
  }

  @ParameterizedTest
  @CsvSource({
    // severity and score of the vulnerability, fixed, threshold severity and score, unscored,
    // onlyIfFixed, over
    "HIGH,     7.5,  true,  HIGH, ,    true,  false, true",
    "MEDIUM,   6.9,  true,  HIGH, ,    true,  false, false",
    "CRITICAL, 9.8,  false, HIGH, ,    true,  true,  false",
    "CRITICAL, 9.8,  true,  HIGH, ,    true,  true,  true",
    "UNSCORED, ,     true,  HIGH, ,    true,  false, true",
    "UNSCORED, ,     true,  HIGH, ,    false, false, false",
    "MEDIUM,   6.9,  true,  NONE, 6.5, true,  false, true",
    "MEDIUM,   6.4,  true,  NONE, 6.5, true,  false, false",
    "HIGH,     ,     true,  NONE, 6.5, true,  false, true",
    "LOW,      ,     true,  NONE, 6.5, true,  false, false",
    "CRITICAL, 10.0, true,  NONE, ,    true,  false, false"
  })
  void countsAVulnerabilityOverTheThreshold(
      Severity severity,
      Double score,
      boolean fixed,
      Severity least,
      Double leastScore,
      boolean unscoredFails,
      boolean onlyIfFixed,
      boolean over) {
    Vulnerability vulnerability =
        new Vulnerability(
            "CVE-2026-1",
            List.of(),
            "Maven",
            "g:a",
            "1",
            "made up",
            severity,
            score == null ? OptionalDouble.empty() : OptionalDouble.of(score),
            Optional.empty(),
            fixed ? Optional.of("2") : Optional.empty(),
            Optional.empty(),
            List.of(),
            "compile",
            Optional.empty(),
            Place.line("pom.xml", 3),
            "https://osv.dev/vulnerability/CVE-2026-1");
    VulnerabilityThreshold threshold =
        new VulnerabilityThreshold(
            least,
            leastScore == null ? OptionalDouble.empty() : OptionalDouble.of(leastScore),
            unscoredFails,
            onlyIfFixed);
    Policy policy = new Policy(FailOn.MUST, false, true, OnDataError.FAIL, threshold);
    AuditResult result =
        new AuditResult(List.of(verdict(Requirement.R5_1, Status.FAIL)), List.of(), List.of());
    Decision decision = Gate.decide(result, List.of(vulnerability), policy);
    assertEquals(over ? Outcome.VIOLATED : Outcome.PASSED, decision.outcome());
    assertEquals(over ? 1 : 0, decision.violated().size());
  }

  @Test
  void withAThresholdUnknownVulnerabilitiesAreFatal() {
    VulnerabilityThreshold high =
        new VulnerabilityThreshold(Severity.HIGH, OptionalDouble.empty(), true, false);
    Policy policy = new Policy(FailOn.MUST, false, true, OnDataError.FAIL, high);
    Decision decision = decide(policy, verdict(Requirement.R5_1, Status.UNKNOWN));
    assertEquals(Outcome.UNCHECKED, decision.outcome());
  }
}
