package io.github.pysecaudit.check;

import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.ProjectFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The registry of all checks, in the order of the catalogue. */
public final class Checklist {
  private static final List<Check> CHECKS = List.of();

  private Checklist() {}

  /** All checks. */
  public static List<Check> checks() {
    return CHECKS;
  }

  /** Decides the wanted requirements; checks that decide none of them are not run. */
  public static List<Verdict> evaluate(ProjectFacts facts, Set<Requirement> wanted) {
    List<Verdict> verdicts = new ArrayList<>();
    for (Check check : CHECKS) {
      if (check.requirements().stream().anyMatch(wanted::contains)) {
        check.evaluate(facts).stream()
            .filter(v -> wanted.contains(v.requirement()))
            .forEach(verdicts::add);
      }
    }
    return verdicts;
  }
}
