package io.github.pysecaudit.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.checklist.AuditResult;
import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.gate.Decision.Outcome;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineTest {

  @Test
  void aKnownViolationStaysAFailAndFailsNoBuild() {
    AuditResult today = result(fail(pin("numpy", 4)));
    AuditResult judged = Baseline.of(today).apply(result(fail(pin("numpy", 4))));
    Decision decision = Gate.decide(judged, List.of(), Policy.DEFAULT);
    assertEquals(Outcome.PASSED, decision.outcome());
    assertEquals(Status.FAIL, judged.verdicts().get(0).status());
    assertEquals(judged.verdicts(), decision.tolerated());
    assertEquals(
        List.of("audit-baseline.json lists 1 violation that does not fail this build."),
        decision.loosened());
  }

  @Test
  void aNewViolationFailsAndComesBeforeTheKnownOnes() {
    Baseline baseline = Baseline.of(result(fail(pin("numpy", 4))));
    AuditResult judged = baseline.apply(result(fail(pin("numpy", 4), pin("requests", 5))));
    Decision decision = Gate.decide(judged, List.of(), Policy.DEFAULT);
    assertEquals(Outcome.VIOLATED, decision.outcome());
    assertEquals(
        "requests names no version.", judged.verdicts().get(0).findings().get(0).message());
    assertFalse(Baseline.isKnown(judged.verdicts().get(0).findings().get(0)).orElseThrow());
  }

  @Test
  void aViolationThatMovesIsStillKnown() {
    Baseline baseline = Baseline.of(result(fail(pin("numpy", 4))));
    AuditResult judged = baseline.apply(result(fail(pin("numpy", 400))));
    assertEquals(Outcome.PASSED, Gate.decide(judged, List.of(), Policy.DEFAULT).outcome());
    assertEquals(List.of(), baseline.fixed(judged));
  }

  @Test
  void theSameViolationOnceMoreIsNew() {
    Baseline baseline = Baseline.of(result(fail(pin("numpy", 4))));
    AuditResult judged = baseline.apply(result(fail(pin("numpy", 4), pin("numpy", 9))));
    assertEquals(Outcome.VIOLATED, Gate.decide(judged, List.of(), Policy.DEFAULT).outcome());
  }

  @Test
  void theSameViolationInAnotherFileIsNew() {
    Baseline baseline = Baseline.of(result(fail(pin("numpy", 4))));
    Finding elsewhere =
        new Finding("numpy names no version.", "Pin it.", Place.line("b/pyproject.toml", 4));
    AuditResult judged = baseline.apply(result(fail(elsewhere)));
    assertEquals(Outcome.VIOLATED, Gate.decide(judged, List.of(), Policy.DEFAULT).outcome());
  }

  @Test
  void whatCouldNotBeCheckedIsNeverInABaseline() {
    AuditResult unknown =
        result(Verdict.unknown(Requirement.R2_1, "no network", List.of(pin("numpy", 1))));
    assertEquals(List.of(), Baseline.of(unknown).entries());
    AuditResult judged = Baseline.of(unknown).apply(unknown);
    assertEquals(Outcome.UNCHECKED, Gate.decide(judged, List.of(), Policy.DEFAULT).outcome());
  }

  @Test
  void namesWhatIsFixedButNotWhatWasNotJudged() {
    Baseline baseline = Baseline.of(result(fail(pin("numpy", 4))));
    AuditResult passed =
        result(Verdict.pass(Requirement.R6_1, "all exact", List.of(Evidence.at("a", 1, "x"))));
    AuditResult unknown =
        result(Verdict.unknown(Requirement.R6_1, "unreadable", List.of(pin("x", 1))));
    assertEquals(baseline.entries(), baseline.fixed(passed));
    assertEquals(List.of(), baseline.fixed(unknown));
    assertEquals(List.of(), baseline.fixed(result()));
  }

  @Test
  void aFindingThatIsNoViolationAnyMoreIsNotFixed() {
    Baseline baseline = Baseline.of(result(fail(pin("numpy", 4))));
    AuditResult review = result(Verdict.review(Requirement.R6_1, "look", List.of(pin("numpy", 4))));
    assertEquals(List.of(), baseline.fixed(review));
  }

  @Test
  void theFileIsSortedAndReadAsItWasWritten() throws IOException, BaselineException {
    Finding hostile =
        new Finding(
            "a\u202Eb\uD83D\u001B[31m\n\"quoted\"", "Fix.", Place.line("x\u0000y\uDE00", 1));
    Baseline baseline = Baseline.of(result(fail(pin("requests", 9), hostile, pin("numpy", 4))));
    String text = BaselineFile.write(baseline);
    assertEquals(baseline, BaselineFile.read(text));
    assertTrue(text.indexOf("numpy") < text.indexOf("requests"));
    assertFalse(text.contains("\u202E"));
    assertEquals(
        Outcome.PASSED,
        Gate.decide(
                BaselineFile.read(text)
                    .apply(result(fail(pin("requests", 9), hostile, pin("numpy", 4)))),
                List.of(),
                Policy.DEFAULT)
            .outcome());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`[]`|1|here should be an object",
        "`{\"violations\": []}`|1|schemaVersion must be",
        "`{\"schemaVersion\": \"9\"}`|1|schemaVersion must be",
        "`{\"schemaVersion\": \"1.0\",\n \"extra\": 1}`|2|the key \"extra\" is not known",
        "`{\"schemaVersion\": \"1.0\",\n \"violations\": [\n {\"id\": \"6.1\"}]}`|3|an entry needs",
        "`{\"violations\": [\n {\"id\": 6}]}`|2|here should be a text",
        "`{\"violations\": [{\"id\": \"77\", \"path\": \"\", \"fingerprint\": \"\", \"message\":"
            + " \"\"}]}`|1|there is no requirement \"77\"",
        "`{\"violations\": [{\"id\": \"6.1\", \"path\": \"\", \"fingerprint\": \"xyz\","
            + " \"message\": \"\"}]}`|1|32 hexadecimal digits",
        "`{\"schemaVersion\": \"1.0\"\n`|2|no valid JSON",
        "`{\"schemaVersion\": \"1.0\"} x`|1|no valid JSON",
        "``|1|here should be an object",
      })
  void whatIsNotUnderstoodIsAnErrorWithItsLine(String text, int line, String message) {
    BaselineException error = assertThrows(BaselineException.class, () -> BaselineFile.read(text));
    assertEquals(line, error.line(), error.getMessage());
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }

  @Test
  void aDeepFileIsAnError() {
    assertThrows(BaselineException.class, () -> BaselineFile.read("[".repeat(100_000)));
    assertThrows(
        BaselineException.class,
        () -> BaselineFile.read("{\"violations\": " + "[".repeat(100_000)));
  }

  private static AuditResult result(Verdict... verdicts) {
    return new AuditResult(Arrays.asList(verdicts), List.of(), List.of());
  }

  private static Verdict fail(Finding... findings) {
    return Verdict.fail(Requirement.R6_1, "not exact", Arrays.asList(findings));
  }

  private static Finding pin(String name, int line) {
    return new Finding(name + " names no version.", "Pin it.", Place.line("pyproject.toml", line));
  }
}
