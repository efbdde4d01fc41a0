package io.github.pysecaudit.advisory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.pysecaudit.advisory.VulnerabilityReport.NotAsked;
import io.github.pysecaudit.advisory.VulnerabilityReport.Outcome;
import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.remote.FakeTime;
import io.github.pysecaudit.remote.Faults;
import io.github.pysecaudit.remote.Http;
import io.github.pysecaudit.remote.HttpSettings;
import io.github.pysecaudit.remote.ResponseCache;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault with every state of what is on disk: nothing is clean that nobody could ask. */
class OsvFaultMatrixTest {

  /** What is on disk before the fault is met. */
  enum Known {
    NOTHING(null, Outcome.INCOMPLETE, "nothing", "nobody knows"),
    FRESH(
        Duration.ofMinutes(10),
        Outcome.VULNERABLE,
        "an answer of 10 minutes ago",
        "it is fresh, nothing is asked"),
    STALE(
        Duration.ofDays(3),
        Outcome.VULNERABLE,
        "an answer of 3 days ago",
        "within maxDataAge; its age and the fault are shown"),
    TOO_OLD(
        Duration.ofDays(30),
        Outcome.INCOMPLETE,
        "an answer of 30 days ago",
        "older than maxDataAge; its age is mentioned"),
    DAMAGED(
        Duration.ofMinutes(10),
        Outcome.INCOMPLETE,
        "a damaged answer",
        "a checksum tells, and it counts for nothing"),
    BULK_FILE(
        Duration.ofDays(1),
        Outcome.VULNERABLE,
        "the bulk file of yesterday",
        "it stands in; its age and the fault are shown");

    private final Duration age;
    private final Outcome outcome;
    private final String words;
    private final String why;

    Known(Duration age, Outcome outcome, String words, String why) {
      this.age = age;
      this.outcome = outcome;
      this.words = words;
      this.why = why;
    }
  }

  private static final Dependency CAVE = SampleRecords.dependency("PyPI", "cave-paint", "1.3.5");
  private static final Dependency FERN = SampleRecords.dependency("PyPI", "fern", "1.0");

  private static final Path TABLE = Path.of("docs", "osv-faults.md");
  private static final Map<Faults, String> MESSAGES = new ConcurrentSkipListMap<>();

  private final FakeTime time = new FakeTime();
  @TempDir Path folder;

  static Stream<Arguments> rows() {
    return Arrays.stream(Faults.values())
        .flatMap(fault -> Arrays.stream(Known.values()).map(known -> Arguments.of(fault, known)))
        .filter(row -> isWorthItsTime((Faults) row.get()[0], (Known) row.get()[1]));
  }

