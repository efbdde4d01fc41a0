package io.github.pysecaudit.mojo;

import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.report.StarterFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Writes the documents that the project does not have yet as outlines with questions to answer:
 * SECURITY.md, ARCHITECTURE.md, APPLICABILITY.md and audit.toml. Never touches a file that is
 * there. An outline that is not filled in satisfies no requirement.
 */
@Mojo(name = "init", requiresProject = false, aggregator = true, threadSafe = true)
public final class InitMojo extends AbstractAuditMojo {

  @Override
  Set<Requirement> requirements() {
    return EnumSet.noneOf(Requirement.class);
  }

  @Override
  void run(MavenContext context, RunSettings settings) throws MojoExecutionException {
    Subjects subjects = new Subjects(context, settings, requirements(), getLog());
    if (subjects.configurationProblem().isPresent()) {
      throw new MojoExecutionException(subjects.configurationProblem().get());
    }
    Path root = subjects.root();
    ProjectFacts facts = subjects.audit(AuditSession.of(context.session())).facts();
    EnumSet<StarterFile> missing = missing(facts, root, settings);
    for (StarterFile file : missing) {
      write(root.resolve(file.path()), file.text(String.valueOf(root.getFileName()), missing));
      getLog().info("Wrote " + file.path() + ": answer the questions in it.");
    }
    for (StarterFile file : EnumSet.complementOf(missing)) {
      getLog().info("Left alone, since the project has one: " + file.path());
    }
    if (missing.contains(StarterFile.APPLICABILITY)
        && !missing.contains(StarterFile.CONFIGURATION)) {
      getLog()
          .warn(
              "To have it read, add to audit.toml: [documents] applicabilityDocument = \""
                  + StarterFile.APPLICABILITY.path()
                  + "\"");
    }
  }

  private static EnumSet<StarterFile> missing(ProjectFacts facts, Path root, RunSettings settings) {
    EnumSet<StarterFile> missing = EnumSet.allOf(StarterFile.class);
    if (!facts.documents().securityPolicies().isEmpty()) {
      missing.remove(StarterFile.SECURITY_POLICY);
    }
    if (!facts.documents().architecture().isEmpty()) {
      missing.remove(StarterFile.ARCHITECTURE);
    }
    if (facts.configuration().documents().applicabilityDocument().isPresent()) {
      missing.remove(StarterFile.APPLICABILITY);
    }
    if (settings.configuration().isPresent()) {
      missing.remove(StarterFile.CONFIGURATION);
    }
    missing.removeIf(f -> Files.exists(root.resolve(f.path()), LinkOption.NOFOLLOW_LINKS));
    return missing;
  }

  private static void write(Path file, String text) throws MojoExecutionException {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      AtomicFile.create(file, out -> out.write(bytes));
    } catch (IOException e) {
      throw new MojoExecutionException(
          file.getFileName() + " cannot be written: " + e.getMessage(), e);
    }
  }
}
