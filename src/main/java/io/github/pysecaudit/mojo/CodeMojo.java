package io.github.pysecaudit.mojo;

import io.github.pysecaudit.checklist.Group;
import io.github.pysecaudit.checklist.Requirement;
import java.util.Set;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Scans all Python source and judges its findings and markers, the number of scanners, and fuzzing
 * (groups 3 and 10, and 9.2).
 */
@Mojo(
    name = "code",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresProject = false,
    threadSafe = true)
public final class CodeMojo extends AbstractAuditMojo {
  @Override
  Set<Requirement> requirements() {
    Set<Requirement> requirements = RequirementGroups.of(Group.FUZZING, Group.SAST);
    requirements.add(Requirement.R9_2);
    return requirements;
  }
}
