package io.github.pysecaudit.gate;

import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.ReviewDecision;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Applies what people decided to verdicts in REVIEW. A decision cannot turn anything else into
 * anything.
 */
public final class ReviewDecisions {
  /** How long before its end a decision is announced to expire, in days. */
  static final int NOTICE_DAYS = 14;

  private final List<ReviewDecision> decisions;
  private final LocalDate today;

  public ReviewDecisions(List<ReviewDecision> decisions, LocalDate today) {
    this.decisions = List.copyOf(decisions);
    this.today = today;
  }

  /** The same verdicts with the decisions applied. */
  public List<Verdict> apply(List<Verdict> verdicts) {
    return verdicts.stream().map(this::apply).toList();
  }

  private Verdict apply(Verdict verdict) {
    Verdict result = verdict;
    for (ReviewDecision decision : decisions) {
      if (decision.requirement() == verdict.requirement()) {
        result = apply(result, decision);
      }
    }
    return result;
  }

  private Verdict apply(Verdict verdict, ReviewDecision decision) {
    if (decision.expires().isBefore(today)) {
      return warn(
          verdict,
          new Finding(
              "The decision on " + name(decision) + " expired on " + decision.expires() + ".",
              "Review the requirement again and renew the entry, or remove it.",
              decision.place()));
    }
    if (verdict.status() != Status.REVIEW) {
      return warn(
          verdict,
          new Finding(
              "The decision on "
                  + name(decision)
                  + " changes nothing: the verdict is "
                  + verdict.status()
                  + ".",
              "Remove the entry; only a verdict in REVIEW can be decided.",
              decision.place()));
    }
    String words =
        "decided by "
            + decision.reviewer()
            + ", valid until "
            + decision.expires()
            + ": "
            + decision.reason();
    Verdict decided =
        decision.met()
            ? new Verdict(
                verdict.requirement(),
                Status.PASS,
                "Found met by a person; " + words,
                concat(verdict.evidence(), new Evidence(decision.place(), words)),
                List.of(),
                concat(verdict.warnings(), verdict.findings()))
            : new Verdict(
                verdict.requirement(),
                Status.FAIL,
                "Found violated by a person; " + words,
                verdict.evidence(),
                concat(
                    verdict.findings(),
                    new Finding(words, verdict.requirement().remedy(), decision.place())),
                verdict.warnings());
    if (decision.expires().isBefore(today.plusDays(NOTICE_DAYS + 1L))) {
      return warn(
          decided,
          new Finding(
              "The decision on " + name(decision) + " expires on " + decision.expires() + ".",
              "Review the requirement again before that day.",
              decision.place()));
    }
    return decided;
  }

  private static String name(ReviewDecision decision) {
    return decision.requirement().id() + " " + decision.requirement().title();
  }

  private static Verdict warn(Verdict verdict, Finding warning) {
    return verdict.withWarnings(concat(verdict.warnings(), warning));
  }

  private static <T> List<T> concat(List<T> list, T one) {
    return concat(list, List.of(one));
  }

  private static <T> List<T> concat(List<T> list, List<T> more) {
    List<T> all = new ArrayList<>(list);
    all.addAll(more);
    return all;
  }
}
