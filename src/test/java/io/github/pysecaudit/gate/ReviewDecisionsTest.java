package io.github.pysecaudit.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.ReviewDecision;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewDecisionsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);

  @ParameterizedTest
  @CsvSource({
    // verdict, decision, expires, outcome, words of a warning
    "REVIEW,  met,      2027-06-01, PASS,   ''",
    "REVIEW,  met,      2026-11-01, PASS,   expires on 2026-11-01",
    "REVIEW,  met,      2026-11-15, PASS,   expires on 2026-11-15",
    "REVIEW,  met,      2026-11-16, PASS,   ''",
    "REVIEW,  met,      2026-10-31, REVIEW, expired on 2026-10-31",
    "REVIEW,  violated, 2027-06-01, FAIL,   ''",
    "FAIL,    met,      2027-06-01, FAIL,   changes nothing",
    "UNKNOWN, met,      2027-06-01, UNKNOWN, changes nothing",
    "PASS,    violated, 2027-06-01, PASS,   changes nothing"
  })
  void apply(Status before, String decision, LocalDate expires, Status after, String warning) {
    List<Finding> findings =
        before == Status.PASS
            ? List.of()
            : List.of(new Finding("Look at it.", "Decide it.", Place.nowhere()));
    Verdict verdict =
        new Verdict(
            Requirement.R9_1,
            before,
            "open",
            List.of(Evidence.at("a", 1, "seen")),
            findings,
            List.of());
    ReviewDecision entry =
        new ReviewDecision(
            Requirement.R9_1,
            decision.equals("met"),
            "seen in the review",
            "A. Reviewer",
            expires,
            Place.line("audit.toml", 4));
    Verdict decided = new ReviewDecisions(List.of(entry), TODAY).apply(List.of(verdict)).get(0);
    assertEquals(after, decided.status());
    String words = decided.warnings().toString();
    assertTrue(words.contains(warning), words);
    if (warning.isEmpty() && before == Status.REVIEW && after == Status.PASS) {
      assertTrue(decided.summary().contains("decided by A. Reviewer, valid until " + expires));
    }
  }
}
