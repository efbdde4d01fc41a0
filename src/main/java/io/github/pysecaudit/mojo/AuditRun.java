package io.github.pysecaudit.mojo;

import io.github.pysecaudit.advisory.Acceptance;
import io.github.pysecaudit.advisory.Vulnerability;
import io.github.pysecaudit.check.DependencyCheck;
import io.github.pysecaudit.checklist.Amount;
import io.github.pysecaudit.checklist.AuditResult;
import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Group;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.ModuleScope;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.facts.config.AuditConfiguration;
import io.github.pysecaudit.gate.Baseline;
import io.github.pysecaudit.gate.BaselineFile;
import io.github.pysecaudit.gate.Decision;
import io.github.pysecaudit.gate.Gate;
import io.github.pysecaudit.gate.Policy;
import io.github.pysecaudit.gate.Policy.VulnerabilityThreshold;
import io.github.pysecaudit.gate.ReviewDecisions;
import io.github.pysecaudit.report.AuditReport;
import io.github.pysecaudit.report.AuditReport.AcceptedEntry;
import io.github.pysecaudit.report.ConsoleReport;
import io.github.pysecaudit.sast.Weakness;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;

/**
 * One run of the audit in one module: facts, verdicts, decision, reports, and the failure if there
 * is one.
 */
final class AuditRun {
  private static final int MOST_FIXED = 20;

  private final Log log;
  private final MavenContext context;
  private final RunSettings settings;
  private final Set<Requirement> wanted;

  AuditRun(Log log, MavenContext context, RunSettings settings, Set<Requirement> wanted) {
    this.log = log;
    this.context = context;
    this.settings = settings;
    this.wanted = wanted;
  }

  void run() throws MojoExecutionException, MojoFailureException {
    Subjects subjects = new Subjects(context, settings, wanted, log);
    AuditSession session = AuditSession.of(context.session());
    RootAudit audit = subjects.audit(session);
    boolean first = audit.claim();
    if (context.foreignFolder().isPresent()) {
      if (first) {
        judgeFolder(audit, subjects);
      } else {
        log.info("This folder is already audited in this build.");
      }
      return;
    }
    if (!context.isDirect()) {
      judgeModule(audit, subjects, session, first);
    } else if (first) {
      judgeReactor(audit, subjects);
    }
  }

  /** The reports of this run, without files, console or gate. */
  List<AuditReport> look() throws MojoExecutionException {
    Subjects subjects = new Subjects(context, settings, wanted, log);
    RootAudit audit = subjects.audit(AuditSession.of(context.session()));
    if (context.foreignFolder().isPresent()) {
      return List.of(report(audit, audit.facts(), subjects, true));
    }
    List<AuditReport> all = new ArrayList<>();
    for (MavenProject module : context.modules()) {
      Subjects one = subjects.of(module);
      all.add(report(audit, facts(audit, one), one, all.isEmpty()));
    }
    return all;
  }

  private void judgeFolder(RootAudit audit, Subjects subjects)
      throws MojoExecutionException, MojoFailureException {
    AuditReport report = withFixed(report(audit, audit.facts(), subjects, true), subjects);
    Optional<Path> folder = subjects.outputFolder();
    write(report, folder);
    say(report, folder);
    new GitHubStep(context.session(), log).tell(report);
    fail(List.of(report), report.decision(), subjects);
    failOnFixed(report, subjects);
  }

  /**
   * A goal that needs no project is run once by Maven when it is named on the command line,
   * whatever the reactor, so this one execution judges all modules and then decides.
   */
  private void judgeReactor(RootAudit audit, Subjects subjects)
      throws MojoExecutionException, MojoFailureException {
    List<AuditReport> all = new ArrayList<>();
    List<MavenProject> modules = context.modules();
    for (MavenProject module : modules) {
      Subjects one = subjects.of(module);
      AuditReport report = report(audit, facts(audit, one), one, all.isEmpty());
      all.add(report);
      if (modules.size() > 1) {
        writeOfModule(report, one);
        log.info("");
        log.info("Module " + MavenAdapter.coordinates(module));
        say(report, Optional.empty());
      }
    }
    AuditReport whole = finish(all, subjects);
    fail(all, whole.decision(), subjects);
    failOnFixed(whole, subjects);
  }

  private void judgeModule(RootAudit audit, Subjects subjects, AuditSession session, boolean first)
      throws MojoExecutionException, MojoFailureException {
    AuditReport report = report(audit, facts(audit, subjects), subjects, first);
    List<AuditReport> all = session.add(context, report);
    boolean last = session.arrive(context);
    if (context.modules().size() > 1) {
      writeOfModule(report, subjects);
      say(report, Optional.empty());
    }
    if (last) {
      AuditReport whole = finish(all, subjects);
      fail(List.of(report), report.decision(), subjects);
      failOnFixed(whole, subjects);
      return;
    }
    if (report.decision().fails()) {
      AuditReport soFar = ReactorReport.merge(all);
      write(soFar, subjects.outputFolder());
      if (context.stopsAtFirstFailure()) {
        new GitHubStep(context.session(), log).tell(soFar);
      }
    }
    fail(List.of(report), report.decision(), subjects);
  }

