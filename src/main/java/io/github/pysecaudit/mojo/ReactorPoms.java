package io.github.pysecaudit.mojo;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.repository.WorkspaceRepository;

/**
 * Serves the POMs of all modules of the reactor, also of those that {@code -pl} leaves out of this
 * build.
 */
final class ReactorPoms implements WorkspaceReader {
  private final List<MavenProject> projects;
  private final WorkspaceReader next;
  private final WorkspaceRepository repository;

  /**
   * @param next the reader to ask for everything else, or null
   */
  ReactorPoms(List<MavenProject> projects, WorkspaceReader next) {
    this.projects = List.copyOf(projects);
    this.next = next;
    this.repository = next == null ? new WorkspaceRepository("audit") : next.getRepository();
  }

  @Override
  public WorkspaceRepository getRepository() {
    return repository;
  }

  @Override
  public File findArtifact(Artifact artifact) {
    if ("pom".equals(artifact.getExtension())) {
      for (MavenProject project : projects) {
        if (matches(project, artifact) && project.getVersion().equals(artifact.getVersion())) {
          return project.getFile();
        }
      }
    }
    return next == null ? null : next.findArtifact(artifact);
  }

  @Override
  public List<String> findVersions(Artifact artifact) {
    List<String> versions = new ArrayList<>();
    for (MavenProject project : projects) {
      if (matches(project, artifact)) {
        versions.add(project.getVersion());
      }
    }
    if (next != null) {
      versions.addAll(next.findVersions(artifact));
    }
    return versions;
  }

  private static boolean matches(MavenProject project, Artifact artifact) {
    return project.getGroupId().equals(artifact.getGroupId())
        && project.getArtifactId().equals(artifact.getArtifactId());
  }
}
