package io.github.pysecaudit.mojo;

import io.github.pysecaudit.advisory.Vulnerability.Severity;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.gate.Policy.FailOn;
import io.github.pysecaudit.gate.Policy.OnDataError;
import io.github.pysecaudit.report.PlainText;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.eclipse.aether.RepositorySystem;

/** What all goals that judge have in common: the parameters, and one run of the audit. */
abstract class AbstractAuditMojo extends AbstractMojo {
  private static final Pattern SCORE = Pattern.compile("10(\\.0)?|[0-9](\\.[0-9])?");
  private static final Set<String> SEVERITIES = Set.of("NONE", "LOW", "MEDIUM", "HIGH", "CRITICAL");

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  @Inject private ProjectDependenciesResolver resolver;

  @Inject private RepositorySystem system;

  /** Leaves this goal out. A line of the log says so. */
  @Parameter(property = "audit.skip", defaultValue = "false")
  private boolean skip;

  /**
   * The weakest level whose violation fails the build: {@code MUST}, {@code SHOULD} (every
   * requirement), or {@code NEVER} (report only; every report says so).
   */
  @Parameter(property = "audit.failOn", defaultValue = "MUST")
  private String failOn;

  /**
   * Treats a requirement that a person must review as violated, until audit.toml records a
   * decision.
   */
  @Parameter(property = "audit.strict", defaultValue = "false")
  private boolean strict;

  /** Whether a MUST that could not be evaluated fails the build. */
  @Parameter(property = "audit.failOnError", defaultValue = "true")
  private boolean failOnError;

  /** Asks nothing on the network and uses what is cached; also on with Maven's own {@code -o}. */
  @Parameter(property = "audit.offline", defaultValue = "false")
  private boolean offline;

  /**
   * What happens when badge or vulnerability data could be had neither from the network nor from
   * the cache: {@code fail}, or {@code warn} (every report says so).
   */
  @Parameter(property = "audit.onDataError", defaultValue = "fail")
  private String onDataError;

  /** Address of the OSV API, for a mirror. */
  @Parameter(property = "audit.osvUrl", defaultValue = "https://api.osv.dev")
  private String osvUrl;

  /** Address of the OpenSSF Best Practices badge API, for a mirror. */
  @Parameter(property = "audit.badgeUrl", defaultValue = "https://www.bestpractices.dev")
  private String badgeUrl;

  /** Id of the project's entry at the badge API; found by the repository address if not given. */
  @Parameter(property = "audit.badgeId")
  private Integer badgeId;

  /** The least badge that satisfies 2.1: {@code passing}, {@code silver} or {@code gold}. */
  @Parameter(property = "audit.minimumBadge", defaultValue = "passing")
  private String minimumBadge;

  /** Public address of the repository; taken from the POM, pyproject.toml or git if not given. */
  @Parameter(property = "audit.repositoryUrl")
  private String repositoryUrl;

  /**
   * The Maven scopes whose dependencies are validated (5.1): {@code compile}, {@code runtime},
   * {@code provided}, {@code test}, {@code system}, and {@code plugin} for build plugins and what
   * they depend on.
   */
  @Parameter(property = "audit.scopes", defaultValue = "compile,runtime,provided,system,test")
  private List<String> scopes;

  /** Files and folders that are not looked at, as Ant-like patterns; the reports name them. */
  @Parameter(property = "audit.excludes")
  private List<String> excludes;

  /**
   * The reports to write: {@code json}, {@code sarif}, {@code html}, {@code junit}, {@code
   * markdown}, {@code cyclonedx}. {@code audit.json} is always written.
   */
  @Parameter(property = "audit.formats", defaultValue = "json")
  private List<String> formats;

  /**
   * Where the reports go; {@code target/audit} of the topmost project if not given. Without a POM
   * nothing is written unless this is given.
   */
  @Parameter(property = "audit.outputDirectory")
  private File outputDirectory;

  /** Audits this folder instead of the project; Maven need not be able to build it. */
  @Parameter(property = "audit.directory")
  private File directory;

  /**
   * Fails the build for known vulnerabilities from this severity up, although 5.1 is a SHOULD:
   * {@code NONE} (never), {@code LOW}, {@code MEDIUM}, {@code HIGH}, {@code CRITICAL}, or a CVSS
   * score such as {@code 7.5}.
   */
  @Parameter(property = "audit.failOnSeverity", defaultValue = "NONE")
  private String failOnSeverity;

