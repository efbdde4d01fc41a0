package io.github.pysecaudit.mojo;

import io.github.pysecaudit.advisory.DatabaseFolders;
import io.github.pysecaudit.advisory.DatabaseUpdate;
import io.github.pysecaudit.advisory.Vulnerability;
import io.github.pysecaudit.advisory.Vulnerability.Severity;
import io.github.pysecaudit.badge.BadgeLevel;
import io.github.pysecaudit.check.Checklist;
import io.github.pysecaudit.check.DependencyCheck;
import io.github.pysecaudit.checklist.AuditResult;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.facts.FileRepository;
import io.github.pysecaudit.facts.PinningPlan;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.facts.repro.ArchiveComparison;
import io.github.pysecaudit.facts.repro.RebuildResult;
import io.github.pysecaudit.gate.Baseline;
import io.github.pysecaudit.gate.Gate;
import io.github.pysecaudit.gate.Policy;
import io.github.pysecaudit.python.metadata.PinRewriting;
import io.github.pysecaudit.remote.Http;
import io.github.pysecaudit.remote.HttpSettings;
import io.github.pysecaudit.remote.Timekeeper;
import io.github.pysecaudit.report.AuditReport;
import io.github.pysecaudit.report.StarterFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;

/** The goals of the plugin without Maven: everything that they write, in the order of a build. */
final class WholeAudit {
  private static final Instant NOW = Instant.parse("2026-11-24T01:02:03Z");

  private final Path root;
  private final Path output;
  private final Path cache;
  private final Services services;

  /** Addresses of stand-ins for OSV with the badges, and for the bulk files. */
  record Services(String answers, String bulk) {}

  /**
   * @param root of the audited tree
   */
  WholeAudit(Path root, Path output, Path cache, Services services) {
    this.root = root;
    this.output = output;
    this.cache = cache;
    this.services = services;
  }

  /** Runs on a disk that dies, says so, and waits to be killed. */
  public static void main(String[] arguments) throws Exception {
    DyingDisk disk =
        new DyingDisk(
            Integer.parseInt(arguments[0]),
            () -> {
              System.out.write('!');
              System.out.flush();
              while (true) {
                LockSupport.park();
              }
            });
    on(disk, Path.of(arguments[1]), new Services(arguments[2], arguments[3])).run();
  }

  /** An audit on this disk of the folder {@code tree}, into {@code out} and {@code cache}. */
  static WholeAudit on(DyingDisk disk, Path folder, Services services) {
    return new WholeAudit(
        folder.resolve("tree"),
        disk.on(folder.resolve("out")),
        disk.on(folder.resolve("cache")),
        services);
  }

  /** All goals, one after the other. */
  void run() throws Exception {
    update();
    check();
    pin();
    baseline();
    init();
  }

  private void update() {
    try (Http http = new Http(HttpSettings.forVersion("1"))) {
      new DatabaseUpdate(
              http,
              http,
              URI.create(services.bulk()),
              DatabaseFolders.of(cache.resolve("osv"), Map.of()),
              Duration.ofMinutes(1),
              Timekeeper.system())
          .update(List.of("PyPI"), (ecosystem, bytes, total) -> {});
    }
  }

  /** What audit:check and audit:reproduce write. */
  void check() throws Exception {
    ProjectFacts facts = facts();
    AuditResult result = result(facts);
    List<Vulnerability> open =
        DependencyCheck.acceptance(facts).map(a -> a.remaining()).orElse(List.of());
    AuditReport report =
        new AuditReport(
            "1",
            new AuditReport.Subject("tree", Optional.empty(), Optional.empty(), List.of()),
            result,
            Gate.decide(result, open, Policy.DEFAULT),
            open,
            List.of(),
            facts.scan().weaknesses(),
            NOW);
    Reports.write(report, Reports.formats(), output);
    new RebuildMemory(cache, Path.of("tree")).write(rebuilds());
  }

  /** What a second build found. */
  static List<RebuildResult> rebuilds() {
    ArchiveComparison same = new ArchiveComparison("a.whl", true, Optional.empty());
    return List.of(new RebuildResult("a:b", "inputs", NOW, List.of(same)));
  }

  private void pin() throws Exception {
    for (PinRewriting one : PinningPlan.of(facts(), Optional.of(Map.of("flask", "3.0.0")))) {
      AtomicFile.write(place(one.path()), out -> out.write(one.content()));
    }
  }

  private void baseline() throws Exception {
    BaselineStore.write(place(""), Baseline.of(result(facts())));
  }

  private void init() throws Exception {
    Path file = place(StarterFile.SECURITY_POLICY.path());
    byte[] text =
        StarterFile.SECURITY_POLICY
            .text("tree", EnumSet.allOf(StarterFile.class))
            .getBytes(StandardCharsets.UTF_8);
    AtomicFile.create(file, out -> out.write(text));
  }

  /** A place in the tree, on the disk of the output. */
  private Path place(String path) {
    return output.getFileSystem().getPath(root.resolve(path).toString());
  }

  private static AuditResult result(ProjectFacts facts) {
    return new AuditResult(
        Checklist.evaluate(facts, EnumSet.allOf(Requirement.class)),
        facts.dependencies(),
        List.of());
  }

  private ProjectFacts facts() throws Exception {
    Network network =
        new Network(HttpSettings.forVersion("1"), settings(), Duration.ofDays(7), Map.of());
    return ProjectFacts.of(FileRepository.at(root, List.of()))
        .clock(Clock.fixed(NOW, ZoneOffset.UTC))
        .repositoryUrl(Optional.of("https://github.com/example/tree"))
        .badge(network.badge(), OptionalInt.empty(), BadgeLevel.PASSING)
        .vulnerabilitySource(network.vulnerabilities())
        .scanCache(() -> network.scanCache(Path.of("tree")))
        .build();
  }

  private RunSettings settings() {
    return new RunSettings(
        Policy.FailOn.MUST,
        false,
        true,
        false,
        Policy.OnDataError.FAIL,
        services.answers(),
        services.answers(),
        OptionalInt.empty(),
        "passing",
        Optional.empty(),
        RunSettings.SCOPES,
        List.of(),
        Reports.formats(),
        Severity.NONE,
        OptionalDouble.empty(),
        cache,
        Optional.empty());
  }
}
