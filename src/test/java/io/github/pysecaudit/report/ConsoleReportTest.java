package io.github.pysecaudit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

  private static List<String> blocks(Verdict... verdicts) {
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
}
