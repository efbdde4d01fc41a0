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

  /** Its own, because what is cached for the whole build is not announced again. */
  private final RepositoryCache cache = new DefaultRepositoryCache();

  void watch(DefaultRepositorySystemSession session) {
    session.setCache(cache);
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
        });
  }

  boolean isMissing(Artifact artifact) {
    return missing.contains(key(artifact));
  }

  private static String key(Artifact artifact) {
    return artifact.getGroupId() + ":" + artifact.getArtifactId() + ":" + artifact.getBaseVersion();
  }
}
