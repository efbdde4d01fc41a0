package io.github.pysecaudit.mojo;

import io.github.pysecaudit.checklist.Group;
import io.github.pysecaudit.checklist.Requirement;
import java.util.Set;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Scans all Python source and judges its findings and markers, fuzzing and defence in depth (groups
 * 3, 9 and 10).
 */
@Mojo(
    name = "code",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresProject = false,
    threadSafe = true)
public final class CodeMojo extends AbstractAuditMojo {
  @Override
  Set<Requirement> requirements() {
    return RequirementGroups.of(Group.FUZZING, Group.DEFENCE_IN_DEPTH, Group.SAST);
  }
}