  private ProjectFacts facts(RootAudit audit, Subjects subjects) {
    return facts(context, audit, subjects);
  }

  /** Facts of one module; those of the whole repository where the module is all of it. */
  static ProjectFacts facts(MavenContext context, RootAudit audit, Subjects subjects) {
    return context.session().getProjects().size() == 1 && subjects.isRoot()
        ? audit.facts()
        : audit.facts().forModule(subjects.build(audit.facts()), subjects.scope());
  }

  /** Reports on the other modules, where the last module of the reactor is left out. */
  void finishWithoutThis() throws MojoExecutionException, MojoFailureException {
    Subjects subjects = new Subjects(context, settings, wanted, log);
    List<AuditReport> others = AuditSession.of(context.session()).reports(context);
    failOnFixed(finish(others, subjects), subjects);
  }

  private AuditReport finish(List<AuditReport> all, Subjects subjects)
      throws MojoExecutionException {
    AuditReport whole = withFixed(ReactorReport.merge(all), subjects);
    List<String> skipped = AuditSession.of(context.session()).skipped(context);
    if (!skipped.isEmpty()) {
      whole = whole.withNote("audit.skip leaves out " + String.join(", ", skipped) + ".");
    }
    if (context.leftOut() > 0) {
      whole =
          whole.withNote(
              "This build leaves out "
                  + Amount.of(context.leftOut(), "module")
                  + " of the reactor.");
    }
    Optional<Path> folder = subjects.outputFolder();
    write(whole, folder);
    if (all.size() > 1) {
      log.info("");
      log.info(
          context.leftOut() == 0
              ? "The whole reactor, " + all.size() + " modules:"
              : "A part of the reactor, " + all.size() + " modules:");
      ReactorReport.lines(all).forEach(log::info);
    }
    sayAll(
        all.size() > 1
            ? ConsoleReport.summary(whole, shown(folder))
            : ConsoleReport.lines(whole, shown(folder)));
    new GitHubStep(context.session(), log).tell(whole);
    return whole;
  }

  /** The report with a note if the baseline lists what is fixed. */
  private AuditReport withFixed(AuditReport whole, Subjects subjects) {
    int fixed = fixed(whole, subjects).size();
    return fixed == 0
        ? whole
        : whole.withNote(
            BaselineFile.NAME
                + " lists "
                + fixed
                + " violations that are fixed; audit:baseline removes them.");
  }

  private static List<Baseline.Entry> fixed(AuditReport whole, Subjects subjects) {
    return subjects.baseline().map(b -> b.fixed(whole.result())).orElse(List.of());
  }

  private void failOnFixed(AuditReport whole, Subjects subjects) throws MojoFailureException {
    List<Baseline.Entry> fixed = fixed(whole, subjects);
    fixed.stream()
        .limit(MOST_FIXED)
        .forEach(
            e ->
                log.warn(
                    "fixed "
                        + e.requirement().id()
                        + " "
                        + (e.path().isEmpty() ? "" : e.path() + ": ")
                        + e.message()));
    if (!fixed.isEmpty() && subjects.outputs().failOnFixedBaseline()) {
      throw new MojoFailureException(
          fixed.size()
              + " violation(s) in "
              + BaselineFile.NAME
              + " are fixed but still listed. Run audit:baseline and commit the file.");
    }
  }

  /** Reports of one module, if audit.toml asks for them. */
  private void writeOfModule(AuditReport report, Subjects subjects) throws MojoExecutionException {
    if (subjects.outputs().reportPerModule()) {
      String name = report.subject().coordinates().orElse("").replaceAll("[^A-Za-z0-9._-]", "_");
      write(report, subjects.outputFolder().map(f -> f.resolve(Reports.MODULES).resolve(name)));
    }
  }

