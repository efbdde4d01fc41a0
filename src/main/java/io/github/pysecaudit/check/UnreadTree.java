package io.github.pysecaudit.check;

import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.LeftOut;
import io.github.pysecaudit.facts.ProjectFacts;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Parts of the tree that could not be read. A requirement that is met because nothing was found is
 * not met where somebody could not look, so its PASS becomes UNKNOWN; evidence that was found stays
 * found.
 *
 * @param lost what was not read, one finding each
 */
record UnreadTree(List<Finding> lost) {
  /** Requirements whose PASS says that nothing was found. */
  private static final Set<Requirement> BY_ABSENCE =
      EnumSet.of(
          Requirement.R6_1,
          Requirement.R6_2,
          Requirement.R6_3,
          Requirement.R8_1,
          Requirement.R8_2,
          Requirement.R8_3,
          Requirement.R10_1,
          Requirement.R10_2);

  private static final int MOST_FINDINGS = 20;

  static UnreadTree of(ProjectFacts facts) {
    return new UnreadTree(
        facts.repository().leftOut().stream()
            .filter(l -> l.kind() == LeftOut.Kind.UNREADABLE || l.kind() == LeftOut.Kind.LIMIT)
            .filter(l -> l.path().isEmpty() || facts.scope().contains(l.path()))
            .limit(MOST_FINDINGS)
            .map(
                l ->
                    new Finding(
                        "A part of the tree was not read: " + l.reason() + ".",
                        "Make it readable, or leave it out with audit.excludes if it is not part"
                            + " of the project.",
                        l.path().isEmpty() ? Place.nowhere() : Place.file(l.path())))
            .toList());
  }

  Verdict apply(Verdict verdict) {
    boolean silent = verdict.status() == Status.PASS || verdict.status() == Status.NOT_APPLICABLE;
    if (lost.isEmpty() || !silent || !BY_ABSENCE.contains(verdict.requirement())) {
      return verdict;
    }
    return new Verdict(
        verdict.requirement(),
        Status.UNKNOWN,
        "Parts of the tree were not read, so that nothing was found proves nothing. "
            + verdict.summary(),
        verdict.evidence(),
        lost,
        verdict.warnings());
  }
}
