package io.github.pysecaudit.facts;

import io.github.pysecaudit.advisory.VulnerabilityReport;
import io.github.pysecaudit.advisory.VulnerabilityReport.Counts;
import io.github.pysecaudit.advisory.VulnerabilityReport.NotAsked;
import io.github.pysecaudit.advisory.VulnerabilitySource;
import io.github.pysecaudit.badge.BadgeLevel;
import io.github.pysecaudit.badge.BadgeSource;
import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.facts.ci.CiFacts;
import io.github.pysecaudit.facts.ci.CiReader;
import io.github.pysecaudit.facts.ci.ToolRun;
import io.github.pysecaudit.facts.config.AuditConfiguration;
import io.github.pysecaudit.facts.deploy.DeploymentReader;
import io.github.pysecaudit.facts.deploy.PrivilegeReport;
import io.github.pysecaudit.facts.deploy.RequiredAuthorizations;
import io.github.pysecaudit.facts.fuzz.FuzzHarness;
import io.github.pysecaudit.facts.fuzz.FuzzReader;
import io.github.pysecaudit.facts.repro.RebuildResult;
import io.github.pysecaudit.facts.text.TextTree;
import io.github.pysecaudit.python.metadata.ArchiveReader;
import io.github.pysecaudit.python.metadata.MavenCoordinates;
import io.github.pysecaudit.remote.Lookup;
import io.github.pysecaudit.sast.ScanReport;
import io.github.pysecaudit.sast.Unscanned;
import io.github.pysecaudit.sast.scan.ScanCache;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The one door to everything that is known about the audited project. Every fact is lazy and
 * computed once; a check gets facts from here and from nowhere else.
 */
public final class ProjectFacts {
  private static final Pattern BUILT_PYTHON = Pattern.compile("(.*/)?dist/[^/]+\\.(whl|tar\\.gz)");

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
    private final Lazy<ApplicabilityStatements> statements;
    private final Lazy<SecurityPolicies> securityPolicies;
    private final Lazy<CiFacts> ci;
    private final Lazy<List<ToolRun>> buildTools;
    private final Lazy<List<FuzzHarness>> fuzzHarnesses;
    private final Lazy<DesignDefences> designDefences;
    private final Lazy<List<DesignDefences.Named>> inputChecks;
    private final Supplier<Set<String>> importedAnalysers;
    private final Lazy<PrivilegeReport> privileges;
    private final Lazy<Optional<Place>> sourceDateEpoch;
    private final Supplier<List<RebuildResult>> rebuilds;
    private final Lazy<RequiredAuthorizations> authorizations;
    private final Lazy<PythonSource> source;
    private final Lazy<ScanReport> scan;
    private final Lazy<ScannerOpinions> opinions;
    private final Lazy<PythonPackaging> packaging;
    private final Lazy<Licences> licences;
    private final Lazy<ArchiveContents> archives;

