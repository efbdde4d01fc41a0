package io.github.pysecaudit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.checklist.AuditResult;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.gate.Gate;
import io.github.pysecaudit.gate.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsoleReportTest {

  private static List<String> lines(Verdict... verdicts) {
    AuditResult result = new AuditResult(List.of(verdicts), List.of(), List.of());
    AuditReport report =
        new AuditReport(
            "1.0",
            new AuditReport.Subject("app", Optional.empty(), Optional.empty(), List.of()),
            result,
            Gate.decide(result, List.of(), Policy.DEFAULT),
            List.of(),
            List.of(),
            List.of(),
            Instant.EPOCH);
    return ConsoleReport.lines(report, Optional.empty()).stream()
        .map(ConsoleReport.Line::text)
        .toList();
  }

  private static List<String> blocks(Verdict... verdicts) {
    return lines(verdicts).stream()
        .filter(line -> line.startsWith("  ") && !line.startsWith("  Required"))
        .filter(line -> !line.startsWith("     "))
        .toList();
  }

  @Test
  void aFindingOfTwoRequirementsIsSaidOnce() {
    Finding silence = new Finding("Nothing says it.", "Say it.", Place.nowhere());
    assertEquals(
        List.of(
            "  First.",
            "  - Nothing says it.",
            "    -> Say it.",
            "  Second.",
            "  - The same as under 8.1."),
        blocks(
            Verdict.review(Requirement.R8_1, "First.", List.of(silence)),
            Verdict.review(Requirement.R8_2, "Second.", List.of(silence))));
  }

  @Test
  void aFindingThatIsTheSummaryIsSaidOnce() {
    Finding same = new Finding("Nothing is known.", "Give the address.", Place.nowhere());
    assertEquals(
        List.of("  Nothing is known.", "    -> Give the address."),
        blocks(Verdict.review(Requirement.R2_1, "Nothing is known.", List.of(same))));
  }

  @Test
  void aLevelThatWasNotJudgedIsNotCounted() {
    Finding open = new Finding("Nobody knows.", "Look at it.", Place.nowhere());
    Verdict must = Verdict.review(Requirement.R2_1, "Must.", List.of(open));
    Verdict should = Verdict.review(Requirement.R5_1, "Should.", List.of(open));
    assertTrue(lines(should).contains("1 SHOULD: 1 to review."), lines(should).toString());
    assertTrue(lines(must).contains("1 MUST: 1 to review."), lines(must).toString());
    assertTrue(
        lines(must, should).contains("1 MUST: 1 to review. 1 SHOULD: 1 to review."),
        lines(must, should).toString());
  }
}
