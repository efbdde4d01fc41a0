package io.github.pysecaudit.mojo;

import io.github.pysecaudit.checklist.Group;
import io.github.pysecaudit.checklist.Requirement;
import java.util.Set;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/** Judges the OpenSSF Best Practices badge (group 2). */
@Mojo(
    name = "badge",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresProject = false,
    threadSafe = true)
public final class BadgeMojo extends AbstractAuditMojo {
  @Override
  Set<Requirement> requirements() {
    return RequirementGroups.of(Group.BADGE);
  }
}