    Whole(Builder builder) {
      this.repository = builder.repository;
      this.clock = builder.clock;
      this.reactor = builder.reactor;
      this.configuration = builder.configuration;
      this.repositoryUrl = builder.repositoryUrl;
      this.validatedScopes = builder.validatedScopes;
      this.vulnerabilitySource = builder.vulnerabilitySource;
      this.documents =
          Lazy.of(
              () -> new Documents(repository, configuration.documents().applicabilityDocument()));
      this.statements = Lazy.of(() -> ApplicabilityStatements.of(documents.get()));
      this.securityPolicies = Lazy.of(() -> SecurityPolicies.of(repository, documents.get()));
      this.badge =
          Lazy.of(
              () ->
                  BadgeLookup.of(
                      repository,
                      repositoryUrl,
                      builder.badgeId,
                      builder.minimumBadge,
                      builder.badgeSource));
      this.source = Lazy.of(() -> new PythonSource(repository, builder.scanCache.get()));
      Lazy<ScanReport> embedded = Lazy.of(() -> source.get().scan());
      this.opinions =
          Lazy.of(
              () ->
                  ScannerOpinions.gather(
                      repository,
                      embedded.get(),
                      configuration.code(),
                      builder.scannerEnvironment,
                      clock));
      this.importedAnalysers = builder.importedAnalysers.orElse(() -> opinions.get().tools());
      this.scan = Lazy.of(() -> opinions.get().mergedInto(embedded.get()));
      TextTree texts = new RepositoryTexts(repository);
      this.ci = Lazy.of(() -> CiReader.read(texts));
      List<MavenBuild> modules =
          reactor.isEmpty() ? builder.maven.map(List::of).orElse(List.of()) : reactor;
      this.buildTools = Lazy.of(() -> MavenTools.of(modules, texts));
      this.fuzzHarnesses =
          Lazy.of(
              () ->
                  FuzzReader.load().read(texts, scan.get()).stream()
                      .filter(h -> h.place().path().filter(PathRoles::isSample).isEmpty())
                      .toList());
      this.inputChecks = Lazy.of(() -> HardenedCode.of(texts, scan.get()));
      this.designDefences = Lazy.of(() -> DesignDefences.of(documents.get()));

      this.sourceDateEpoch = Lazy.of(() -> SourceDateEpoch.find(texts, ci.get()));
      this.rebuilds = builder.rebuilds;
      this.privileges =
          Lazy.of(() -> DeploymentReader.read(texts, ci.get().scripts(), scan.get(), lost()));
      this.authorizations =
          Lazy.of(builder.authorizations.orElse(() -> AuthorizationsReader.read(documents.get())));
      this.packaging =
          Lazy.of(
              () ->
                  new PythonPackagingReader(repository, new SetupScript(), requirementsFiles())
                      .read());
      this.licences = Lazy.of(() -> Licences.of(repository, reactor, packaging.get()));
      this.archives = Lazy.of(() -> archives(archivesInTree()));
    }

    /** What may grant rights and lies behind a link or beyond a limit. */
    private List<String> lost() {
      return repository.leftOut().stream()
          .filter(out -> out.kind() != LeftOut.Kind.BY_RULE)
          .filter(out -> DeploymentReader.mayMatter(out.path()))
          .map(out -> out.path() + " was not read: " + out.reason())
          .toList();
    }

    /** Requirements files that a POM names for graalpy-maven-plugin. */
    private Set<String> requirementsFiles() {
      return reactor.stream()
          .flatMap(m -> m.requirementsFiles().stream())
          .collect(Collectors.toUnmodifiableSet());
    }

    private List<ArchiveContents.Source> archivesInTree() {
      return repository.files().stream()
          .filter(f -> ArchiveReader.isArchive(f.name()) && !PathRoles.isTestData(f.path()))
          .flatMap(
              f ->
                  repository.onDisk(f.path()).stream()
                      .map(file -> new ArchiveContents.Source(file, f.path())))
          .toList();
    }

