package io.github.pysecaudit.mojo;

import io.github.pysecaudit.checklist.Group;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.report.AuditReport;
import io.github.pysecaudit.report.Explanation;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Explains a requirement: what it asks, why, how it is decided, how to fix a violation, and what
 * this project shows now. Judges nothing and fails nothing. Without a requirement it lists all.
 */
@Mojo(name = "explain", requiresProject = false, threadSafe = true)
public final class ExplainMojo extends AbstractAuditMojo {

  /** Id of the requirement, such as {@code 4.2}, or the number of a group, such as {@code 4}. */
  @Parameter(property = "requirement")
  private String requirement;

  @Override
  Set<Requirement> requirements() {
    return EnumSet.allOf(Requirement.class);
  }

  @Override
  void run(MavenContext context, RunSettings settings) throws MojoExecutionException {
    String wanted =
        Optional.ofNullable(requirement)
            .or(
                () ->
                    Optional.ofNullable(
                        context.session().getUserProperties().getProperty("audit.requirement")))
            .map(String::strip)
            .orElse("");
    if (wanted.isEmpty()) {
      Explanation.catalogue().forEach(getLog()::info);
      return;
    }
    Set<Requirement> chosen = choose(wanted);
    List<AuditReport> reports = new AuditRun(getLog(), context, settings, chosen).look();
    Explanation.of(chosen, ReactorReport.merge(reports)).forEach(getLog()::info);
  }

  private static Set<Requirement> choose(String wanted) throws MojoExecutionException {
    Set<Requirement> chosen = EnumSet.noneOf(Requirement.class);
    Requirement.byId(wanted).ifPresent(chosen::add);
    Arrays.stream(Group.values())
        .filter(g -> String.valueOf(g.number()).equals(wanted))
        .forEach(g -> chosen.addAll(Requirement.of(g)));
    if (chosen.isEmpty()) {
      throw RunSettings.unknown(
          "requirement",
          wanted,
          Arrays.stream(Requirement.values()).map(Requirement::id).collect(Collectors.toSet()));
    }
    return chosen;
  }
}
