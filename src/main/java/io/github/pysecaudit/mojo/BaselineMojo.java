package io.github.pysecaudit.mojo;

import io.github.pysecaudit.checklist.Amount;
import io.github.pysecaudit.checklist.AuditResult;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.gate.Baseline;
import io.github.pysecaudit.gate.Baseline.Entry;
import io.github.pysecaudit.gate.BaselineFile;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Writes today's violations to {@code audit-baseline.json} in the root of the repository. Once the
 * file is reviewed and committed, {@code audit:check} lists them and fails on new ones only.
 */
@Mojo(name = "baseline", requiresProject = false, aggregator = true, threadSafe = true)
public final class BaselineMojo extends AbstractAuditMojo {

  @Override
  Set<Requirement> requirements() {
    return EnumSet.allOf(Requirement.class);
  }

  @Override
  void run(MavenContext context, RunSettings settings) throws MojoExecutionException {
    Subjects subjects = new Subjects(context, settings, requirements(), getLog());
    if (subjects.configurationProblem().isPresent()) {
      throw new MojoExecutionException(subjects.configurationProblem().get());
    }
    List<Entry> before = subjects.baseline().map(Baseline::entries).orElse(List.of());
    AuditResult result =
        ReactorReport.merge(new AuditRun(getLog(), context, settings, requirements()).look())
            .result();
    List<Entry> entries = new ArrayList<>(Baseline.of(result).entries());
    int violations = entries.size();
    for (Entry entry : before) {
      if (isUnknown(result, entry.requirement())) {
        entries.add(entry);
      }
    }
    BaselineStore.write(subjects.root(), new Baseline(entries));
    getLog()
        .info(
            Amount.of(violations, "violation")
                + (violations == 1 ? " is" : " are")
                + " listed in "
                + BaselineFile.NAME
                + ".");
    getLog().info("Review the file and commit it; audit:check then fails on new ones only.");
    tellWhatIsOpen(result);
  }

  private static boolean isUnknown(AuditResult result, Requirement requirement) {
    return result.verdict(requirement).filter(v -> v.status() == Status.UNKNOWN).isPresent();
  }

  private void tellWhatIsOpen(AuditResult result) {
    result.verdicts().stream()
        .filter(v -> v.status() == Status.UNKNOWN)
        .forEach(
            v ->
                getLog()
                    .warn(
                        v.requirement().id()
                            + " could not be checked; what is unknown cannot be listed, and entries"
                            + " that were there are kept: "
                            + v.summary()));
  }
}
