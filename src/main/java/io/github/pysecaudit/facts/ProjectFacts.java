package io.github.pysecaudit.facts;

import io.github.pysecaudit.advisory.VulnerabilityReport;
import io.github.pysecaudit.advisory.VulnerabilityReport.Counts;
import io.github.pysecaudit.advisory.VulnerabilityReport.NotAsked;
import io.github.pysecaudit.advisory.VulnerabilitySource;
import io.github.pysecaudit.badge.BadgeLevel;
import io.github.pysecaudit.badge.BadgeSource;
import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.facts.ci.CiFacts;
import io.github.pysecaudit.facts.ci.CiReader;
import io.github.pysecaudit.facts.config.AuditConfiguration;
import io.github.pysecaudit.facts.deploy.DeploymentReader;
import io.github.pysecaudit.facts.deploy.PrivilegeReport;
import io.github.pysecaudit.facts.deploy.RequiredAuthorizations;
import io.github.pysecaudit.facts.text.TextTree;
import io.github.pysecaudit.remote.Lookup;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The one door to everything that is known about the audited project. Every fact is lazy and
 * computed once; a check gets facts from here and from nowhere else.
 */
public final class ProjectFacts {

  /** What holds for the whole repository, shared by the facts of all its modules. */
  private static final class Whole {
    private final Repository repository;
    private final Clock clock;
    private final List<MavenBuild> reactor;
    private final AuditConfiguration configuration;
    private final Optional<String> repositoryUrl;
    private final Set<String> validatedScopes;
    private final VulnerabilitySource vulnerabilitySource;
    private final Lazy<BadgeLookup> badge;
    private final Lazy<Documents> documents;
    private final Lazy<CiFacts> ci;
    private final Lazy<PrivilegeReport> privileges;
    private final Supplier<RequiredAuthorizations> authorizations;

    Whole(Builder builder) {
      this.repository = builder.repository;
      this.clock = builder.clock;
      this.reactor = builder.reactor;
      this.configuration = builder.configuration;
      this.repositoryUrl = builder.repositoryUrl;
      this.validatedScopes = builder.validatedScopes;
      this.vulnerabilitySource = builder.vulnerabilitySource;
      this.documents = Lazy.of(() -> new Documents(repository, builder.applicabilityDocument));
      this.badge =
          Lazy.of(
              () ->
                  BadgeLookup.of(
                      repository,
                      repositoryUrl,
                      builder.badgeId,
                      builder.minimumBadge,
                      builder.badgeSource));
      TextTree texts = new RepositoryTexts(repository);
      this.ci = Lazy.of(() -> CiReader.read(texts));
      this.privileges = Lazy.of(() -> DeploymentReader.read(texts, ci.get().scripts()));
      this.authorizations = builder.authorizations;
    }
  }

  private final Whole whole;
  private final Optional<ProjectFacts> parent;
  private final Optional<MavenBuild> maven;
  private final ModuleScope scope;
  private final Lazy<List<RepositoryFile>> moduleFiles;
  private final Lazy<List<Dependency>> dependencies;
  private final Lazy<VulnerabilityReport> vulnerabilities;

  private ProjectFacts(
      Whole whole, Optional<ProjectFacts> parent, Optional<MavenBuild> maven, ModuleScope scope) {
    this.whole = whole;
    this.parent = parent;
    this.maven = maven;
    this.scope = scope;
    this.moduleFiles =
        Lazy.of(
            () -> whole.repository.files().stream().filter(f -> scope.contains(f.path())).toList());
    this.dependencies = Lazy.of(this::listDependencies);
    this.vulnerabilities = Lazy.of(this::lookUp);
  }

  /** The same repository seen from one of its modules; what holds for the whole is shared. */
  public ProjectFacts forModule(MavenBuild module, ModuleScope part) {
    return new ProjectFacts(whole, Optional.of(parent.orElse(this)), Optional.of(module), part);
  }

  /** Starts from the files; everything else has a default that knows nothing. */
  public static Builder of(Repository repository) {
    return new Builder(repository);
  }

  /** The files of the repository. */
  public Repository repository() {
    return whole.repository;
  }

  /** The Maven module under audit, or empty for a folder that Maven does not build in this run. */
  public Optional<MavenBuild> maven() {
    return maven;
  }

  /** All modules of this build, the audited one included; empty where Maven builds nothing. */
  public List<MavenBuild> reactor() {
    return whole.reactor;
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
    return whole.configuration;
  }

  /** The public address of the repository, without credentials, if anything names it. */
  public Optional<String> repositoryUrl() {
    return whole.repositoryUrl;
  }