  /** Where network answers are kept between builds; the user's cache folder if not given. */
  @Parameter(property = "audit.cacheDirectory")
  private File cacheDirectory;

  /** The project's own configuration; {@code audit.toml} beside the POM if not given. */
  @Parameter(property = "audit.configuration")
  private File configuration;

  /** The requirements that this goal judges. */
  abstract Set<Requirement> requirements();

  /** Whatever a goal says is made harmless first. */
  @Override
  public final Log getLog() {
    return new PlainLog(super.getLog());
  }

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    try {
      runOrSkip();
    } catch (MojoFailureException e) {
      throw new MojoFailureException(
          PlainText.loggedLines(e.getMessage()), PlainLog.harmless(e.getCause()));
    } catch (MojoExecutionException e) {
      throw new MojoExecutionException(
          PlainText.loggedLines(e.getMessage()), PlainLog.harmless(e.getCause()));
    }
  }

  void runOrSkip() throws MojoExecutionException, MojoFailureException {
    MavenContext context = context();
    if (skip) {
      getLog().warn("audit." + execution.getGoal() + " is skipped (audit.skip).");
      AuditSession audits = AuditSession.of(session);
      if (audits.leave(context) && !audits.reports(context).isEmpty()) {
        new AuditRun(getLog(), context, settings(), requirements()).finishWithoutThis();
      }
      return;
    }
    run(context, settings());
  }

  /** What is done with valid parameters; the gate unless a goal does something else. */
  void run(MavenContext context, RunSettings settings)
      throws MojoExecutionException, MojoFailureException {
    new AuditRun(getLog(), context, settings, requirements()).run();
  }

  final MavenContext context() {
    return new MavenContext(
        session,
        project,
        execution,
        resolver,
        system,
        Optional.ofNullable(directory).map(File::toPath),
        Optional.ofNullable(outputDirectory).map(File::toPath));
  }

  final RunSettings settings() throws MojoExecutionException {
    Severity severity = Severity.NONE;
    OptionalDouble score = OptionalDouble.empty();
    if (SCORE.matcher(failOnSeverity.strip()).matches()) {
      score = OptionalDouble.of(Double.parseDouble(failOnSeverity.strip()));
    } else {
      String word = failOnSeverity.strip().toUpperCase(Locale.ROOT);
      if (!SEVERITIES.contains(word)) {
        throw new MojoExecutionException(
            "audit.failOnSeverity: \""
                + failOnSeverity
                + "\" is not known. Known values: NONE, LOW, MEDIUM, HIGH, CRITICAL, or a CVSS"
                + " score from 0 to 10.");
      }
      severity = RunSettings.word("failOnSeverity", failOnSeverity, Severity.class);
    }
    return new RunSettings(
        RunSettings.word("failOn", failOn, FailOn.class),
        strict,
        failOnError,
        offline || session.isOffline(),
        RunSettings.word("onDataError", onDataError, OnDataError.class),
        NetworkAdapter.server("osvUrl", osvUrl),
        NetworkAdapter.server("badgeUrl", badgeUrl),
        badgeId == null ? OptionalInt.empty() : OptionalInt.of(badgeId),
        one("minimumBadge", minimumBadge, RunSettings.BADGES),
        Optional.ofNullable(repositoryUrl).map(String::strip).filter(u -> !u.isEmpty()),
        RunSettings.words("scopes", items(scopes), RunSettings.SCOPES),
        items(excludes),
        RunSettings.words("formats", items(formats), Reports.formats()),
        severity,
        score,
        cacheDirectory == null ? NetworkAdapter.userCache(session) : cacheDirectory.toPath(),
        Optional.ofNullable(configuration).map(File::toPath).map(Path::toAbsolutePath));
  }

  private static String one(String parameter, String value, Set<String> known)
      throws MojoExecutionException {
    return RunSettings.words(parameter, List.of(value), known).iterator().next();
  }

  private static List<String> items(List<String> values) {
    return values == null
        ? List.of()
        : values.stream()
            .flatMap(v -> v == null ? Stream.empty() : Arrays.stream(v.split(",")))
            .map(String::strip)
            .filter(v -> !v.isEmpty())
            .collect(Collectors.toList());
  }
}
