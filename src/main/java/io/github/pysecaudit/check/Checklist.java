package io.github.pysecaudit.check;

import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.ProjectFacts;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The registry of all checks, in the order of the catalogue. */
public final class Checklist {
  private static final List<Check> CHECKS =
      List.of(
          new DocumentationCheck(),
          new SecurityPolicyCheck(),
          new BadgeCheck(),
          new ArchitectureCheck(),
          new DependencyCheck(),
          new ExactVersionsCheck(),
          new FuzzingCheck(),
          new ReproducibleBuildCheck(),
          new LeastPrivilegeCheck(),
          new DefenceInDepthCheck(),
          new SourceCheck());

  private Checklist() {}

  /** All checks. */
  public static List<Check> checks() {
    return CHECKS;
  }

  /**
   * Decides the wanted requirements; checks that decide none of them are not run. There is a
   * verdict on each of them: a check that breaks down leaves its requirements UNKNOWN and the
   * others alone.
   */
  public static List<Verdict> evaluate(ProjectFacts facts, Set<Requirement> wanted) {
    return evaluate(CHECKS, facts, wanted);
  }

  static List<Verdict> evaluate(List<Check> checks, ProjectFacts facts, Set<Requirement> wanted) {
    Map<Requirement, Verdict> verdicts = new EnumMap<>(Requirement.class);
    for (Requirement requirement : wanted) {
      verdicts.put(requirement, broken(requirement, "no check decides it"));
    }
    for (Check check : checks) {
      if (check.requirements().stream().anyMatch(wanted::contains)) {
        run(check, facts, verdicts);
      }
    }
    return settled(facts, verdicts).stream().map(UnreadTree.of(facts)::apply).toList();
  }

  /** What the documentation states is heard last, over the verdicts of all checks. */
  private static List<Verdict> settled(ProjectFacts facts, Map<Requirement, Verdict> verdicts) {
    try {
      return Applicability.of(facts).apply(List.copyOf(verdicts.values()));
    } catch (RuntimeException | StackOverflowError e) {
      verdicts.computeIfPresent(Requirement.R0_1, (r, verdict) -> broken(r, e.toString()));
      return List.copyOf(verdicts.values());
    }
  }

  private static void run(Check check, ProjectFacts facts, Map<Requirement, Verdict> verdicts) {
    try {
      for (Verdict verdict : check.evaluate(facts)) {
        verdicts.computeIfPresent(verdict.requirement(), (r, none) -> verdict);
      }
    } catch (RuntimeException | StackOverflowError e) {
      StackTraceElement at = e.getStackTrace().length == 0 ? null : e.getStackTrace()[0];
      for (Requirement requirement : check.requirements()) {
        verdicts.computeIfPresent(
            requirement, (r, none) -> broken(r, e + (at == null ? "" : " at " + at)));
      }
    }
  }

  private static Verdict broken(Requirement requirement, String why) {
    return Verdict.unknown(
        requirement,
        "The check broke down, so nothing is known.",
        List.of(
            new Finding(
                "The check of " + requirement.id() + " broke down: " + why + ".",
                "Report this with the message and, if you can, the file that causes it.",
                Place.nowhere())));
  }
}
