package io.github.pysecaudit.mojo;

import io.github.pysecaudit.checklist.Group;
import io.github.pysecaudit.checklist.Requirement;
import java.util.Set;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/** Validates all dependencies against known vulnerabilities (group 5). */
@Mojo(
    name = "dependencies",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresProject = false,
    threadSafe = true)
public final class DependenciesMojo extends AbstractAuditMojo {
  @Override
  Set<Requirement> requirements() {
    return RequirementGroups.of(Group.DEPENDENCIES);
  }
}
