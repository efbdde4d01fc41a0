package io.github.pysecaudit.faults;

import static java.util.function.Predicate.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.advisory.Acceptance;
import io.github.pysecaudit.advisory.OsvUnderFaults;
import io.github.pysecaudit.advisory.Vulnerability;
import io.github.pysecaudit.badge.BadgeUnderFaults;
import io.github.pysecaudit.check.Checklist;
import io.github.pysecaudit.check.DependencyCheck;
import io.github.pysecaudit.checklist.AuditResult;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.MemoryRepository;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.gate.Decision;
import io.github.pysecaudit.gate.Gate;
import io.github.pysecaudit.gate.Policy;
import io.github.pysecaudit.gate.Policy.OnDataError;
import io.github.pysecaudit.remote.FakeTime;
import io.github.pysecaudit.remote.Faults;
import io.github.pysecaudit.remote.Faults.Site;
import io.github.pysecaudit.remote.Http;
import io.github.pysecaudit.remote.HttpSettings;
import io.github.pysecaudit.remote.Timekeeper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault of each service with everything that may be on disk, judged by the real checks and
 * decided by the real gate under every policy: nothing passes that nobody could ask.
 *
 * <p>All cases run at the start, side by side, because many are made of waiting; those get short
 * deadlines. The others run with the settings of production, on a clock whose pauses take no time.
 */
class FaultMatrixTest {
  private static final HttpSettings PRODUCTION = HttpSettings.forVersion("test");
  private static final Duration LIMIT_WITHOUT_NETWORK = Duration.ofSeconds(10);
  private static final Duration SLACK = Duration.ofSeconds(20);
  private static final FaultyService OSV = new OsvUnderFaults();
  private static final FaultyService BADGE = new BadgeUnderFaults();
  private static final Path DOCUMENT = Path.of("docs", "faults.md");

  private static final Map<Case, Future<Row>> SEEN = new LinkedHashMap<>();
  private static final Map<Faults, Future<Unplugged>> UNPLUGGED = new LinkedHashMap<>();
  private static final AtomicInteger FOLDERS = new AtomicInteger();
  private static final ExecutorService WAITING = threads(24);
  private static final ExecutorService WORKING = threads(4);
  @TempDir static Path folder;

  /** What becomes of a whole run in which neither service can be reached. */
  private record Unplugged(List<Verdict> verdicts, String exit, Duration took) {}

  private static ExecutorService threads(int number) {
    return Executors.newFixedThreadPool(
        number,
        task -> {
          Thread thread = new Thread(task, "fault matrix");
          thread.setDaemon(true);
          return thread;
        });
  }

  static Stream<Case> cases() {
    return Stream.of(OSV, BADGE)
        .flatMap(
            service ->
                service.states().stream()
                    .flatMap(
                        known -> Stream.concat(faults(service, known), flaws(service, known))));
  }

  private static Stream<Case> faults(FaultyService service, Known known) {
    return Stream.of(Faults.values())
        .flatMap(
            fault ->
                Stream.of(Truth.BAD, Truth.GOOD)
                    .map(truth -> new Case(service, fault, known, truth)));
  }

  private static Stream<Case> flaws(FaultyService service, Known known) {
    return service.flaws().stream().map(flaw -> new Case(service, flaw, known));
  }

  @BeforeAll
  static void tryAll() throws Exception {
    tryOut(new Case(OSV, Faults.TLS_ERROR, Known.STALE, Truth.BAD));
    tryOut(new Case(BADGE, Faults.TLS_ERROR, Known.STALE, Truth.BAD));
    for (Faults fault : List.of(Faults.BLACK_HOLE, Faults.DNS, Faults.REFUSED)) {
      UNPLUGGED.put(fault, WAITING.submit(() -> unplugged(fault)));
    }
    List<Case> all = cases().toList();
    all.stream()
        .filter(not(Case::isMadeOfWaiting))
        .forEach(one -> SEEN.put(one, WORKING.submit(() -> tryOut(one))));
    // Those that wait for deadlines come when nothing else keeps the machine from keeping them.
    for (Future<?> one :
        Stream.concat(UNPLUGGED.values().stream(), SEEN.values().stream()).toList()) {
      one.get();
    }
    all.stream()
        .filter(Case::isMadeOfWaiting)
        .forEach(one -> SEEN.put(one, WAITING.submit(() -> tryOut(one))));
  }

