package io.github.pysecaudit.advisory;

import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.python.version.Version;
import java.util.Optional;
import org.apache.maven.artifact.versioning.ComparableVersion;

/**
 * A version in the order of its ecosystem: Maven's own {@link ComparableVersion}, or PEP 440 with
 * local versions above the public one. As in OSV, {@code 0} is before everything, and a Python
 * version that PEP 440 does not know is below all that it knows.
 */
final class EcosystemVersion implements Comparable<EcosystemVersion> {
  private enum Rank {
    ZERO,
    LEGACY,
    ORDERED
  }

  private final Rank rank;
  private final String text;
  private final ComparableVersion maven;
  private final Version python;

  private EcosystemVersion(Rank rank, String text, ComparableVersion maven, Version python) {
    this.rank = rank;
    this.text = text;
    this.maven = maven;
    this.python = python;
  }

  /**
   * The version, or empty if the text is too long to be one: Maven's class nests a level for each
   * separator.
   */
  static Optional<EcosystemVersion> of(String ecosystem, String text) {
    if (text.isEmpty() || text.length() > PackageKey.MAX_VERSION_LENGTH) {
      return Optional.empty();
    }
    if (text.equals("0")) {
      return Optional.of(new EcosystemVersion(Rank.ZERO, text, null, null));
    }
    if (!ecosystem.equals(Dependency.PYPI)) {
      return Optional.of(
          new EcosystemVersion(Rank.ORDERED, text, new ComparableVersion(text), null));
    }
    return Optional.of(
        Version.tryParse(text)
            .map(version -> new EcosystemVersion(Rank.ORDERED, text, null, version))
            .orElseGet(() -> new EcosystemVersion(Rank.LEGACY, text.strip(), null, null)));
  }

  @Override
  public int compareTo(EcosystemVersion other) {
    if (rank != other.rank) {
      return rank.compareTo(other.rank);
    }
    return switch (rank) {
      case ZERO -> 0;
      case LEGACY -> text.compareToIgnoreCase(other.text);
      case ORDERED -> maven != null ? maven.compareTo(other.maven) : python.compareTo(other.python);
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EcosystemVersion version
        && (maven == null) == (version.maven == null)
        && compareTo(version) == 0;
  }

  @Override
  public int hashCode() {
    return rank.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
