package io.github.pysecaudit.facts;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The one door to everything that is known about the audited project. Every fact is lazy and
 * computed once; a check gets facts from here and from nowhere else.
 */
public final class ProjectFacts {
  private final Repository repository;
  private final Optional<MavenBuild> maven;
  private final Clock clock;

  private ProjectFacts(Builder builder) {
    this.repository = builder.repository;
    this.maven = builder.maven;
    this.clock = builder.clock;
  }

  /** Starts from the files; everything else has a default that knows nothing. */
  public static Builder of(Repository repository) {
    return new Builder(repository);
  }

  /** The files of the repository. */
  public Repository repository() {
    return repository;
  }

  /** The Maven module under audit, or empty for a folder that Maven does not build in this run. */
  public Optional<MavenBuild> maven() {
    return maven;
  }

  /** The day on which expiry dates are judged, in UTC. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC);
  }

  /** Collects what facts are made from. */
  public static final class Builder {
    private final Repository repository;
    private Optional<MavenBuild> maven = Optional.empty();
    private Clock clock = Clock.systemUTC();

    private Builder(Repository repository) {
      this.repository = repository;
    }

    public Builder maven(MavenBuild build) {
      this.maven = Optional.of(build);
      return this;
    }

    public Builder clock(Clock value) {
      this.clock = value;
      return this;
    }

    public ProjectFacts build() {
      return new ProjectFacts(this);
    }
  }
}