  /** Faults that are made of waiting are tried with and without something to fall back on. */
  private static boolean isWorthItsTime(Faults fault, Known known) {
    return !List.of(Faults.BLACK_HOLE, Faults.SILENT, Faults.SLOW_DRIP, Faults.HUGE).contains(fault)
        || known == Known.NOTHING
        || known == Known.STALE;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void nothingIsCleanThatNobodyCouldAsk(Faults fault, Known known) throws Exception {
    try (Faults.Site site = fault.start();
        Http http = new Http(impatient(), time, new Random(1))) {
      prepare(site.base(), known);
      long start = System.nanoTime();
      VulnerabilityReport report = source(site.base(), http).lookUp(List.of(CAVE, FERN));
      assertTrue(System.nanoTime() - start < 5_000_000_000L, "ends in time");
      assertEquals(known.outcome, report.outcome());
      if (known.outcome == Outcome.INCOMPLETE) {
        unasked(report, fault, known);
        if (known == Known.NOTHING) {
          MESSAGES.put(fault, message(report));
        }
      } else {
        answered(report, fault, known);
      }
    }
  }

  /** The documented table is what has just been seen. */
  @AfterAll
  static void theTableInTheDocumentsIsUpToDate() throws IOException {
    if (MESSAGES.size() < Faults.values().length) {
      return;
    }
    String table = table();
    if (!Files.exists(TABLE) || !Files.readString(TABLE).equals(table)) {
      Path fresh = Files.createDirectories(Path.of("target")).resolve("osv-faults.md");
      Files.writeString(fresh, table);
      fail(TABLE + " is out of date; copy " + fresh + " over it.");
    }
  }

  private static String table() {
    StringBuilder text =
        new StringBuilder(
            """
            # What 5.1 says when OSV cannot be asked

            Written by `OsvFaultMatrixTest`, which tries every fault below with every state of the disk, on a
            dependency with a known vulnerability and one without. Each ends within the deadline of a request.
            The reason goes on with what is missing offline, and the remedy: run `audit:update` online.

            | on disk | with a known vulnerability | without | why |
            | --- | --- | --- | --- |
            """);
    for (Known known : Known.values()) {
      boolean usable = known.outcome == Outcome.VULNERABLE;
      text.append(
          "| %s | %s | %s | %s |\n"
              .formatted(
                  known.words,
                  usable ? "FAIL" : "UNKNOWN",
                  usable ? "PASS" : "UNKNOWN",
                  known.why));
    }
    text.append("\n| fault | reason that is given |\n| --- | --- |\n");
    MESSAGES.forEach(
        (fault, message) ->
            text.append(
                "| %s | %s |\n"
                    .formatted(fault.name().toLowerCase(Locale.ROOT).replace('_', ' '), message)));
    return text.toString();
  }

  private static String message(VulnerabilityReport report) {
    return report
        .notAsked()
        .get(0)
        .reason()
        .replaceAll("127\\.0\\.0\\.1:[0-9]+|nowhere\\.invalid", "api.osv.dev")
        .replaceAll("[0-9.]+ s\\b", "N s")
        .replace(" The time for this request is used up.", "")
        .replaceAll(" There is no offline vulnerability data.*", "")
        .replace('|', '/');
  }

  /** A clean answer needs data as well as a bad one does. */
  @ParameterizedTest
  @EnumSource(Known.class)
  void aCleanAnswerFromDiskIsCleanOnlyWhileItIsYoungEnough(Known known) throws Exception {
    try (Faults.Site site = Faults.REFUSED.start();
        Http http = new Http(impatient(), time, new Random(1))) {
      prepare(site.base(), known);
      Outcome outcome = source(site.base(), http).lookUp(List.of(FERN)).outcome();
      Outcome expected = known.outcome == Outcome.VULNERABLE ? Outcome.CLEAN : Outcome.INCOMPLETE;
      assertEquals(expected, outcome);
    }
  }

  private static void unasked(VulnerabilityReport report, Faults fault, Known known) {
    assertEquals(2, report.notAsked().size());
    for (NotAsked row : report.notAsked()) {
      String reason = row.reason();
      assertTrue(reason.contains(words(fault)), reason);
      assertTrue(reason.matches("[^\\n]{20,400}\\."), reason);
      assertFalse(reason.contains("Exception"), reason);
      assertEquals(
          known == Known.TOO_OLD ? Optional.of(known.age) : Optional.empty(), row.newestAge());
    }
  }

  private static void answered(VulnerabilityReport report, Faults fault, Known known) {
    assertEquals("CVE-2099-1001", report.vulnerabilities().get(0).id());
    assertTrue(report.isComplete());
    assertTrue(report.age().compareTo(known.age) >= 0, "age: " + report.age());
    String sources = String.join(" ", report.sources());
    boolean shown = sources.contains("(") && sources.contains(words(fault));
    assertEquals(known != Known.FRESH, shown, sources);
  }

  /** A query carries data, so a 302 ends it before its target is looked at. */
  private static String words(Faults fault) {
    return fault.name().startsWith("REDIRECT")
        ? "redirected a request that carries"
        : fault.words();
  }

  private static HttpSettings impatient() {
    return Faults.impatient().withRunDeadline(Duration.ofSeconds(2));
  }

  private VulnerabilitySource source(URI server, Http http) {
    OsvSettings settings = OsvSettings.of(server).withRequestDeadline(Duration.ofSeconds(2));
    ResponseCache cache = new ResponseCache(folder.resolve("cache"), time, 1 << 20);
    OsvDatabase database =
        new OsvDatabase(
            new DatabaseFolders(folder.resolve("bulk"), List.of()), Duration.ofDays(7), time);
    return new VulnerabilityLookup(
        FallbackSource.of(new OsvClient(http, cache, settings, time), settings.fresh(), database));
  }

  private void prepare(URI server, Known known) throws IOException {
    if (known == Known.NOTHING) {
      return;
    }
    time.pass(known.age.negated());
    if (known == Known.BULK_FILE) {
      BulkArchive.write(folder.resolve("bulk/PyPI/all.zip"), time.now(), Map.of());
    } else {
      ResponseCache cache = new ResponseCache(folder.resolve("cache"), time, 1 << 20);
      OsvClient client = new OsvClient(HealthyService::answer, cache, OsvSettings.of(server), time);
      VulnerabilityReport report = new VulnerabilityLookup(client).lookUp(List.of(CAVE, FERN));
      assertEquals(Outcome.VULNERABLE, report.outcome());
    }
    time.pass(known.age);
    if (known == Known.DAMAGED) {
      damage();
    }
  }

  private void damage() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
      }
    }
  }
}
