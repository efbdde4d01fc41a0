package io.github.pysecaudit.mojo;

import io.github.pysecaudit.checklist.Group;
import io.github.pysecaudit.checklist.Requirement;
import java.util.Set;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/** Judges least privilege (group 8). */
@Mojo(
    name = "privileges",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresProject = false,
    threadSafe = true)
public final class PrivilegesMojo extends AbstractAuditMojo {
  @Override
  Set<Requirement> requirements() {
    return RequirementGroups.of(Group.LEAST_PRIVILEGE);
  }
}
