package io.github.pysecaudit.facts;

import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.facts.config.AuditConfiguration;
import io.github.pysecaudit.advisory.VulnerabilityReport;
import io.github.pysecaudit.advisory.VulnerabilityReport.Counts;
import io.github.pysecaudit.advisory.VulnerabilityReport.NotAsked;
import io.github.pysecaudit.advisory.VulnerabilitySource;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Set;
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
  private final Set<String> validatedScopes;
  private final VulnerabilitySource vulnerabilitySource;
  private final Lazy<VulnerabilityReport> allVulnerabilities;
  private final Lazy<VulnerabilityReport> vulnerabilities;

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
    this.validatedScopes = whole.validatedScopes;
    this.vulnerabilitySource = whole.vulnerabilitySource;
    this.allVulnerabilities = whole.allVulnerabilities;
    this.vulnerabilities = Lazy.of(this::lookUpAfterAll);
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

  /** What is known about the vulnerabilities of the dependencies in the scopes that are validated. */
  public VulnerabilityReport vulnerabilities() {
    return vulnerabilities.get();
  }

  /** The Maven scopes whose dependencies are validated; Python dependencies always are. */
  public Set<String> validatedScopes() {
    return validatedScopes;
  }

  private List<Dependency> validated(Collection<Dependency> all) {
    return all.stream()
        .filter(d -> !d.ecosystem().equals(Dependency.MAVEN) || validatedScopes.contains(d.scope()))
        .toList();
  }

  /** The whole reactor is one set of queries, so that a module finds its answers ready. */
  private VulnerabilityReport lookUpEverything() {
    List<Dependency> everything = new ArrayList<>(dependencies());
    for (MavenBuild module : reactor) {
      module.resolved().fold(found -> everything.addAll(found.value()), missing -> false);
    }
    return vulnerabilitySource.lookUp(validated(everything));
  }

  private VulnerabilityReport lookUpAfterAll() {
    allVulnerabilities.get();
    return vulnerabilitySource.lookUp(validated(dependencies()));
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
    private Set<String> validatedScopes =
        Set.of("compile", "runtime", "provided", "system", "test");
    private VulnerabilitySource vulnerabilitySource =
        dependencies ->
            new VulnerabilityReport(
                List.of(),
                List.of(),
                dependencies.stream()
                    .map(d -> new NotAsked(d, "No source of advisories is set up.", Optional.empty()))
                    .toList(),
                new Counts(dependencies.size(), dependencies.size(), 0, 0),
                Duration.ZERO,
                List.of());
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

    public Builder validatedScopes(Set<String> scopes) {
      this.validatedScopes = Set.copyOf(scopes);
      return this;
    }

    public Builder vulnerabilitySource(VulnerabilitySource source) {
      this.vulnerabilitySource = source;
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
