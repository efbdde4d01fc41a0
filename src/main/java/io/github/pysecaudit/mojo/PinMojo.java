package io.github.pysecaudit.mojo;

import io.github.pysecaudit.checklist.Amount;
import io.github.pysecaudit.checklist.Credentials;
import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.facts.PinningPlan;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.python.metadata.MetadataFiles;
import io.github.pysecaudit.python.metadata.MetadataReading;
import io.github.pysecaudit.python.metadata.PinRewriter;
import io.github.pysecaudit.python.metadata.PinRewriting;
import io.github.pysecaudit.python.metadata.RequirementsReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Writes exact versions into the project's Python requirements, as the lock file beside them or a
 * file of pins says. It changes nothing but the version, and refuses where it does not know one.
 */
@Mojo(name = "pin", requiresProject = false, threadSafe = true)
public final class PinMojo extends AbstractAuditMojo {

  /** Shows what would change and writes nothing. */
  @Parameter(property = "dryRun", defaultValue = "false")
  private boolean dryRun;

  /** Versions to use instead of the lock files: a file with one {@code name==version} per line. */
  @Parameter(property = "pins")
  private File pins;

  @Override
  Set<Requirement> requirements() {
    return Set.of(Requirement.R6_1, Requirement.R6_2);
  }

  @Override
  void run(MavenContext context, RunSettings settings) throws MojoExecutionException {
    Subjects subjects = new Subjects(context, settings, requirements(), getLog());
    if (subjects.configurationProblem().isPresent()) {
      throw new MojoExecutionException(subjects.configurationProblem().get());
    }
    ProjectFacts facts = subjects.audit(AuditSession.of(context.session())).facts();
    Optional<Map<String, String>> given = versions();
    int pinned = 0;
    int refused = 0;
    for (PinRewriting rewriting : PinningPlan.of(facts, given)) {
      for (PinRewriting.Refused one : rewriting.refused()) {
        getLog().warn(name(one.dependency()) + " stays as it is: " + one.reason());
        refused++;
      }
      if (rewriting.changes()) {
        rewriting.diff().lines().forEach(getLog()::info);
        pinned += rewriting.pinned().size();
        if (!dryRun) {
          write(facts, rewriting);
        }
      }
    }
    getLog()
        .info(
            Amount.of(pinned, "requirement")
                + (dryRun ? " would be pinned, " : " pinned, ")
                + refused
                + " left as they are.");
  }

  private static String name(Dependency dependency) {
    return dependency.place()
        + " "
        + (dependency.raw().isEmpty() ? dependency.name() : Credentials.hidden(dependency.raw()));
  }

  private Optional<Map<String, String>> versions() throws MojoExecutionException {
    if (pins == null) {
      return Optional.empty();
    }
    try {
      MetadataReading reading =
          RequirementsReader.read(
              pins.getName(), Files.readAllBytes(pins.toPath()), MetadataFiles.none());
      if (!reading.problems().isEmpty()) {
        throw new MojoExecutionException("pins: " + reading.problems().get(0).message());
      }
      return Optional.of(PinRewriter.versionsOf(reading.dependencies()));
    } catch (NoSuchFileException e) {
      throw new MojoExecutionException("pins: there is no file " + pins + ".", e);
    } catch (IOException e) {
      throw new MojoExecutionException("pins: " + pins + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static void write(ProjectFacts facts, PinRewriting rewriting)
      throws MojoExecutionException {
    Path file =
        facts
            .repository()
            .onDisk(rewriting.path())
            .orElseThrow(
                () -> new MojoExecutionException(rewriting.path() + " is no file on disk."));
    try {
      AtomicFile.write(file, out -> out.write(rewriting.content()));
    } catch (IOException e) {
      throw new MojoExecutionException(
          rewriting.path() + " cannot be written: " + e.getMessage(), e);
    }
  }
}