  private AuditReport report(
      RootAudit audit, ProjectFacts facts, Subjects subjects, boolean withRepository) {
    AuditConfiguration configuration = facts.configuration();
    List<Verdict> verdicts =
        new ReviewDecisions(configuration.decisions(), facts.today())
            .apply(audit.judge(facts, withRepository));
    List<String> notes = new ArrayList<>(configuration.notes());
    notes.addAll(subjects.notes());
    List<Dependency> dependencies =
        wantsAny(Group.DEPENDENCIES, Group.EXACT_VERSIONS)
            ? listed(facts::dependencies, List.of(), notes)
            : List.of();
    Optional<Acceptance> acceptance =
        wanted.contains(Requirement.R5_1)
            ? listed(() -> DependencyCheck.acceptance(facts), Optional.empty(), notes)
            : Optional.empty();
    List<Weakness> weaknesses =
        wantsAny(Group.SAST)
            ? listed(() -> facts.scan().weaknesses(), List.of(), notes)
            : List.of();
    AuditResult judged = new AuditResult(verdicts, dependencies, notes);
    AuditResult result = subjects.baseline().map(b -> b.apply(judged)).orElse(judged);
    List<Vulnerability> open = acceptance.map(Acceptance::remaining).orElse(List.of());
    Policy policy =
        new Policy(
            settings.failOn(),
            settings.strict(),
            settings.failOnError(),
            settings.onDataError(),
            new VulnerabilityThreshold(
                settings.severity(),
                settings.score(),
                configuration.dependencies().unscoredFails(),
                configuration.dependencies().failOnlyIfFixed()));
    Decision decision = Gate.decide(result, open, policy);
    return new AuditReport(
        subjects.pluginVersion(),
        subjects.subject(),
        result,
        decision,
        open,
        acceptance.map(AuditRun::accepted).orElse(List.of()),
        weaknesses,
        Instant.now());
  }

  /**
   * A list for the reports. Where a fact breaks down the check of it has said so with an UNKNOWN;
   * the reports must be written nevertheless.
   */
  private static <T> T listed(Supplier<T> fact, T otherwise, List<String> notes) {
    try {
      return fact.get();
    } catch (RuntimeException | StackOverflowError e) {
      notes.add("A list in this report is empty, because a fact broke down: " + e);
      return otherwise;
    }
  }

  private boolean wantsAny(Group... groups) {
    return wanted.stream().anyMatch(r -> List.of(groups).contains(r.group()));
  }

  private static List<AcceptedEntry> accepted(Acceptance acceptance) {
    return acceptance.accepted().stream()
        .map(
            a -> new AcceptedEntry(a.vulnerability(), a.by().reason(), a.by().expires().toString()))
        .toList();
  }

  private void write(AuditReport report, Optional<Path> folder) throws MojoExecutionException {
    if (folder.isPresent()) {
      try {
        Reports.write(report, settings.formats(), folder.get());
      } catch (IOException e) {
        throw new MojoExecutionException(
            "The reports could not be written to " + folder.get() + ": " + e.getMessage(), e);
      }
    }
  }

  private void say(AuditReport report, Optional<Path> folder) {
    sayAll(ConsoleReport.lines(report, shown(folder)));
  }

  private static Optional<String> shown(Optional<Path> folder) {
    return folder.map(f -> f.resolve("audit.json").toString());
  }

  private void sayAll(List<ConsoleReport.Line> lines) {
    for (ConsoleReport.Line line : lines) {
      switch (line.tone()) {
        case INFO -> log.info(line.text());
        case WARN -> log.warn(line.text());
        case ERROR -> log.error(line.text());
      }
    }
  }

  private void fail(List<AuditReport> modules, Decision decision, Subjects subjects)
      throws MojoExecutionException, MojoFailureException {
    subjects.configurationProblem().ifPresent(log::error);
    if (decision.fails()) {
      String problem = subjects.configurationProblem().map(p -> "\n" + p).orElse("");
      throw new MojoFailureException(headline(modules, decision) + problem);
    }
    if (subjects.configurationProblem().isPresent()) {
      throw new MojoExecutionException(subjects.configurationProblem().get());
    }
  }

  private static String headline(List<AuditReport> modules, Decision decision) {
    String where =
        modules.stream()
            .filter(m -> m.decision().fails())
            .map(m -> m.subject().coordinates().orElse(m.subject().directory()))
            .collect(Collectors.joining(", "));
    StringBuilder message =
        new StringBuilder(decision.headline()).append(" in ").append(where).append(":");
    List<Verdict> verdicts = new ArrayList<>(decision.violated());
    verdicts.addAll(decision.unchecked());
    for (Verdict verdict : verdicts) {
      message
          .append("\n  ")
          .append(verdict.status())
          .append(' ')
          .append(verdict.requirement().id())
          .append(' ')
          .append(verdict.requirement().title());
    }
    return message.toString();
  }

  /** The part of the repository that belongs to the module of this context. */
  static ModuleScope scope(MavenContext context, Path root) {
    PomPlaces places = new PomPlaces(root);
    List<String> nested =
        context.session().getAllProjects().stream()
            .filter(p -> p.getBasedir() != null)
            .map(p -> folder(places, root, p))
            .toList();
    return new ModuleScope(folder(places, root, context.project()), nested);
  }

  private static String folder(PomPlaces places, Path root, MavenProject project) {
    Path base = project.getBasedir().toPath().toAbsolutePath().normalize();
    return base.equals(root) ? "" : places.relative(base);
  }
}
