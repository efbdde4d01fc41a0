package io.github.pysecaudit.mojo;

import io.github.pysecaudit.check.Checklist;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Requirement.Scope;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.ProjectFacts;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** The audit of one repository root in one build: what holds for the repository is judged once. */
final class RootAudit {
  private final Set<Requirement> wanted;
  private final ProjectFacts facts;
  private final AtomicBoolean claimed = new AtomicBoolean();

  /**
   * @param facts facts of the whole repository
   */
  RootAudit(Set<Requirement> wanted, ProjectFacts facts) {
    this.wanted = Set.copyOf(wanted);
    this.facts = facts;
  }

  ProjectFacts facts() {
    return facts;
  }

  /** True for the first caller only, which answers for what holds for the whole repository. */
  boolean claim() {
    return claimed.compareAndSet(false, true);
  }

  /** Verdicts for one module, and for the whole repository too if the module answers for it. */
  List<Verdict> judge(ProjectFacts module, boolean withRepository) {
    Set<Requirement> mine = EnumSet.noneOf(Requirement.class);
    wanted.stream().filter(r -> r.scope() == Scope.MODULE || withRepository).forEach(mine::add);
    return Checklist.evaluate(module, mine);
  }
}
