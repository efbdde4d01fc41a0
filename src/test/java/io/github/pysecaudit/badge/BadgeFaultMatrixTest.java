package io.github.pysecaudit.badge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.badge.BadgeStanding.Kind;
import io.github.pysecaudit.remote.Answer;
import io.github.pysecaudit.remote.CachePolicy;
import io.github.pysecaudit.remote.FakeTime;
import io.github.pysecaudit.remote.Faults;
import io.github.pysecaudit.remote.Http;
import io.github.pysecaudit.remote.HttpSender;
import io.github.pysecaudit.remote.HttpSettings;
import io.github.pysecaudit.remote.Lookup;
import io.github.pysecaudit.remote.ResponseCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault with every state of the cache: no badge is held that nobody has seen. */
class BadgeFaultMatrixTest {

  /** What the cache holds before the fault is met. */
  enum Cached {
    NOTHING(null),
    FRESH(Duration.ofHours(3)),
    STALE(Duration.ofDays(3)),
    TOO_OLD(Duration.ofDays(30)),
    FROM_THE_FUTURE(Duration.ofDays(-2)),
    DAMAGED(Duration.ofHours(3));

    private final Duration age;

    Cached(Duration age) {
      this.age = age;
    }
  }

  private static final BadgeQuestion QUESTION =
      new BadgeQuestion(
          RepositoryUrl.parse("https://github.com/acme/tool"),
          List.of(),
          OptionalInt.empty(),
          BadgeLevel.PASSING);

  private static final BadgeServer.Entry ENTRY =
      new BadgeServer.Entry(
          7,
          "https://github.com/acme/tool",
          "",
          "\"badge_level\":\"passing\",\"tiered_percentage\":110");

  private final FakeTime time = new FakeTime();
  @TempDir Path folder;

  static Stream<Arguments> rows() {
    return Arrays.stream(Faults.values())
        .flatMap(fault -> Arrays.stream(Cached.values()).map(state -> Arguments.of(fault, state)))
        .filter(row -> isWorthItsTime((Faults) row.get()[0], (Cached) row.get()[1]));
  }

  /** Faults that are made of waiting are tried with and without something to fall back on. */
  private static boolean isWorthItsTime(Faults fault, Cached state) {
    return !List.of(Faults.BLACK_HOLE, Faults.SILENT, Faults.SLOW_DRIP, Faults.HUGE).contains(fault)
        || state == Cached.NOTHING
        || state == Cached.STALE;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void noBadgeIsHeldThatNobodyHasSeen(Faults fault, Cached state) throws Exception {
    HttpSettings impatient = Faults.impatient().withRunDeadline(Duration.ofSeconds(2));
    ResponseCache cache = new ResponseCache(folder, time, 1 << 20);
    try (Faults.Site site = fault.start();
        Http http = new Http(impatient, time, new Random(1))) {
      prepare(site.base(), cache, state);
      long start = System.nanoTime();
      Lookup<BadgeStanding> lookup =
          BadgeClient.cached(site.base(), http, cache, CachePolicy.standard()).find(QUESTION);
      assertTrue(System.nanoTime() - start < 4_000_000_000L, "ends in time");
      if (state == Cached.FRESH || state == Cached.STALE) {
        held((Lookup.Found<BadgeStanding>) lookup, fault, state);
      } else {
        unavailable((Lookup.Unavailable<BadgeStanding>) lookup, fault, state);
      }
    }
  }

  private static void held(Lookup.Found<BadgeStanding> found, Faults fault, Cached state) {
    assertEquals(Kind.HELD, found.value().kind());
    assertEquals(state.age, found.age());
    String source = found.source();
    boolean failureShown = source.contains("because") && source.contains(fault.words());
    assertEquals(state == Cached.STALE, failureShown, source);
    assertTrue(source.contains(state == Cached.STALE ? "3 days ago" : "3 hours ago"), source);
  }

  private static void unavailable(
      Lookup.Unavailable<BadgeStanding> unavailable, Faults fault, Cached state) {
    assertTrue(unavailable.reason().contains(fault.words()), unavailable.reason());
    assertTrue(unavailable.reason().matches("[^\\n]{20,300}\\."), unavailable.reason());
    assertEquals(
        state == Cached.TOO_OLD ? Optional.of(state.age) : Optional.empty(),
        unavailable.newestAge());
  }

  @Test
  void offlineIsNotANo() throws Exception {
    try (Http http = new Http(Faults.impatient().withOffline(true), time, new Random(1))) {
      URI base = URI.create("https://www.bestpractices.dev");
      Lookup<BadgeStanding> lookup = BadgeClient.uncached(base, http).find(QUESTION);
      assertEquals(
          Lookup.unavailable("The build is offline, so www.bestpractices.dev was not asked."),
          lookup);
    }
  }

  /** Lets the client itself fill the cache, so many days ago. */
  private void prepare(URI base, ResponseCache cache, Cached state) throws IOException {
    if (state == Cached.NOTHING) {
      return;
    }
    byte[] body = ("[" + ENTRY + "]").getBytes(StandardCharsets.UTF_8);
    HttpSender once =
        request ->
            Lookup.found(new Answer(200, Map.of(), body, request.uri()), request.uri().toString());
    BadgeClient.cached(base, once, cache, CachePolicy.standard()).find(QUESTION);
    time.pass(state.age);
    if (state == Cached.DAMAGED) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.filter(Files::isRegularFile).forEach(BadgeFaultMatrixTest::damage);
      }
    }
  }

  private static void damage(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length - 10] ^= 1;
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
