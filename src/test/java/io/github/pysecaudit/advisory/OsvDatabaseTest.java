package io.github.pysecaudit.advisory;

import static io.github.pysecaudit.advisory.SampleRecords.maven;
import static io.github.pysecaudit.advisory.SampleRecords.pypi;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.advisory.KeyAnswer.Known;
import io.github.pysecaudit.advisory.KeyAnswer.Unanswered;
import io.github.pysecaudit.remote.FakeTime;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OsvDatabaseTest {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final PackageKey CAVE = pypi("cave-paint", "1.2");
  private static final PackageKey CORE = maven("org.acme.sample:core", "1.2");

  @TempDir Path folder;

  private final FakeTime time = new FakeTime();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void matchesLikeTheService(boolean indexed) {
    archives(Map.of());
    if (indexed) {
      ask(CAVE, CORE);
    }
    Map<PackageKey, KeyAnswer> answers =
        ask(CAVE, CORE, pypi("moss", "2.0.1+cu118"), pypi("x", "1"));
    assertEquals(
        Set.of("GHSA-aaaa-bbbb-cccc", "GHSA-rrrr-rrrr-rrrr", "PYSEC-2099-1"), ids(answers, CAVE));
    assertEquals(Set.of("GHSA-dddd-dddd-dddd", "OSV-2099-7"), ids(answers, CORE));
    assertEquals(Set.of(), ids(answers, pypi("moss", "2.0.1+cu118")));
    assertEquals(Set.of(), ids(answers, pypi("x", "1")));
  }

  @Test
  void theAgeIsThatOfTheFile() {
    archives(Map.of());
    time.pass(Duration.ofDays(2));
    Known answer = assertInstanceOf(Known.class, ask(CAVE).get(CAVE));
    assertEquals(Duration.ofDays(2), answer.age());
    assertEquals("PyPI/all.zip, 2 days old", answer.source());
    assertEquals(Optional.of(Duration.ofDays(2)), database().age("PyPI"));
  }

  @Test
  void dataThatIsTooOldIsNotUsed() {
    archives(Map.of());
    time.pass(Duration.ofDays(8));
    Unanswered answer = assertInstanceOf(Unanswered.class, ask(CAVE).get(CAVE));
    assertEquals(Optional.of(Duration.ofDays(8)), answer.newestAge());
    assertEquals(
        "The offline vulnerability data for PyPI is 8 days old, more than 7 days. Run audit:update"
            + " online.",
        answer.reason());
  }

  @Test
  void aFileFromTheFutureHasNoKnownAgeAndIsNotUsed() {
    archives(Map.of());
    time.pass(Duration.ofDays(-2));
    assertInstanceOf(Unanswered.class, ask(CAVE).get(CAVE));
  }

  @Test
  void withoutDataThereIsNoAnswer() {
    Unanswered answer = assertInstanceOf(Unanswered.class, ask(CAVE).get(CAVE));
    assertEquals(
        "There is no offline vulnerability data for PyPI. Run audit:update online.",
        answer.reason());
  }

  @Test
  void oneEcosystemWithoutDataDoesNotSpoilTheOther() {
    BulkArchive.write(folder.resolve("own/PyPI/all.zip"), time.now(), Map.of());
    Map<PackageKey, KeyAnswer> answers = ask(CAVE, CORE);
    assertInstanceOf(Known.class, answers.get(CAVE));
    assertInstanceOf(Unanswered.class, answers.get(CORE));
  }

  @ParameterizedTest
  @CsvSource({
    "OSV_SCANNER_LOCAL_DB_CACHE_DIRECTORY, base, base/osv-scanner",
    "OSV_SCALIBR_LOCAL_DB_CACHE_DIRECTORY, base, base/osv-scalibr",
    "XDG_CACHE_HOME, base, base/osv-scanner",
    "HOME, base, base/.cache/osv-scalibr",
    "HOME, base, base/Library/Caches/osv-scanner",
    "LocalAppData, base, base/osv-scalibr",
  })
  void theFoldersOfOtherScannersAreReused(String variable, String value, String place) {
    BulkArchive.write(folder.resolve(place).resolve("PyPI/all.zip"), time.now(), Map.of());
    DatabaseFolders folders =
        DatabaseFolders.of(
            folder.resolve("own"), Map.of(variable, folder.resolve(value).toString()));
    KeyAnswer answer = new OsvDatabase(folders, WEEK, time).ask(List.of(CAVE)).byKey().get(CAVE);
    assertEquals(3, assertInstanceOf(Known.class, answer).advisories().size());
    assertFalse(Files.exists(folder.resolve(place).resolve("index")), "only read there");
  }

  @Test
  void theYoungestFileIsUsed() {
    BulkArchive.write(
        folder.resolve("own/PyPI/all.zip"), time.now().minus(Duration.ofDays(6)), Map.of());
    BulkArchive.write(
        folder.resolve("other/PyPI/all.zip"),
        time.now().minus(Duration.ofDays(1)),
        Map.of("PYSEC-2099-1.json", withdrawn("PYSEC-2099-1")));
    DatabaseFolders folders =
        new DatabaseFolders(folder.resolve("own"), List.of(folder.resolve("other")));
    KeyAnswer answer = new OsvDatabase(folders, WEEK, time).ask(List.of(CAVE)).byKey().get(CAVE);
    assertEquals(2, assertInstanceOf(Known.class, answer).advisories().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"X-1\",\"affected\":[{\"package\":{\"name\":\"Cave_Paint\"",
        "{\"affected\":\"cave.paint\",\"id\":\"X-1\"}",
      })
  void aBrokenRecordSpoilsOnlyThePackagesThatItMentions(String json) {
    archives(Map.of("X-1.json", json));
    for (int round = 0; round < 2; round++) {
      Map<PackageKey, KeyAnswer> answers = ask(CAVE, pypi("moss", "1"), CORE);
      assertInstanceOf(Unanswered.class, answers.get(CAVE));
      assertEquals(Set.of("PYSEC-2099-9"), ids(answers, pypi("moss", "1")));
      assertInstanceOf(Known.class, answers.get(CORE));
    }
  }

  @Test
  void aDamagedArchiveIsNoAnswer() throws Exception {
    archives(Map.of());
    Path zip = folder.resolve("own/PyPI/all.zip");
    byte[] bytes = Files.readAllBytes(zip);
    Files.write(zip, Arrays.copyOf(bytes, bytes.length / 2));
    Files.setLastModifiedTime(zip, FileTime.from(time.now()));
    Unanswered answer = assertInstanceOf(Unanswered.class, ask(CAVE).get(CAVE));
    assertTrue(answer.reason().contains("damaged"), answer.reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"truncate", "flip", "empty", "foreign"})
  void aDamagedIndexIsMadeAgain(String damage) throws Exception {
    archives(Map.of());
    ask(CAVE);
    for (Path index : indexes()) {
      byte[] bytes = Files.readAllBytes(index);
      byte[] broken =
          switch (damage) {
            case "truncate" -> Arrays.copyOf(bytes, bytes.length - 20);
            case "empty" -> new byte[0];
            case "foreign" -> "hello\n".repeat(20).getBytes(StandardCharsets.UTF_8);
            default -> flipped(bytes);
          };
      Files.write(index, broken);
    }
    assertEquals(3, ids(ask(CAVE), CAVE).size());
  }

  @Test
  void aNewArchiveMakesTheOldIndexVoid() {
    archives(Map.of());
    assertEquals(3, ids(ask(CAVE), CAVE).size());
    time.pass(Duration.ofHours(1));
    BulkArchive.write(
        folder.resolve("own/PyPI/all.zip"),
        time.now(),
        Map.of("PYSEC-2099-1.json", withdrawn("PYSEC-2099-1")));
    assertEquals(2, ids(ask(CAVE), CAVE).size());
  }

  @Test
  void buildsThatShareAFolderMakeTheIndexTogether() throws Exception {
    archives(Map.of());
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    List<Thread> threads =
        Stream.generate(() -> new Thread(() -> assertEquals(3, ids(ask(CAVE), CAVE).size())))
            .limit(4)
            .toList();
    threads.forEach(t -> t.setUncaughtExceptionHandler((thread, e) -> failures.add(e)));
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(List.of(), failures);
    try (Stream<Path> files = Files.list(folder.resolve("own/index"))) {
      assertEquals(0, files.filter(f -> f.toString().endsWith(".tmp")).count());
    }
  }

  private static byte[] flipped(byte[] bytes) {
    byte[] copy = bytes.clone();
    copy[copy.length / 2] ^= 1;
    return copy;
  }

  private static String withdrawn(String id) {
    return new String(SampleRecords.json(id), StandardCharsets.UTF_8)
        .replaceFirst("\\{", "{\"withdrawn\":\"2026-04-01T00:00:00Z\",");
  }

  private List<Path> indexes() throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("own/index"))) {
      return files.toList();
    }
  }

  private void archives(Map<String, String> more) {
    Instant now = time.now();
    BulkArchive.write(folder.resolve("own/PyPI/all.zip"), now, more);
    BulkArchive.write(folder.resolve("own/Maven/all.zip"), now, more);
  }

  private OsvDatabase database() {
    return new OsvDatabase(new DatabaseFolders(folder.resolve("own"), List.of()), WEEK, time);
  }

  private Map<PackageKey, KeyAnswer> ask(PackageKey... keys) {
    return database().ask(List.of(keys)).byKey();
  }

  private static Set<String> ids(Map<PackageKey, KeyAnswer> answers, PackageKey key) {
    return assertInstanceOf(Known.class, answers.get(key)).advisories().stream()
        .map(Advisory::id)
        .collect(Collectors.toSet());
  }
}
