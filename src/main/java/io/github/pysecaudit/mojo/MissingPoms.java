package io.github.pysecaudit.mojo;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.aether.AbstractRepositoryListener;
import org.eclipse.aether.DefaultRepositoryCache;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositoryCache;
import org.eclipse.aether.RepositoryEvent;
import org.eclipse.aether.artifact.Artifact;

/**
 * Which artifacts have no POM that could be read. Maven goes on without it, as if the artifact had
 * no dependencies; an audit has to know.
 */
final class MissingPoms {
  private final Set<String> missing = ConcurrentHashMap.newKeySet();
  private final Set<String> looked = ConcurrentHashMap.newKeySet();

  private final RepositoryCache cache = new DefaultRepositoryCache();

  /** Takes note of what is read in this session. */
  void watch(DefaultRepositorySystemSession session) {
    // It takes the place of the listener that warns on the log: the report says it, with its place.
    session.setRepositoryListener(
        new AbstractRepositoryListener() {
          @Override
          public void artifactDescriptorMissing(RepositoryEvent event) {
            missing.add(key(event.getArtifact()));
          }

          @Override
          public void artifactDescriptorInvalid(RepositoryEvent event) {
            missing.add(key(event.getArtifact()));
          }

          @Override
          public void artifactResolved(RepositoryEvent event) {
            if ("pom".equals(event.getArtifact().getExtension())) {
              looked.add(key(event.getArtifact()));
            }
          }
        });
  }

  boolean isMissing(Artifact artifact) {
    return missing.contains(key(artifact));
  }

  /** Holds only what was read while this was watching: what is cached is not announced again. */
  RepositoryCache cache() {
    return cache;
  }

  /** Whether somebody looked for the POM of this artifact while this was watching. */
  boolean isKnown(Artifact artifact) {
    return looked.contains(key(artifact)) || isMissing(artifact);
  }

  void add(Artifact artifact) {
    missing.add(key(artifact));
  }

  private static String key(Artifact artifact) {
    return artifact.getGroupId() + ":" + artifact.getArtifactId() + ":" + artifact.getBaseVersion();
  }
}
