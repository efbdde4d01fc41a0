package io.github.pysecaudit.mojo;

import io.github.pysecaudit.badge.BadgeLevel;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.facts.Content;
import io.github.pysecaudit.facts.FileRepository;
import io.github.pysecaudit.facts.GitConfig;
import io.github.pysecaudit.facts.MavenBuild;
import io.github.pysecaudit.facts.ModuleScope;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.facts.RepositoryRoot;
import io.github.pysecaudit.facts.config.AuditConfiguration;
import io.github.pysecaudit.facts.config.ConfigurationException;
import io.github.pysecaudit.facts.config.ConfigurationReader;
import io.github.pysecaudit.gate.Baseline;
import io.github.pysecaudit.gate.BaselineFile;
import io.github.pysecaudit.report.AuditReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;

/** What one execution audits: which root, which module, under which configuration. */
final class Subjects {
  private static final String CONFIGURATION = "audit.toml";

  private final MavenContext context;
  private final RunSettings settings;
  private final Set<Requirement> wanted;
  private final Path root;
  private final Optional<String> configurationProblem;
  private final AuditConfiguration configuration;
  private final List<String> notes = new ArrayList<>();
  private final Log log;
  private final Optional<Baseline> baseline;

  Subjects(MavenContext context, RunSettings settings, Set<Requirement> wanted, Log log)
      throws MojoExecutionException {
    this.context = context;
    this.settings = settings;
    this.wanted = wanted;
    this.log = log;
    this.root = findRoot(context);
    this.baseline = BaselineStore.read(root);
    Optional<String> problem = Optional.empty();
    AuditConfiguration read = AuditConfiguration.DEFAULT;
    try {
      read = readConfiguration();
    } catch (ConfigurationException e) {
      problem = Optional.of(e.getMessage());
    }
    this.configurationProblem = problem;
    this.configuration = read;
    problem.ifPresent(p -> notes.add("The configuration could not be used, defaults were: " + p));
    notes.addAll(settings.notes());
    if (context.foreignFolder().isPresent()) {
      noteOwnRules();
    }
  }

  private Subjects(Subjects other, MavenProject module) {
    this.context = other.context.in(module);
    this.settings = other.settings;
    this.wanted = other.wanted;
    this.log = other.log;
    this.root = other.root;
    this.baseline = other.baseline;
    this.configuration = other.configuration;
    this.configurationProblem = other.configurationProblem;
    this.notes.addAll(other.notes);
  }

  /** The same run in another module of the reactor. */
  Subjects of(MavenProject module) {
    return new Subjects(this, module);
  }

  /**
   * The root of a foreign folder is that folder. A module belongs to the git repository around it,
   * unless git ignores the module's folder there, or else to the folder that Maven was started for.
   */
  private static Path findRoot(MavenContext context) throws MojoExecutionException {
    Optional<Path> foreign = context.foreignFolder();
    if (foreign.isPresent()) {
      if (!Files.isDirectory(foreign.get())) {
        throw new MojoExecutionException(
            "audit.directory: there is no folder " + foreign.get() + ".");
      }
      return foreign.get();
    }
    Path base = context.project().getBasedir().toPath().toAbsolutePath().normalize();
    RepositoryRoot git = RepositoryRoot.find(base);
    if (git.isGit() && !isIgnored(context, git.folder(), base)) {
      return git.folder();
    }
    Path started = MavenAdapter.multiModuleFolder(context.session()).toAbsolutePath().normalize();
    Path top = base.startsWith(started) ? started : base;
    MavenProject project = context.project();
    while (project.getParent() != null && project.getParent().getBasedir() != null) {
      project = project.getParent();
      Path above = project.getBasedir().toPath().toAbsolutePath().normalize();
      if (top.startsWith(above)) {
        top = above;
      }
    }
    return top;
  }