  /** Every dependency that the module declares, resolves, locks or bundles. */
  public List<Dependency> dependencies() {
    return dependencies.get();
  }

  /** What the badge API says about this repository. */
  public BadgeLookup badge() {
    return whole.badge.get();
  }

  /** What is known about the vulnerabilities of the dependencies in the validated scopes. */
  public VulnerabilityReport vulnerabilities() {
    return vulnerabilities.get();
  }

  /** The Maven scopes whose dependencies are validated; Python dependencies always are. */
  public Set<String> validatedScopes() {
    return whole.validatedScopes;
  }

  /** The documents of the repository. */
  public Documents documents() {
    return whole.documents.get();
  }

  /** What the CI configuration runs, and with which rights. */
  public CiFacts ci() {
    return whole.ci.get();
  }

  /** What is deployed, and which rights it is given, demands or refuses. */
  public PrivilegeReport privileges() {
    return whole.privileges.get();
  }

  /** What the documentation says about the rights that the program needs. */
  public RequiredAuthorizations authorizations() {
    return whole.authorizations.get();
  }

  /** The day on which expiry dates are judged, in UTC. */
  public LocalDate today() {
    return LocalDate.ofInstant(whole.clock.instant(), ZoneOffset.UTC);
  }

  private List<Dependency> listDependencies() {
    return maven
        .map(m -> m.resolved().fold(found -> found.value(), missing -> List.<Dependency>of()))
        .orElse(List.of());
  }

  /** The whole reactor is one set of queries, so that a module finds its answers ready. */
  private VulnerabilityReport lookUp() {
    if (parent.isPresent()) {
      parent.get().vulnerabilities();
      return whole.vulnerabilitySource.lookUp(validated(dependencies()));
    }
    List<Dependency> everything = new ArrayList<>(dependencies());
    for (MavenBuild module : whole.reactor) {
      if (maven.filter(module::equals).isEmpty()) {
        module.resolved().fold(found -> everything.addAll(found.value()), missing -> false);
      }
    }
    return whole.vulnerabilitySource.lookUp(validated(everything));
  }

  private List<Dependency> validated(Collection<Dependency> all) {
    return all.stream()
        .filter(
            d ->
                !d.ecosystem().equals(Dependency.MAVEN)
                    || whole.validatedScopes.contains(d.scope()))
        .toList();
  }

  /** Collects what facts are made from. */
  public static final class Builder {
    private final Repository repository;
    private Optional<MavenBuild> maven = Optional.empty();
    private Clock clock = Clock.systemUTC();
    private List<MavenBuild> reactor = List.of();
    private AuditConfiguration configuration = AuditConfiguration.DEFAULT;
    private Optional<String> repositoryUrl = Optional.empty();
    private Set<String> validatedScopes =
        Set.of("compile", "runtime", "provided", "system", "test");
    private Supplier<RequiredAuthorizations> authorizations = RequiredAuthorizations::unknown;
    private VulnerabilitySource vulnerabilitySource = Builder::nothingKnown;
    private OptionalInt badgeId = OptionalInt.empty();
    private BadgeLevel minimumBadge = BadgeLevel.PASSING;
    private BadgeSource badgeSource = question -> Lookup.unavailable("No badge service is set up.");
    private Optional<String> applicabilityDocument = Optional.empty();

    private Builder(Repository repository) {
      this.repository = repository;
    }

    private static VulnerabilityReport nothingKnown(Collection<Dependency> dependencies) {
      return new VulnerabilityReport(
          List.of(),
          List.of(),
          dependencies.stream()
              .map(d -> new NotAsked(d, "No source of advisories is set up.", Optional.empty()))
              .toList(),
          new Counts(dependencies.size(), dependencies.size(), 0, 0),
          Duration.ZERO,
          List.of());
    }

    public Builder maven(MavenBuild build) {
      this.maven = Optional.of(build);
      return this;
    }

    public Builder reactor(List<MavenBuild> modules) {
      this.reactor = List.copyOf(modules);
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

    public Builder badge(BadgeSource source, OptionalInt id, BadgeLevel minimum) {
      this.badgeSource = source;
      this.badgeId = id;
      this.minimumBadge = minimum;
      return this;
    }

    public Builder clock(Clock value) {
      this.clock = value;
      return this;
    }

    /** A further document to read not-applicable statements from; repository-relative. */
    public Builder applicabilityDocument(String path) {
      this.applicabilityDocument = Optional.of(path);
      return this;
    }

    public Builder authorizations(Supplier<RequiredAuthorizations> source) {
      this.authorizations = source;
      return this;
    }

    public ProjectFacts build() {
      return new ProjectFacts(new Whole(this), Optional.empty(), maven, ModuleScope.ALL);
    }
  }
}
