package io.github.pysecaudit.facts;

import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.facts.config.AuditConfiguration;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * The one door to everything that is known about the audited project. Every fact is lazy and
 * computed once; a check gets facts from here and from nowhere else.
 */
public final class ProjectFacts {
  private final Repository repository;
  private final Optional<MavenBuild> maven;
  private final Clock clock;
  private final ModuleScope scope;
  private final List<MavenBuild> reactor;
  private final AuditConfiguration configuration;
  private final Optional<String> repositoryUrl;
  private final Lazy<List<RepositoryFile>> moduleFiles;

  private ProjectFacts(Builder builder) {
    this.repository = builder.repository;
    this.maven = builder.maven;
    this.clock = builder.clock;
    this.scope = builder.scope;
    this.reactor = builder.reactor;
    this.configuration = builder.configuration;
    this.repositoryUrl = builder.repositoryUrl;
    this.moduleFiles =
        Lazy.of(() -> repository.files().stream().filter(f -> scope.contains(f.path())).toList());
  }

  /** The same repository seen from one of its modules; everything computed so far is shared. */
  public ProjectFacts forModule(MavenBuild module, ModuleScope part) {
    return new ProjectFacts(this, module, part);
  }

  private ProjectFacts(ProjectFacts whole, MavenBuild module, ModuleScope part) {
    this.repository = whole.repository;
    this.maven = Optional.of(module);
    this.clock = whole.clock;
    this.scope = part;
    this.reactor = whole.reactor;
    this.configuration = whole.configuration;
    this.repositoryUrl = whole.repositoryUrl;
    this.moduleFiles =
        Lazy.of(() -> repository.files().stream().filter(f -> part.contains(f.path())).toList());
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

  /** All modules of this build, the audited one included; empty where Maven builds nothing. */
  public List<MavenBuild> reactor() {
    return reactor;
  }

  /** The part of the repository that is judged file by file. */
  public ModuleScope scope() {
    return scope;
  }

  /** The files of {@link #scope()}. */
  public List<RepositoryFile> moduleFiles() {
    return moduleFiles.get();
  }

  /** What {@code audit.toml} says. */
  public AuditConfiguration configuration() {
    return configuration;
  }

  /** The public address of the repository, without credentials, if anything names it. */
  public Optional<String> repositoryUrl() {
    return repositoryUrl;
  }

  /** Every dependency that the module declares, resolves, locks or bundles. */
  public List<Dependency> dependencies() {
    return maven
        .map(m -> m.resolved().fold(found -> found.value(), missing -> List.<Dependency>of()))
        .orElse(List.of());
  }

  /** The day on which expiry dates are judged, in UTC. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** Collects what facts are made from. */
  public static final class Builder {
    private final Repository repository;
    private Optional<MavenBuild> maven = Optional.empty();
    private Clock clock = Clock.systemUTC();
    private ModuleScope scope = ModuleScope.ALL;
    private List<MavenBuild> reactor = List.of();
    private AuditConfiguration configuration = AuditConfiguration.DEFAULT;
    private Optional<String> repositoryUrl = Optional.empty();

    private Builder(Repository repository) {
      this.repository = repository;
    }

    public Builder maven(MavenBuild build) {
      this.maven = Optional.of(build);
      return this;
    }

    public Builder reactor(List<MavenBuild> modules) {
      this.reactor = List.copyOf(modules);
      return this;
    }

    public Builder scope(ModuleScope value) {
      this.scope = value;
      return this;
    }

    public Builder configuration(AuditConfiguration value) {
      this.configuration = value;
      return this;
    }

    public Builder repositoryUrl(Optional<String> value) {
      this.repositoryUrl = value;
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
