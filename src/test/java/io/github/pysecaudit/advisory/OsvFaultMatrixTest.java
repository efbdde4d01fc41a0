package io.github.pysecaudit.advisory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault with every state of what is on disk: nothing is clean that nobody could ask. */
class OsvFaultMatrixTest {

  /** What is on disk before the fault is met. */
  enum Known {
    NOTHING(null, Outcome.INCOMPLETE),
    FRESH(Duration.ofMinutes(10), Outcome.VULNERABLE),
    STALE(Duration.ofDays(3), Outcome.VULNERABLE),
    TOO_OLD(Duration.ofDays(30), Outcome.INCOMPLETE),
    DAMAGED(Duration.ofMinutes(10), Outcome.INCOMPLETE),
    BULK_FILE(Duration.ofDays(1), Outcome.VULNERABLE);

    private final Duration age;
    private final Outcome outcome;

    Known(Duration age, Outcome outcome) {
      this.age = age;
      this.outcome = outcome;
    }
  }

  private static final Dependency CAVE = SampleRecords.dependency("PyPI", "cave-paint", "1.3.5");
  private static final Dependency FERN = SampleRecords.dependency("PyPI", "fern", "1.0");

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
      } else {
        answered(report, fault, known);
      }
    }
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
    assertEquals(known == Known.STALE, sources.contains("from the cache ("), sources);
    assertTrue(known != Known.STALE || sources.contains(words(fault)), sources);
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
