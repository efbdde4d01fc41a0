package io.github.pysecaudit.gate;

import io.github.pysecaudit.advisory.Vulnerability;
import io.github.pysecaudit.checklist.Verdict;
import java.util.List;
import java.util.Objects;

/**
 * Whether the build may go on.
 *
 * @param outcome the word for machines
 * @param violated verdicts that fail the build because a requirement is violated
 * @param unchecked verdicts that fail the build because a requirement could not be evaluated
 * @param tolerated verdicts that are not good but do not fail the build
 * @param overThreshold vulnerabilities at or above the threshold
 * @param loosened what loosens the gate in this run, one sentence each; printed in every report
 */
public record Decision(
    Outcome outcome,
    List<Verdict> violated,
    List<Verdict> unchecked,
    List<Verdict> tolerated,
    List<Vulnerability> overThreshold,
    List<String> loosened) {

  /** The three outcomes of a run. A violation is worse than what could not be checked. */
  public enum Outcome {
    PASSED("passed"),
    UNCHECKED("unchecked"),
    VIOLATED("violated");

    private final String word;

    Outcome(String word) {
      this.word = word;
    }

    /** The word in {@code audit.json}. */
    public String word() {
      return word;
    }
  }

  public Decision {
    Objects.requireNonNull(outcome, "outcome");
    violated = List.copyOf(violated);
    unchecked = List.copyOf(unchecked);
    tolerated = List.copyOf(tolerated);
    overThreshold = List.copyOf(overThreshold);
    loosened = List.copyOf(loosened);
  }

  /** Whether the build fails. */
  public boolean fails() {
    return outcome != Outcome.PASSED;
  }

  /**
   * The first line of the failure message. "Violated" and "could not be checked" are never
   * confused, because Maven has one exit code only.
   */
  public String headline() {
    if (!violated.isEmpty()) {
      String also =
          unchecked.isEmpty() ? "" : ", and " + unchecked.size() + " could not be checked";
      return violated.size() + " requirement(s) violated" + also;
    }
    if (!unchecked.isEmpty()) {
      return unchecked.size() + " requirement(s) could not be checked";
    }
    if (!overThreshold.isEmpty()) {
      return "1 requirement(s) violated: "
          + overThreshold.size()
          + " known vulnerabilities at or above failOnSeverity";
    }
    return "no requirement violated";
  }
}