  private static boolean isIgnored(MavenContext context, Path git, Path base) {
    if (git.equals(base)) {
      return false;
    }
    try {
      FileRepository repository = AuditSession.of(context.session()).files(context, git, List.of());
      Path relative = git.relativize(base);
      for (int i = 1; i <= relative.getNameCount(); i++) {
        String path = relative.subpath(0, i).toString().replace('\\', '/');
        if (repository.isIgnored(path) || repository.isIgnored(path + "/")) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** The shared audit of this root, made now if nobody has made it yet. */
  RootAudit audit(AuditSession session) throws MojoExecutionException {
    FileRepository repository;
    try {
      repository = session.files(context, root, settings.excludes());
      WriteGuard guard = new WriteGuard(root, repository);
      guard.refuseCache(settings.cacheDirectory()).ifPresent(notes::add);
      Optional<Path> output = outputPlace();
      if (output.isPresent()) {
        guard.refuseOutput(output.get());
      }
    } catch (IOException e) {
      throw new MojoExecutionException(
          "The folder " + root + " cannot be read: " + e.getMessage(), e);
    }
    AuditSession.Key key = new AuditSession.Key(root, configuration, settings, wanted);
    return session.audit(key, () -> new RootAudit(wanted, facts(repository)));
  }

  /** Who audits somebody else's folder must see that it brings the rules it is judged by. */
  private void noteOwnRules() {
    if (settings.configuration().isEmpty() && Files.exists(root.resolve(CONFIGURATION))) {
      notes.add(
          "The audited folder is judged by the audit.toml that it brings; give"
              + " -Daudit.configuration to judge it by your own.");
    }
    if (baseline.isPresent()) {
      notes.add("The audited folder brings its own " + BaselineFile.NAME + ".");
    }
  }

  private ProjectFacts facts(FileRepository repository) {
    Network network =
        new Network(
            NetworkAdapter.http(context.session(), pluginVersion(), settings.offline()),
            settings,
            configuration.dependencies().maxDataAge(),
            System.getenv());
    ProjectFacts.Builder builder =
        ProjectFacts.of(repository)
            .configuration(configuration)
            .repositoryUrl(repositoryUrl())
            .validatedScopes(settings.scopes())
            .badge(
                network.badge(),
                settings.badgeId(),
                BadgeLevel.byWord(settings.minimumBadge()).orElseThrow())
            .vulnerabilitySource(network.vulnerabilities())
            .scannerEnvironment(System.getenv())
            .rebuilds(() -> new RebuildMemory(settings.cacheDirectory(), root).read())
            .scanCache(() -> network.scanCache(root));
    if (context.foreignFolder().isEmpty()) {
      MavenAdapter adapter = new MavenAdapter(context, root, settings.scopes().contains("plugin"));
      List<MavenBuild> reactor =
          context.session().getProjects().stream().map(adapter::read).toList();
      String top = MavenAdapter.coordinates(top());
      builder.reactor(reactor);
      builder.maven(
          reactor.stream()
              .filter(b -> b.coordinates().equals(top))
              .findFirst()
              .orElseGet(() -> reactor.get(0)));
    }
    return builder.build();
  }

  /** The topmost module of the build. */
  MavenProject top() {
    MavenProject top = context.session().getTopLevelProject();
    return top == null ? context.project() : top;
  }

  /** The module of this execution as values. */
  MavenBuild build(ProjectFacts facts) {
    String coordinates = MavenAdapter.coordinates(context.project());
    return facts.reactor().stream()
        .filter(m -> m.coordinates().equals(coordinates))
        .findFirst()
        .orElseThrow();
  }

  /** The part of the repository that belongs to this module. */
  ModuleScope scope() {
    return AuditRun.scope(context, root);
  }

  /** The root of the repository. */
  Path root() {
    return root;
  }

  /** Violations that the project knows, if it keeps a list. */
  Optional<Baseline> baseline() {
    return baseline;
  }

  /** What a run writes and compares with. */
  AuditConfiguration.Outputs outputs() {
    return configuration.outputs();
  }

  /** Whether the module of this execution is the whole repository. */
  boolean isRoot() {
    return context.project().getBasedir().toPath().toAbsolutePath().normalize().equals(root);
  }

  private Optional<String> repositoryUrl() {
    if (settings.repositoryUrl().isPresent()) {
      return settings.repositoryUrl();
    }
    if (context.foreignFolder().isEmpty() && top().getScm() != null) {
      String url = top().getScm().getUrl();
      String connection = top().getScm().getConnection();
      Optional<String> scm = Optional.ofNullable(url == null || url.isBlank() ? connection : url);
      if (scm.isPresent()) {
        return scm;
      }
    }
    RepositoryRoot git = RepositoryRoot.find(root);
    return git.isGit() && !isIgnored(context, git.folder(), root)
        ? GitConfig.remoteUrl(git.folder())
        : Optional.empty();
  }

  private AuditConfiguration readConfiguration() throws ConfigurationException {
    Path file = settings.configuration().orElseGet(() -> defaultConfiguration());
    String shown = new PomPlaces(root).relative(file);
    String text = "";
    if (Files.isRegularFile(file)) {
      try {
        FileRepository folder = FileRepository.at(file.getParent(), List.of());
        Content content = folder.read(file.getFileName().toString(), 1 << 20);
        if (!content.isComplete()) {
          throw ConfigurationException.unreadable(shown, content.problem().orElseThrow());
        }
        text = new String(content.bytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw ConfigurationException.unreadable(shown, e.getMessage());
      }
    } else if (settings.configuration().isPresent()) {
      throw ConfigurationException.unreadable(shown, "there is no such file");
    }
    return ConfigurationReader.read(shown, text, this::override);
  }

  private Path defaultConfiguration() {
    if (context.foreignFolder().isEmpty()) {
      Path beside = context.project().getBasedir().toPath().resolve(CONFIGURATION);
      if (Files.isRegularFile(beside)) {
        return beside;
      }
    }
    return root.resolve(CONFIGURATION);
  }

  /** A key of the configuration may be given for one run as the property {@code audit.<key>}. */
  private String override(String key) {
    if (!ConfigurationReader.overridableKeys().containsKey(key)) {
      return null;
    }
    String property = "audit." + key;
    String user = context.session().getUserProperties().getProperty(property);
    return user != null ? user : context.project().getProperties().getProperty(property);
  }

  /** Why {@code audit.toml} could not be used, if it could not. */
  Optional<String> configurationProblem() {
    return configurationProblem;
  }

  /** What every report must say about how this run was set up. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  String pluginVersion() {
    return context.execution().getPlugin().getVersion();
  }

  /** Where reports go; nowhere if there is no build folder and none was given. */
  Optional<Path> outputFolder() {
    Optional<Path> place = outputPlace();
    if (place.isEmpty()) {
      log.info("No report file is written without a POM; give -Daudit.outputDirectory to get one.");
    }
    return place;
  }

  private Optional<Path> outputPlace() {
    if (context.outputDirectory().isPresent()) {
      Path base =
          MavenAdapter.isStandalone(context.project())
              ? Path.of(context.session().getExecutionRootDirectory())
              : context.project().getBasedir().toPath();
      return Optional.of(base.resolve(context.outputDirectory().get()).normalize());
    }
    if (MavenAdapter.isStandalone(context.project())) {
      return Optional.empty();
    }
    MavenProject owner = context.foreignFolder().isPresent() ? context.project() : top();
    Path folder = Path.of(owner.getBuild().getDirectory()).resolve("audit");
    String goal = context.execution().getGoal();
    return Optional.of("check".equals(goal) ? folder : folder.resolve(goal));
  }

  AuditReport.Subject subject() {
    Optional<String> coordinates =
        context.foreignFolder().isPresent()
            ? Optional.empty()
            : Optional.of(MavenAdapter.coordinates(context.project()));
    String folder =
        context.foreignFolder().isPresent() || isRoot()
            ? String.valueOf(root.getFileName())
            : scope().folder();
    return new AuditReport.Subject(folder, coordinates, repositoryUrl(), List.of());
  }
}