    private ArchiveContents archives(List<ArchiveContents.Source> sources) {
      return ArchiveContents.read(
          sources, new SetupScript(), source.get().isInTree(), source.get()::scan);
    }
  }

  private final Whole whole;
  private final Optional<ProjectFacts> parent;
  private final Optional<MavenBuild> maven;
  private final ModuleScope scope;
  private final Lazy<List<RepositoryFile>> moduleFiles;
  private final Lazy<List<Dependency>> dependencies;
  private final Lazy<VulnerabilityReport> vulnerabilities;
  private final Lazy<ArchiveContents> built;
  private final Lazy<PythonPackaging> packaging;
  private final Lazy<ScanReport> scan;
  private final Lazy<BuiltShapes> shapes;
  private final Lazy<String> buildInputs;

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
    this.built = Lazy.of(() -> whole.archives(builtArchives()));
    this.packaging =
        Lazy.of(
            () ->
                whole
                    .packaging
                    .get()
                    .and(whole.archives.get().packaging())
                    .within(scope)
                    .and(built.get().packaging())
                    .and(ArchiveContents.packages(dependencyArchives()).asForeign()));
    this.scan = Lazy.of(this::joinScans);
    this.shapes = Lazy.of(() -> BuiltShapes.of(archivesToJudge()));
    this.buildInputs = Lazy.of(() -> BuildInputs.hash(whole.repository, moduleFiles()));
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

  /** The open-source licences that cover the repository. */
  public Licences licences() {
    return whole.licences.get();
  }

  /** The address that git has for this repository, without credentials, if it has one. */
  public Optional<String> gitRemote() {
    return whole.repository.root().flatMap(GitConfig::remoteUrl);
  }

  /** Everything that declares, locks or bundles Python packages in the module. */
  public PythonPackaging packaging() {
    return packaging.get();
  }

  /** What the embedded scanner says of all Python source of the module, bundled source included. */
  public ScanReport scan() {
    return scan.get();
  }

  /** What other scanners say of the Python source of the repository. */
  public ScannerOpinions scanners() {
    return whole.opinions.get();
  }

  /** Maven artifacts that are packed into what the module has built. */
  public List<MavenCoordinates> packedArtifacts() {
    return built.get().artifacts();
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

  /** What the documentation says about which requirements apply. */
  public ApplicabilityStatements statements() {
    return whole.statements.get();
  }

  /** Everything that may be a security policy. */
  public SecurityPolicies securityPolicies() {
    return whole.securityPolicies.get();
  }

  /** What the CI configuration runs, and with which rights. */
  public CiFacts ci() {
    return whole.ci.get();
  }

  /** What the embedded scanner says of all Python source in the tree, whatever the module. */
  public ScanReport repositoryScan() {
    return whole.scan.get();
  }

  /** The known tools that this Maven build runs; none where Maven builds nothing. */
  public List<ToolRun> buildTools() {
    return whole.buildTools.get();
  }

  /** Code that feeds generated input to the program. */
  public List<FuzzHarness> fuzzHarnesses() {
    return whole.fuzzHarnesses.get();
  }

  /** What the documents say about defences in the design. */
  public DesignDefences designDefences() {
    return whole.designDefences.get();
  }

  /** Where code imports a library that checks input or escapes output. */
  public List<DesignDefences.Named> inputChecks() {
    return whole.inputChecks.get();
  }

  /** The static analysers whose reports were imported in this run, by name. */
  public Set<String> importedAnalysers() {
    return whole.importedAnalysers.get();
  }

  /** What the archives that this module has built look like from outside. */
  public BuiltShapes builtShapes() {
    return shapes.get();
  }

  /** The hash of all files of the module: what a second build must have seen to count. */
  public String buildInputs() {
    return buildInputs.get();
  }

  /** What a second build of this module with the same inputs gave, if there was one. */
  public Optional<RebuildResult> rebuild() {
    String name = maven.map(MavenBuild::moduleName).orElse(scope.folder());
    return whole.rebuilds.get().stream()
        .filter(r -> r.module().equals(name))
        .filter(r -> r.inputs().equals(buildInputs()))
        .findFirst();
  }

  /** Where the build or CI sets {@code SOURCE_DATE_EPOCH}, if they do. */
  public Optional<Place> sourceDateEpoch() {
    return whole.sourceDateEpoch.get();
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
    List<Dependency> all = new ArrayList<>();
    maven.ifPresent(m -> m.resolved().fold(found -> all.addAll(found.value()), missing -> false));
    all.addAll(packed());
    all.addAll(packaging().dependencies());
    return List.copyOf(all);
  }

  /**
   * What is shaded into the module's own archive, beside the module itself and what it depends on
   * anyway.
   */
  private List<Dependency> packed() {
    if (maven.isEmpty()) {
      return List.of();
    }
    List<Dependency> packed = new ArrayList<>();
    for (MavenCoordinates one : packedArtifacts()) {
      String name = one.groupId() + ":" + one.artifactId();
      if (!maven.get().siblings().contains(name + ":" + one.version())) {
        packed.add(
            new Dependency(
                Dependency.MAVEN,
                name,
                Optional.of(one.version()),
                Place.file(one.place()),
                "pom.properties",
                Optional.of(true),
                "BUNDLED",
                "",
                "bundled",
                List.of(),
                Optional.of(maven.get().moduleName())));
      }
    }
    return packed;
  }

  private List<ArchiveContents.Source> builtArchives() {
    return maven.stream()
        .flatMap(m -> m.artifacts().stream())
        .filter(a -> ArchiveReader.isArchive(a.file().getFileName().toString()))
        .map(a -> new ArchiveContents.Source(a.file(), a.shown()))
        .toList();
  }

  /** What the module has built, by Maven or in a folder {@code dist}. */
  private List<ArchiveContents.Source> archivesToJudge() {
    List<ArchiveContents.Source> all = new ArrayList<>(builtArchives());
    moduleFiles().stream()
        .filter(f -> BUILT_PYTHON.matcher(f.path()).matches())
        .flatMap(
            f ->
                whole.repository.onDisk(f.path()).stream()
                    .map(file -> new ArchiveContents.Source(file, f.path())))
        .forEach(all::add);
    return all;
  }

  private List<ArchiveContents.Source> dependencyArchives() {
    return maven.stream()
        .flatMap(m -> m.dependencyArchives().get().stream())
        .filter(a -> ArchiveReader.isArchive(a.file().getFileName().toString()))
        .map(a -> new ArchiveContents.Source(a.file(), a.shown()))
        .toList();
  }

  private ScanReport joinScans() {
    List<ScanReport> parts = new ArrayList<>();
    parts.add(PythonSource.within(whole.scan.get(), scope));
    List<Unscanned> unscanned = new ArrayList<>();
    whole.archives.get().scans().forEach(s -> parts.add(PythonSource.within(s, scope)));
    whole.archives.get().unscanned().stream()
        .filter(u -> u.place().path().filter(scope::contains).isPresent())
        .forEach(unscanned::add);
    parts.addAll(built.get().scans());
    unscanned.addAll(built.get().unscanned());
    return PythonSource.join(parts, unscanned);
  }

  /** The whole reactor is one set of queries, so that a module finds its answers ready. */
  private VulnerabilityReport lookUp() {
    if (parent.isPresent()) {
      parent.get().vulnerabilities();
      return whole.vulnerabilitySource.lookUp(validated(dependencies()));
    }
    List<Dependency> everything = new ArrayList<>(dependencies());
    for (MavenBuild module : whole.reactor) {
      if (!maven.map(MavenBuild::coordinates).equals(Optional.of(module.coordinates()))) {
        module.resolved().fold(found -> everything.addAll(found.value()), missing -> false);
      }
    }
    return whole.vulnerabilitySource.lookUp(validated(everything));
  }

  private List<Dependency> validated(Collection<Dependency> all) {
    Set<Dependency> packages = new HashSet<>(packaging().packages());
    return all.stream()
        .filter(d -> !d.ecosystem().equals(Dependency.PYPI) || packages.contains(d))
        .filter(
            d ->
                !d.ecosystem().equals(Dependency.MAVEN)
                    || d.scope().equals("bundled")
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
    private Supplier<List<RebuildResult>> rebuilds = List::of;
    private Optional<Supplier<Set<String>>> importedAnalysers = Optional.empty();
    private Optional<Supplier<RequiredAuthorizations>> authorizations = Optional.empty();
    private VulnerabilitySource vulnerabilitySource = Builder::nothingKnown;
    private Map<String, String> scannerEnvironment = Map.of();
    private Supplier<ScanCache> scanCache = ScanCache::none;
    private OptionalInt badgeId = OptionalInt.empty();
    private BadgeLevel minimumBadge = BadgeLevel.PASSING;
    private BadgeSource badgeSource = question -> Lookup.unavailable("No badge service is set up.");

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

    public Builder scanCache(Supplier<ScanCache> cache) {
      this.scanCache = cache;
      return this;
    }

    public Builder scannerEnvironment(Map<String, String> environment) {
      this.scannerEnvironment = Map.copyOf(environment);
      return this;
    }

    public Builder clock(Clock value) {
      this.clock = value;
      return this;
    }

    /** What second builds gave, as far as it is remembered. */
    public Builder rebuilds(Supplier<List<RebuildResult>> source) {
      this.rebuilds = source;
      return this;
    }

    /** The static analysers whose reports were imported. */
    public Builder importedAnalysers(Supplier<Set<String>> source) {
      this.importedAnalysers = Optional.of(source);
      return this;
    }

    public Builder authorizations(Supplier<RequiredAuthorizations> source) {
      this.authorizations = Optional.of(source);
      return this;
    }

    public ProjectFacts build() {
      return new ProjectFacts(new Whole(this), Optional.empty(), maven, ModuleScope.ALL);
    }
  }
}
