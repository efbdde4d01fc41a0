package io.github.pysecaudit.gate;

import io.github.pysecaudit.advisory.Vulnerability;
import io.github.pysecaudit.advisory.Vulnerability.Severity;
import io.github.pysecaudit.checklist.Amount;
import io.github.pysecaudit.checklist.AuditResult;
import io.github.pysecaudit.checklist.Group;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.gate.Decision.Outcome;
import io.github.pysecaudit.gate.Policy.FailOn;
import io.github.pysecaudit.gate.Policy.OnDataError;
import io.github.pysecaudit.gate.Policy.VulnerabilityThreshold;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The only place that turns verdicts into pass or fail. A pure function of its arguments. */
public final class Gate {

  private Gate() {}

  /**
   * Decides.
   *
   * @param result the verdicts; with a baseline, after {@link Baseline#apply}
   * @param open vulnerabilities that were not accepted
   * @param policy what fails the build
   */
  public static Decision decide(AuditResult result, List<Vulnerability> open, Policy policy) {
    List<Verdict> violated = new ArrayList<>();
    List<Verdict> unchecked = new ArrayList<>();
    List<Verdict> tolerated = new ArrayList<>();
    for (Verdict verdict : result.verdicts()) {
      switch (verdict.status()) {
        case FAIL -> {
          boolean fatal = violates(verdict, policy) && !Baseline.isWhollyKnown(verdict);
          (fatal ? violated : tolerated).add(verdict);
        }
        case REVIEW ->
            (policy.strict() && violates(verdict, policy) ? violated : tolerated).add(verdict);
        case UNKNOWN -> (isFatal(verdict, policy) ? unchecked : tolerated).add(verdict);
        case PASS, NOT_APPLICABLE -> {}
      }
    }
    Map<List<String>, Boolean> known = Baseline.vulnerabilities(result);
    List<Vulnerability> over =
        policy.failOn() == FailOn.NEVER
            ? List.of()
            : open.stream()
                .filter(v -> isOver(v, policy.threshold()))
                .filter(v -> !known.getOrDefault(List.of(v.id(), v.packageName()), false))
                .toList();
    if (policy.threshold().isActive() && policy.failOn() != FailOn.NEVER) {
      promoteUnknownDependencies(policy, unchecked, tolerated);
    }
    if (!over.isEmpty()) {
      promoteDependencies(violated, tolerated);
    }
    Outcome outcome =
        !violated.isEmpty() || !over.isEmpty()
            ? Outcome.VIOLATED
            : unchecked.isEmpty() ? Outcome.PASSED : Outcome.UNCHECKED;
    return new Decision(outcome, violated, unchecked, tolerated, over, loosened(policy, result));
  }

  private static boolean violates(Verdict verdict, Policy policy) {
    return switch (policy.failOn()) {
      case MUST -> verdict.requirement().level().isMandatory();
      case SHOULD -> true;
      case NEVER -> false;
    };
  }

  private static boolean isFatal(Verdict verdict, Policy policy) {
    return violates(verdict, policy) && policy.failOnError() && !isTolerated(verdict, policy);
  }

  private static boolean isTolerated(Verdict verdict, Policy policy) {
    Group group = verdict.requirement().group();
    boolean fromTheNetwork = group == Group.BADGE || group == Group.DEPENDENCIES;
    return fromTheNetwork && policy.onDataError() == OnDataError.WARN;
  }

  /** With a threshold, not knowing the vulnerabilities is as bad as not knowing a MUST. */
  private static void promoteUnknownDependencies(
      Policy policy, List<Verdict> unchecked, List<Verdict> tolerated) {
    List<Verdict> fatal =
        tolerated.stream()
            .filter(v -> v.requirement().group() == Group.DEPENDENCIES)
            .filter(v -> v.status() == Status.UNKNOWN)
            .filter(v -> policy.failOnError() && !isTolerated(v, policy))
            .toList();
    tolerated.removeAll(fatal);
    unchecked.addAll(fatal);
  }

  private static void promoteDependencies(List<Verdict> violated, List<Verdict> tolerated) {
    List<Verdict> failing =
        tolerated.stream()
            .filter(v -> v.requirement().group() == Group.DEPENDENCIES)
            .filter(v -> v.status() == Status.FAIL)
            .toList();
    tolerated.removeAll(failing);
    violated.addAll(failing);
  }

  private static boolean isOver(Vulnerability vulnerability, VulnerabilityThreshold threshold) {
    if (!threshold.isActive() || (threshold.onlyIfFixed() && vulnerability.fixedIn().isEmpty())) {
      return false;
    }
    if (threshold.score().isPresent() && vulnerability.score().isPresent()) {
      return vulnerability.score().getAsDouble() >= threshold.score().getAsDouble();
    }
    if (vulnerability.severity() == Severity.UNSCORED) {
      return threshold.unscoredFails();
    }
    Severity least =
        threshold.score().isPresent()
            ? classOf(threshold.score().getAsDouble())
            : threshold.severity();
    return vulnerability.severity().compareTo(least) >= 0;
  }

  /** The class of a CVSS score by the qualitative scale of CVSS 3.1, section 5. */
  private static Severity classOf(double score) {
    if (score >= 9.0) {
      return Severity.CRITICAL;
    }
    if (score >= 7.0) {
      return Severity.HIGH;
    }
    return score >= 4.0 ? Severity.MEDIUM : Severity.LOW;
  }

  private static List<String> loosened(Policy policy, AuditResult result) {
    List<String> notes = new ArrayList<>();
    if (policy.failOn() == FailOn.NEVER) {
      notes.add("failOn=NEVER: no violation fails this build.");
    }
    if (!policy.failOnError()) {
      notes.add(
          "failOnError=false: requirements that could not be checked do not fail this build.");
    }
    if (policy.onDataError() == OnDataError.WARN) {
      notes.add("onDataError=warn: missing badge or vulnerability data does not fail this build.");
    }
    if (policy.threshold().isActive() && !policy.threshold().unscoredFails()) {
      notes.add("unscored=ignore: vulnerabilities without a score do not count as severe.");
    }
    if (policy.threshold().isActive() && policy.threshold().onlyIfFixed()) {
      notes.add("failOnlyIfFixed: vulnerabilities without a fixed version do not fail this build.");
    }
    long known =
        result.verdicts().stream()
            .flatMap(v -> v.findings().stream())
            .filter(f -> Baseline.isKnown(f).orElse(false))
            .count();
    if (known > 0) {
      notes.add(
          "audit-baseline.json lists "
              + Amount.of(known, "violation")
              + (known == 1 ? " that does" : " that do")
              + " not fail this build.");
    }
    return notes;
  }
}
