package io.github.pysecaudit.mojo;

import io.github.pysecaudit.checklist.Requirement;
import java.util.EnumSet;
import java.util.Set;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/** Judges all requirements and fails the build on a violated MUST. */
@Mojo(
    name = "check",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresProject = false,
    threadSafe = true)
public final class CheckMojo extends AbstractAuditMojo {
  @Override
  Set<Requirement> requirements() {
    return EnumSet.allOf(Requirement.class);
  }
}
