package io.github.pysecaudit.mojo;

import io.github.pysecaudit.checklist.Group;
import io.github.pysecaudit.checklist.Requirement;
import java.util.Set;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/** Judges the reproducibility of the build (group 7). */
@Mojo(
    name = "build",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresProject = false,
    threadSafe = true)
public final class BuildMojo extends AbstractAuditMojo {
  @Override
  Set<Requirement> requirements() {
    return RequirementGroups.of(Group.REPRODUCIBLE);
  }
}
