package io.github.pysecaudit.mojo;

import io.github.pysecaudit.checklist.Group;
import io.github.pysecaudit.checklist.Requirement;
import java.util.Set;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Judges the documents: not-applicable statements, transparency, security policy and architecture
 * (groups 0, 1 and 4).
 */
@Mojo(
    name = "documents",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresProject = false,
    threadSafe = true)
public final class DocumentsMojo extends AbstractAuditMojo {
  @Override
  Set<Requirement> requirements() {
    return RequirementGroups.of(Group.DOCUMENTATION, Group.SECURITY_POLICY, Group.ARCHITECTURE);
  }
}
