package io.github.pysecaudit.mojo;

import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.facts.repro.ArchiveComparer;
import io.github.pysecaudit.facts.repro.ArchiveComparison;
import io.github.pysecaudit.facts.repro.RebuildResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.project.MavenProject;

/**
 * Proves that the build is reproducible, or shows where it is not: builds copies of the sources in
 * other folders and compares what they made byte for byte. The result counts for 7.1 while no input
 * changes. Unlike all other goals it runs the project's own build.
 */
@Mojo(name = "reproduce", aggregator = true, threadSafe = true)
public final class ReproduceMojo extends AbstractAuditMojo {

  @Override
  Set<Requirement> requirements() {
    return Set.of(Requirement.R7_1);
  }

  @Override
  void run(MavenContext context, RunSettings settings)
      throws MojoExecutionException, MojoFailureException {
    Subjects subjects = new Subjects(context, settings, requirements(), getLog());
    RootAudit audit = subjects.audit(AuditSession.of(context.session()));
    ProjectFacts whole = audit.facts();
    Path root = whole.repository().root().orElseThrow();
    Path start = root.relativize(subjects.top().getBasedir().toPath().toAbsolutePath().normalize());
    try (BuildCopy first = BuildCopy.of(whole.repository());
        BuildCopy second = BuildCopy.of(whole.repository())) {
      getLog().info("Building two copies of the sources, one after the other.");
      first.build(context.session(), start);
      second.build(context.session(), start);
      List<RebuildResult> results = new ArrayList<>();
      for (MavenProject module : context.session().getProjects()) {
        ProjectFacts facts = AuditRun.facts(context, audit, subjects.of(module));
        results.add(
            new RebuildResult(
                module.getGroupId() + ":" + module.getArtifactId(),
                facts.buildInputs(),
                Instant.now(),
                compare(module, root, first.folder(), second.folder())));
      }
      new RebuildMemory(settings.cacheDirectory(), root).write(results);
      tell(results, context.session());
    } catch (IOException e) {
      throw new MojoExecutionException("The copies could not be compared: " + e.getMessage(), e);
    }
  }

  /** Compares every file that lies directly in the build folder of both copies. */
  private static List<ArchiveComparison> compare(
      MavenProject module, Path root, Path first, Path second) throws IOException {
    Path target =
        root.relativize(Path.of(module.getBuild().getDirectory()).toAbsolutePath().normalize());
    List<ArchiveComparison> comparisons = new ArrayList<>();
    for (Path file : built(first.resolve(target))) {
      Path other = second.resolve(target).resolve(file.getFileName());
      if (Files.isRegularFile(other)) {
        comparisons.add(new ArchiveComparer().compare(file.getFileName().toString(), file, other));
      }
    }
    return comparisons;
  }

  private static List<Path> built(Path target) throws IOException {
    if (!Files.isDirectory(target)) {
      return List.of();
    }
    try (var files = Files.list(target)) {
      return files
          .filter(Files::isRegularFile)
          .filter(f -> f.getFileName().toString().matches(".+\\.(jar|war|ear|zip|whl|gz|bz2)"))
          .sorted()
          .toList();
    }
  }

  private void tell(List<RebuildResult> results, MavenSession session) throws MojoFailureException {
    int compared = 0;
    for (RebuildResult result : results) {
      compared += result.comparisons().size();
      for (ArchiveComparison comparison : result.comparisons()) {
        Optional<ArchiveComparison.Difference> difference = comparison.difference();
        if (difference.isPresent()) {
          String entry = difference.get().entry();
          getLog()
              .error(
                  result.module()
                      + ": "
                      + comparison.file()
                      + (entry.isEmpty() ? "" : ", entry " + entry)
                      + ": "
                      + difference.get().what());
        } else {
          getLog().info(result.module() + ": " + comparison.file() + " is the same twice.");
        }
      }
    }
    long differing = results.stream().filter(r -> r.firstDifference().isPresent()).count();
    if (differing > 0) {
      throw new MojoFailureException(
          differing
              + " of "
              + session.getProjects().size()
              + " modules do not build the same twice.");
    }
    getLog()
        .info(
            compared == 0
                ? "The build makes no archive to compare."
                : "The build is reproducible.");
  }
}
