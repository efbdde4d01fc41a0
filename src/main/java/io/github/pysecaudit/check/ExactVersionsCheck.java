package io.github.pysecaudit.check;

import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.ProjectFacts;
import java.util.List;

/** Does every requirement, in Python metadata and in the POM, name one exact version? */
public final class ExactVersionsCheck implements Check {

  @Override
  public List<Requirement> requirements() {
    return List.of(Requirement.R6_1, Requirement.R6_2, Requirement.R6_3);
  }

  @Override
  public List<Verdict> evaluate(ProjectFacts facts) {
    PythonPins pins = new PythonPins(facts);
    return List.of(pins.pyproject(), pins.elsewhere(), MavenVersions.judge(facts));
  }
}
