package io.github.pysecaudit.python.metadata;

import java.util.Objects;

/**
 * A Maven artifact that an archive contains, by the {@code pom.properties} that Maven leaves in it.
 *
 * @param place {@code outer.jar!/META-INF/maven/g/a/pom.properties}
 */
public record MavenCoordinates(String groupId, String artifactId, String version, String place) {
  public MavenCoordinates {
    Objects.requireNonNull(groupId, "groupId");
    Objects.requireNonNull(artifactId, "artifactId");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(place, "place");
  }

  /** {@code groupId:artifactId:version}. */
  @Override
  public String toString() {
    return groupId + ":" + artifactId + ":" + version;
  }
}
