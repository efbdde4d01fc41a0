package io.github.pysecaudit.check;

import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.ProjectFacts;
import java.util.List;

/** Decides the requirements of one group of the checklist. Pure: facts in, verdicts out. */
public interface Check {

  /** The requirements that this check decides, in catalogue order. */
  List<Requirement> requirements();

  /** One verdict for each of {@link #requirements()}, in that order. */
  List<Verdict> evaluate(ProjectFacts facts);
}
