package io.github.pysecaudit.mojo;

import io.github.pysecaudit.checklist.Group;
import io.github.pysecaudit.checklist.Requirement;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** The requirements of whole groups. */
final class RequirementGroups {

  private RequirementGroups() {}

  static Set<Requirement> of(Group... groups) {
    Set<Requirement> requirements = EnumSet.noneOf(Requirement.class);
    Arrays.stream(groups).map(Requirement::of).forEach(requirements::addAll);
    return requirements;
  }
}
