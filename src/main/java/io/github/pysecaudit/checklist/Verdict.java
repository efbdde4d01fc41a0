package io.github.pysecaudit.checklist;

import java.util.List;
import java.util.Objects;

/**
 * What was decided about one requirement, and why.
 *
 * <p>A verdict is never better than its evidence: a PASS without evidence, or a FAIL, REVIEW or
 * UNKNOWN that does not say what is wrong, cannot be built.
 *
 * @param requirement what was judged
 * @param status the outcome
 * @param summary one sentence
 * @param evidence what speaks for the verdict; not empty for a PASS
 * @param findings what is wrong or open; not empty for a FAIL
 * @param warnings what does not change the verdict but should be seen
 */
public record Verdict(
    Requirement requirement,
    Status status,
    String summary,
    List<Evidence> evidence,
    List<Finding> findings,
    List<Finding> warnings) {

  public Verdict {
    Objects.requireNonNull(requirement, "requirement");
    Objects.requireNonNull(status, "status");
    summary = Credentials.hidden(summary);
    evidence = List.copyOf(evidence);
    findings = List.copyOf(findings);
    warnings = List.copyOf(warnings);
    if (status == Status.PASS && evidence.isEmpty()) {
      throw new IllegalArgumentException("a PASS needs evidence: " + requirement.id());
    }
    if (status == Status.FAIL && findings.isEmpty()) {
      throw new IllegalArgumentException("a FAIL needs a finding: " + requirement.id());
    }
    if (status == Status.PASS && !findings.isEmpty()) {
      throw new IllegalArgumentException("a PASS has warnings, not findings: " + requirement.id());
    }
  }

  public static Verdict pass(Requirement requirement, String summary, List<Evidence> evidence) {
    return new Verdict(requirement, Status.PASS, summary, evidence, List.of(), List.of());
  }

  public static Verdict fail(Requirement requirement, String summary, List<Finding> findings) {
    return new Verdict(requirement, Status.FAIL, summary, List.of(), findings, List.of());
  }

  public static Verdict notApplicable(
      Requirement requirement, String reason, List<Evidence> evidence) {
    return new Verdict(requirement, Status.NOT_APPLICABLE, reason, evidence, List.of(), List.of());
  }

  public static Verdict review(Requirement requirement, String summary, List<Finding> findings) {
    return new Verdict(requirement, Status.REVIEW, summary, List.of(), findings, List.of());
  }

  public static Verdict unknown(Requirement requirement, String summary, List<Finding> findings) {
    return new Verdict(requirement, Status.UNKNOWN, summary, List.of(), findings, List.of());
  }

  /** The same verdict with this evidence instead. */
  public Verdict withEvidence(List<Evidence> other) {
    return new Verdict(requirement, status, summary, other, findings, warnings);
  }

  /** The same verdict with these warnings instead. */
  public Verdict withWarnings(List<Finding> other) {
    return new Verdict(requirement, status, summary, evidence, findings, other);
  }
}
