package io.github.pysecaudit.mojo;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.eclipse.aether.RepositorySystem;

/**
 * What Maven hands to one execution of a goal.
 *
 * @param directory another folder to audit, if one was given
 * @param outputDirectory where reports go, if it was given
 */
record MavenContext(
    MavenSession session,
    MavenProject project,
    MojoExecution execution,
    ProjectDependenciesResolver resolver,
    RepositorySystem system,
    Optional<Path> directory,
    Optional<Path> outputDirectory) {

  /** Id of an execution that was asked for on the command line. */
  private static final String FROM_COMMAND_LINE = "default-cli";

  /**
   * Whether the goal was named on the command line, so that Maven runs it in every module of this
   * build.
   */
  boolean isDirect() {
    return FROM_COMMAND_LINE.equals(execution.getExecutionId());
  }

  /** The same execution, seen in another module of the reactor. */
  MavenContext in(MavenProject module) {
    return new MavenContext(
        session, module, execution, resolver, system, directory, outputDirectory);
  }

  /** The modules of this build in which this execution runs. */
  List<MavenProject> modules() {
    if (isDirect()) {
      return session.getProjects();
    }
    return session.getProjects().stream().filter(this::runsIn).toList();
  }

  private boolean runsIn(MavenProject module) {
    Plugin plugin = module.getPlugin(execution.getPlugin().getKey());
    if (plugin == null) {
      return false;
    }
    for (PluginExecution candidate : plugin.getExecutions()) {
      if (candidate.getId().equals(execution.getExecutionId())
          && candidate.getGoals().contains(execution.getGoal())
          && !"none".equals(candidate.getPhase())) {
        return true;
      }
    }
    return false;
  }

  /** The number of modules that {@code -pl} or {@code -rf} keeps out of this build. */
  int leftOut() {
    return session.getAllProjects().size() - session.getProjects().size();
  }

  /** Whether no further module is built after one that fails. */
  boolean stopsAtFirstFailure() {
    return MavenExecutionRequest.REACTOR_FAIL_FAST.equals(
        session.getRequest().getReactorFailureBehavior());
  }

  /** The folder to audit when it is not the project itself; empty for the project. */
  Optional<Path> foreignFolder() {
    Path start = Path.of(session.getExecutionRootDirectory());
    if (MavenAdapter.isStandalone(project)) {
      return Optional.of(directory.map(start::resolve).orElse(start).toAbsolutePath().normalize());
    }
    Path base = project.getBasedir().toPath().toAbsolutePath().normalize();
    return directory
        .map(d -> base.resolve(d).toAbsolutePath().normalize())
        .filter(d -> !d.equals(base));
  }
}