  @AfterAll
  static void stop() {
    WAITING.shutdownNow();
    WORKING.shutdownNow();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void nothingPassesThatNobodyCouldAsk(Case tried) throws Exception {
    Row row = SEEN.get(tried).get();
    assertEquals(tried.expected(), row.status(), row.verdict().toString());
    assertTrue(row.took().compareTo(bound(tried).plus(SLACK)) < 0, "took " + row.took());
    assertTrue(row.pauses().compareTo(tried.service().requestDeadline()) <= 0, "" + row.pauses());
    String evidence = row.verdict().evidence().toString();
    if (row.status() == Status.UNKNOWN) {
      unknown(row);
    } else if (row.status() == Status.PASS && tried.known() != Known.FRESH) {
      assertTrue(evidence.matches(".*(1 day|24 hours|3 days|72 hours) old.*"), evidence);
    }
    row.exits().forEach((policy, exit) -> assertEquals(exit(row, policy), exit, "" + policy));
  }

  private static void unknown(Row row) {
    String message = row.verdict().findings().get(0).message();
    assertTrue(message.matches("[^\\n]{20,500}\\."), message);
    assertFalse(message.contains("Exception"), message);
    row.tried().fault().ifPresent(f -> assertTrue(message.contains(words(row, f)), message));
    if (row.tried().fault().isPresent()) {
      assertEquals(row.tried().known() == Known.TOO_OLD, message.contains("30 days old"), message);
    }
    assertTrue(row.verdict().findings().get(0).remedy().startsWith("Run again"), message);
  }

  /** A query of OSV carries data, so a 302 ends it before its target is looked at. */
  private static String words(Row row, Faults fault) {
    return fault.name().startsWith("REDIRECT") && row.tried().service() == OSV
        ? "redirected a request that carries"
        : fault.words();
  }

  /** What requirements and parameters say: three outcomes, and no data is never a violation. */
  private static String exit(Row row, Policy policy) {
    boolean counts =
        switch (policy.failOn()) {
          case MUST -> row.verdict().requirement().level().isMandatory();
          case SHOULD -> true;
          case NEVER -> false;
        };
    boolean severe =
        policy.threshold().isActive()
            && policy.failOn() != Policy.FailOn.NEVER
            && row.tried().service() == OSV;
    boolean heard = policy.failOnError() && policy.onDataError() == OnDataError.FAIL;
    return switch (row.status()) {
      case FAIL -> counts || severe ? "1 requirement(s) violated" : FaultDocument.PASSES;
      case UNKNOWN ->
          heard && (counts || severe)
              ? "1 requirement(s) could not be checked"
              : FaultDocument.PASSES;
      default -> FaultDocument.PASSES;
    };
  }

  /** The document is what has just been seen, in as few rows as say all of it. */
  @Test
  void theDocumentSaysWhatWasSeen() throws Exception {
    List<Row> rows = new ArrayList<>();
    for (Case tried : cases().toList()) {
      rows.add(SEEN.get(tried).get());
    }
    String text = new FaultDocument(PRODUCTION, List.of(OSV, BADGE), rows).text();
    Path fresh = Files.createDirectories(Path.of("target")).resolve("faults.md");
    Files.writeString(fresh, text);
    assertEquals(
        text,
        Files.exists(DOCUMENT) ? Files.readString(DOCUMENT) : "",
        DOCUMENT + " is out of date; copy " + fresh + " over it.");
  }

  /** With the settings of production, and with the machine's own time. */
  @ParameterizedTest
  @EnumSource(
      value = Faults.class,
      names = {"BLACK_HOLE", "DNS", "REFUSED"})
  void withoutANetworkTheWholeVerdictTakesUnderTenSeconds(Faults fault) throws Exception {
    Unplugged run = UNPLUGGED.get(fault).get();
    assertTrue(run.took().compareTo(LIMIT_WITHOUT_NETWORK) < 0, "took " + run.took());
    for (Verdict verdict : run.verdicts()) {
      assertEquals(Status.UNKNOWN, verdict.status(), verdict.toString());
      assertTrue(verdict.findings().get(0).message().contains(fault.words()), verdict.toString());
      assertEquals(1, verdict.findings().size(), "one sentence");
    }
    assertEquals("1 requirement(s) could not be checked", run.exit());
  }

  @Test
  void theBoundsOfProductionKeepToTheTenSeconds() {
    assertTrue(PRODUCTION.givesUpWithin(2).compareTo(LIMIT_WITHOUT_NETWORK) < 0);
  }

  private static Row tryOut(Case tried) throws IOException {
    FakeTime time = new FakeTime();
    FaultyService service = tried.service();
    Path disk = folder.resolve("disk-" + FOLDERS.incrementAndGet());
    try (Site site = tried.start();
        Http http = Faults.client(settings(tried), time)) {
      service.prepare(site.base(), disk, time, tried.known(), tried.truth());
      ProjectFacts facts =
          service
              .facts(project(service.project(tried.truth())), site.base(), disk, http, time)
              .build();
      long start = System.nanoTime();
      List<Verdict> verdicts = Checklist.evaluate(facts, EnumSet.of(service.requirement()));
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      Duration pauses = time.sleeps().stream().reduce(Duration.ZERO, Duration::plus);
      List<Vulnerability> open =
          DependencyCheck.acceptance(facts).map(Acceptance::remaining).orElse(List.of());
      Map<Policy, String> exits = new LinkedHashMap<>();
      for (Policy policy : FaultDocument.policies()) {
        exits.put(policy, exit(verdicts, open, policy));
      }
      return new Row(tried, verdicts.get(0), exits, pauses, took);
    }
  }

  private static Unplugged unplugged(Faults fault) throws IOException {
    Path disk = folder.resolve("disk-" + FOLDERS.incrementAndGet());
    Timekeeper time = Timekeeper.system();
    try (Site one = fault.start();
        Site other = fault.start();
        Http http = new Http(PRODUCTION)) {
      URI badges = fault == Faults.DNS ? URI.create("https://elsewhere.invalid") : other.base();
      Map<String, String> files = new LinkedHashMap<>(OSV.project(Truth.BAD));
      files.putAll(BADGE.project(Truth.BAD));
      ProjectFacts.Builder facts = OSV.facts(project(files), one.base(), disk, http, time);
      Set<Requirement> both = EnumSet.of(OSV.requirement(), BADGE.requirement());
      long start = System.nanoTime();
      List<Verdict> verdicts =
          Checklist.evaluate(BADGE.facts(facts, badges, disk, http, time).build(), both);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      return new Unplugged(verdicts, exit(verdicts, List.of(), Policy.DEFAULT), took);
    }
  }

  private static String exit(List<Verdict> verdicts, List<Vulnerability> open, Policy policy) {
    Decision decision = Gate.decide(new AuditResult(verdicts, List.of(), List.of()), open, policy);
    return decision.fails() ? decision.headline() : FaultDocument.PASSES;
  }

  private static ProjectFacts.Builder project(Map<String, String> files) {
    MemoryRepository repository = new MemoryRepository();
    files.forEach(repository::with);
    return ProjectFacts.of(repository);
  }

  /** Short deadlines for what waits in real time; those of production for the rest. */
  private static HttpSettings settings(Case tried) {
    if (tried.fault().filter(Faults.BLACK_HOLE::equals).isPresent()) {
      return PRODUCTION.withTimeouts(Duration.ofMillis(800), PRODUCTION.readTimeout());
    }
    return tried.isMadeOfWaiting() && tried.fault().filter(Faults.DNS::equals).isEmpty()
        ? PRODUCTION.withRunDeadline(Duration.ofMillis(2500))
        : PRODUCTION;
  }

  private static Duration bound(Case tried) {
    HttpSettings settings = settings(tried);
    if (tried.fault().filter(Faults::isUnreachable).isPresent()) {
      return settings.givesUpWithin(1);
    }
    return tried.isMadeOfWaiting() ? settings.runDeadline() : Duration.ZERO;
  }
}
