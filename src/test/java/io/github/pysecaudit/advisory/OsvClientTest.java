package io.github.pysecaudit.advisory;

import static io.github.pysecaudit.advisory.SampleRecords.maven;
import static io.github.pysecaudit.advisory.SampleRecords.pypi;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pysecaudit.advisory.AdvisorySource.Answers;
import io.github.pysecaudit.advisory.KeyAnswer.Known;
import io.github.pysecaudit.advisory.KeyAnswer.Partly;
import io.github.pysecaudit.advisory.KeyAnswer.Refused;
import io.github.pysecaudit.advisory.KeyAnswer.Unanswered;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.maven.artifact.versioning.ComparableVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OsvClientTest {
  private static final PackageKey CAVE = pypi("cave-paint", "1.2");
  private static final PackageKey CORE = maven("org.acme.sample:core", "1.2");
  private static final PackageKey FERN = pypi("fern", "1.0");

  @TempDir Path folder;

  private final FakeOsv osv = new FakeOsv();

  @AfterEach
  void close() {
    osv.close();
  }

  @Test
  void asksOnceForAllAndOnceForEachRecord() {
    Answers answers = osv.client(folder).ask(List.of(CAVE, CORE, FERN));
    assertEquals(
        Set.of("GHSA-aaaa-bbbb-cccc", "GHSA-rrrr-rrrr-rrrr", "PYSEC-2099-1"), ids(answers, CAVE));
    assertEquals(Set.of("GHSA-dddd-dddd-dddd", "OSV-2099-7"), ids(answers, CORE));
    assertEquals(Set.of(), ids(answers, FERN));
    assertEquals(List.of(3), osv.batches);
    assertEquals(5, osv.fetched.size());
    assertEquals(6, answers.requests());
  }

  @ParameterizedTest
  @CsvSource({"999, 1", "1000, 1", "1001, 2", "2500, 3"})
  void noBatchIsLargerThanTheServiceTakes(int keys, int batches) {
    osv.client(folder).ask(manyKeys(keys));
    assertEquals(batches, osv.batches.size());
    assertTrue(osv.batches.stream().allMatch(size -> size <= 1000));
  }

  @Test
  void asksNothingAgainWhileTheAnswersAreFreshCleanOnesIncluded() {
    osv.client(folder).ask(List.of(CAVE, FERN));
    int before = osv.requests.get();
    osv.time.pass(Duration.ofMinutes(29));
    Answers again = osv.client(folder).ask(List.of(CAVE, FERN));
    assertEquals(before, osv.requests.get());
    assertEquals(0, again.requests());
    assertEquals(3, ids(again, CAVE).size());
    assertEquals(Duration.ofMinutes(29), known(again, FERN).age());
  }

  @Test
  void afterTheFreshTimeOnlyTheQueryIsRepeatedAndNoUnchangedRecord() {
    osv.client(folder).ask(List.of(CAVE, FERN));
    osv.time.pass(Duration.ofMinutes(31));
    Answers again = osv.client(folder).ask(List.of(CAVE, FERN));
    assertEquals(1, again.requests());
    assertEquals(Duration.ZERO, known(again, CAVE).age());
  }

  @Test
  void aRecordThatWasChangedIsFetchedAgain() {
    osv.client(folder).ask(List.of(CAVE));
    osv.time.pass(Duration.ofHours(1));
    change("GHSA-rrrr-rrrr-rrrr", "2026-03-01T10:00:00Z", "2026-05-01T10:00:00Z");
    osv.client(folder).ask(List.of(CAVE));
    assertEquals(2, osv.fetched.stream().filter("GHSA-rrrr-rrrr-rrrr"::equals).count());
    assertEquals(4, osv.fetched.size());
  }

  @Test
  void aRecordThatLagsBehindItsQueryIsUsedButAskedForAgain() {
    osv.onQuery =
        (query, result) -> {
          result
              .path("vulns")
              .forEach(v -> ((ObjectNode) v).put("modified", "2026-05-05T00:00:00Z"));
          return result;
        };
    osv.client(folder).ask(List.of(CORE));
    osv.client(folder).ask(List.of(CORE));
    assertEquals(4, osv.fetched.size());
  }

  @Test
  void answersOfOneServerAreNotUsedForAnother() {
    osv.client(folder).ask(List.of(CAVE));
    try (FakeOsv other = new FakeOsv()) {
      other.client(folder).ask(List.of(CAVE));
      assertEquals(4, other.requests.get());
    }
  }

  @Test
  void aServerWithAPathIsAskedUnderThatPath() {
    OsvSettings nested = OsvSettings.of(URI.create(osv.base() + "/mirror/osv/"));
    assertEquals(
        osv.base() + "/mirror/osv/v1/vulns/X-1", nested.resolve("/v1/vulns/X-1").toString());
  }

  @Test
  void theCredentialsOfAServerAreNotShown() {
    OsvSettings settings = OsvSettings.of(URI.create("https://ann:secret@mirror.example:8443/osv"));
    assertEquals("https://mirror.example:8443/osv", settings.address());
    assertEquals("mirror.example:8443", settings.host());
  }

  @Test
  void whenTheServiceFailsAnOldAnswerIsUsedWithItsAge() {
    osv.client(folder).ask(List.of(CAVE, FERN));
    osv.onBatch = queries -> FakeOsv.json(503, "upstream connect error");
    osv.time.pass(Duration.ofDays(3));
    Answers answers = osv.client(folder).ask(List.of(CAVE, FERN, CORE));
    assertEquals(Duration.ofDays(3), known(answers, FERN).age());
    assertEquals(3, ids(answers, CAVE).size());
    assertTrue(known(answers, FERN).source().contains("503"), known(answers, FERN).source());
    assertInstanceOf(Unanswered.class, answers.byKey().get(CORE));
  }

  @Test
  void anAnswerThatIsTooOldIsMentionedAndNotUsed() {
    osv.client(folder).ask(List.of(FERN));
    osv.onBatch = queries -> FakeOsv.json(500, "");
    osv.time.pass(Duration.ofDays(8));
    Unanswered answer = unanswered(osv.client(folder).ask(List.of(FERN)), FERN);
    assertEquals(Optional.of(Duration.ofDays(8)), answer.newestAge());
    assertTrue(answer.reason().contains("500"), answer.reason());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 57, 999})
  void aBadQueryIsNamedByTheServiceAndTheRestGoesOn(int index) {
    refuseBadQueries(true);
    List<PackageKey> keys = new ArrayList<>(manyKeys(1000));
    PackageKey bad = keys.get(index);
    badQuery = bad;
    Answers answers = osv.client(folder).ask(keys);
    assertInstanceOf(Refused.class, answers.byKey().get(bad));
    assertEquals(999, answers.byKey().values().stream().filter(Known.class::isInstance).count());
    assertEquals(2, answers.requests());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 57, 999})
  void withoutAnIndexHalvingFindsTheBadQuery(int index) {
    refuseBadQueries(false);
    List<PackageKey> keys = new ArrayList<>(manyKeys(1000));
    badQuery = keys.get(index);
    Answers answers = osv.client(folder).ask(keys);
    assertInstanceOf(Refused.class, answers.byKey().get(badQuery));
    assertEquals(999, answers.byKey().values().stream().filter(Known.class::isInstance).count());
    assertTrue(answers.requests() <= 25, "requests: " + answers.requests());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413})
  void aServerThatTakesOnlySmallBatchesGetsSmallOnes(int status) {
    osv.onBatch =
        queries -> queries.size() > 100 ? FakeOsv.json(status, "<html>too much</html>") : null;
    Answers answers = osv.client(folder).ask(manyKeys(1000));
    assertTrue(answers.byKey().values().stream().allMatch(Known.class::isInstance));
    assertTrue(answers.requests() < 50, "requests: " + answers.requests());
  }

  @Test
  void aRecordThatIsTooLargeIsNotReadAndNotClean() {
    osv.onRecord = id -> FakeOsv.json(200, " ".repeat(3 << 20));
    Partly answer = partly(osv.client(folder).ask(List.of(CAVE)), CAVE);
    assertEquals(3, answer.unread().size());
    assertTrue(answer.reason().contains("2 MiB"), answer.reason());
  }

  @Test
  void aServiceThatRefusesEverythingIsGivenUpAndNotTakenForClean() {
    osv.onBatch =
        queries -> FakeOsv.json(400, "{\"code\":3,\"message\":\"invalid \\u001b[31mquery\"}");
    Answers answers = osv.client(folder).ask(manyKeys(500));
    assertTrue(answers.requests() <= 70, "requests: " + answers.requests());
    assertTrue(answers.byKey().values().stream().noneMatch(Known.class::isInstance));
    assertTrue(answers.byKey().values().stream().anyMatch(Unanswered.class::isInstance));
    assertTrue(answers.byKey().values().stream().noneMatch(a -> a.toString().contains("\u001b")));
  }

  @Test
  void pagesAreFollowedAlsoThroughEmptyOnesToAnEmptyLastOne() {
    AtomicInteger page = new AtomicInteger();
    osv.onQuery =
        (query, result) -> {
          if (!query.at("/package/name").asText().equals("cave-paint")) {
            return result;
          }
          return switch (page.getAndIncrement()) {
            case 0 -> read("{\"next_page_token\":\"RklSU1RfUEFHRV9UT0tFTg==\"}");
            case 1 -> read("{\"next_page_token\":\"RklSU1RfUEFHRV9UT0tFTg==\"}");
            case 2 -> read("{\"vulns\":[{\"id\":\"PYSEC-2099-1\"}],\"next_page_token\":\"p2\"}");
            case 3 ->
                read("{\"vulns\":[{\"id\":\"GHSA-rrrr-rrrr-rrrr\"}],\"next_page_token\":\"p3\"}");
            default -> read("{}");
          };
        };
    Answers answers = osv.client(folder).ask(List.of(CAVE, CORE));
    assertEquals(Set.of("PYSEC-2099-1", "GHSA-rrrr-rrrr-rrrr"), ids(answers, CAVE));
    assertEquals(List.of(2, 1, 1, 1, 1), osv.batches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"vulns\":[{\"id\":\"PYSEC-2099-1\"}],\"next_page_token\":\"again\"}",
        "{\"next_page_token\":\"again\"}",
      })
  void aTokenThatComesAgainEndsTheQueryWithoutAnAnswer(String page) {
    osv.onQuery =
        (query, result) -> query.at("/package/name").asText().equals("fern") ? result : read(page);
    Answers answers = osv.client(folder).ask(List.of(CAVE, FERN));
    assertFalse(answers.byKey().get(CAVE) instanceof Known);
    assertInstanceOf(Known.class, answers.byKey().get(FERN));
    assertTrue(answers.requests() < 10, "requests: " + answers.requests());
  }

  @Test
  void pagesWithoutEndEnd() {
    AtomicInteger page = new AtomicInteger();
    osv.onQuery =
        (query, result) -> read("{\"next_page_token\":\"t" + page.getAndIncrement() + "\"}");
    Answers answers = osv.client(folder).ask(List.of(FERN));
    assertInstanceOf(Unanswered.class, answers.byKey().get(FERN));
    assertTrue(answers.requests() <= 100, "requests: " + answers.requests());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>log in</html>",
        "{\"results\":[{}",
        "{}",
        "{\"results\":{}}",
        "{\"results\":[]}",
        "{\"results\":[{},{},{}]}",
        "{\"results\":[{},[]]}",
        "{\"results\":[{},{\"vulns\":{}}]}",
        "{\"results\":[{},{\"vulns\":[{}]}]}",
        "{\"results\":[{},{\"next_page_token\":7}]}",
        "{\"results\":[{},{\"error\":\"timeout\"}]}",
        "{\"results\":[{},{}]} trailing",
        "null",
        ""
      })
  void anAnswerOfTheWrongShapeIsNoAnswer(String body) {
    osv.onBatch = queries -> FakeOsv.json(200, body);
    Answers answers = osv.client(folder).ask(List.of(CAVE, FERN));
    assertTrue(answers.byKey().values().stream().allMatch(Unanswered.class::isInstance));
    osv.onBatch = queries -> null;
    assertEquals(3, ids(osv.client(folder).ask(List.of(CAVE)), CAVE).size(), "nothing was cached");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../x", "a b", "", "x?y", "-x", "a\tb"})
  void anIdThatNoRecordCanHaveSpoilsOnlyItsOwnPackage(String id) {
    osv.onQuery =
        (query, result) -> {
          if (query.at("/package/name").asText().equals("fern")) {
            result.withArray("vulns").addObject().put("id", id);
          }
          return result;
        };
    Answers answers = osv.client(folder).ask(List.of(CAVE, FERN));
    assertInstanceOf(Partly.class, answers.byKey().get(FERN));
    assertEquals(3, ids(answers, CAVE).size());
  }

  @Test
  void anIdWithACommaIsARecordLikeAnyOther() {
    String odd = "GHSA-dddd-dddd-dddd,";
    osv.records.put(
        odd,
        new String(osv.records.get("GHSA-dddd-dddd-dddd"), StandardCharsets.UTF_8)
            .replaceFirst("GHSA-dddd-dddd-dddd", odd)
            .getBytes(StandardCharsets.UTF_8));
    osv.onQuery =
        (query, result) -> {
          result.withArray("vulns").addObject().put("id", odd);
          return result;
        };
    assertEquals(Set.of(odd), ids(osv.client(folder).ask(List.of(FERN)), FERN));
  }

  @Test
  void aRecordThatIsGoneStillCountsBecauseTheQueryNamedIt() {
    osv.onRecord = id -> id.startsWith("PYSEC") ? FakeOsv.json(404, "{\"code\":5}") : null;
    Known answer = known(osv.client(folder).ask(List.of(CAVE)), CAVE);
    Advisory gone =
        answer.advisories().stream()
            .filter(a -> a.id().equals("PYSEC-2099-1"))
            .findFirst()
            .orElseThrow();
    assertEquals("The advisory itself is not available.", gone.summary());
  }

  @Test
  void aRecordThatWasWithdrawnMeanwhileDoesNotCount() {
    osv.onRecord =
        id ->
            FakeOsv.json(
                200,
                new String(osv.records.get(id), StandardCharsets.UTF_8)
                    .replaceFirst("\\{", "{\"withdrawn\":\"2026-04-01T00:00:00Z\","));
    assertEquals(Set.of(), ids(osv.client(folder).ask(List.of(CAVE)), CAVE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{\"id\":\"OTHER-1\"}", "{\"id\":\"", "{\"affected\":3}", "<html>"})
  void aRecordThatCannotBeReadLeavesHalfAnAnswer(String body) {
    osv.onRecord = id -> id.startsWith("PYSEC") ? FakeOsv.json(200, body) : null;
    Answers answers = osv.client(folder).ask(List.of(CAVE, FERN));
    Partly answer = partly(answers, CAVE);
    assertEquals(Set.of("PYSEC-2099-1"), answer.unread());
    assertEquals(2, answer.advisories().size());
    assertTrue(
        answer.reason().startsWith("The advisory PYSEC-2099-1 is about it, but: "),
        answer.reason());
    assertInstanceOf(Known.class, answers.byKey().get(FERN));
  }

  @Test
  void aRecordInAnOlderStateStandsInWhenTheServiceFails() {
    osv.client(folder).ask(List.of(CAVE));
    change("PYSEC-2099-1", "2026-03-01T10:00:00Z", "2026-05-01T10:00:00Z");
    osv.onRecord = id -> FakeOsv.json(500, "");
    osv.time.pass(Duration.ofHours(2));
    Known answer = known(osv.client(folder).ask(List.of(CAVE)), CAVE);
    assertEquals(3, answer.advisories().size());
    assertEquals(Duration.ZERO, answer.age(), "the query is of now");
    assertTrue(answer.source().contains("as it was 2 hours ago"), answer.source());
  }

  @Test
  void aRecordThatWasWithdrawnInAnOlderStateDoesNotStandInAsNone() {
    change("PYSEC-2099-1", "\"id\"", "\"withdrawn\":\"2026-03-01T10:00:00Z\",\"id\"");
    osv.onQuery = (query, result) -> naming(result, "2026-03-01T10:00:00Z");
    assertEquals(2, ids(osv.client(folder).ask(List.of(CAVE)), CAVE).size());
    osv.onQuery = (query, result) -> naming(result, "2026-06-01T10:00:00Z");
    osv.onRecord = id -> FakeOsv.json(500, "");
    osv.time.pass(Duration.ofHours(2));
    assertEquals(
        Set.of("PYSEC-2099-1"), partly(osv.client(folder).ask(List.of(CAVE)), CAVE).unread());
    osv.onRecord = id -> null;
    assertEquals(
        Set.of("PYSEC-2099-1"),
        partly(osv.client(folder).ask(List.of(CAVE)), CAVE).unread(),
        "the server lags behind its query");
  }

  private static ObjectNode naming(ObjectNode result, String modified) {
    result.withArray("vulns").addObject().put("id", "PYSEC-2099-1").put("modified", modified);
    return result;
  }

  @Test
  void aServiceThatFailsOnRecordsIsNotAskedForHundredsOfThem() {
    osv.onQuery =
        (query, result) -> {
          ObjectNode many = (ObjectNode) read("{\"vulns\":[]}");
          IntStream.range(0, 400)
              .forEach(
                  i -> many.withArray("vulns").addObject().put("id", "X-" + i).put("modified", ""));
          return many;
        };
    osv.onRecord = id -> FakeOsv.json(500, "");
    Answers answers = osv.client(folder).ask(List.of(FERN));
    assertEquals(400, partly(answers, FERN).unread().size());
    assertTrue(osv.fetched.size() < 60, "fetched: " + osv.fetched.size());
  }

  @Test
  void offlineNothingLeavesTheHouseAndTheCacheAnswers() {
    osv.client(folder).ask(List.of(CAVE));
    osv.time.pass(Duration.ofDays(2));
    int before = osv.requests.get();
    Answers answers = osv.offline(folder).ask(List.of(CAVE, FERN));
    assertEquals(3, ids(answers, CAVE).size());
    assertEquals(Duration.ofDays(2), known(answers, CAVE).age());
    assertTrue(unanswered(answers, FERN).reason().contains("offline"));
    assertEquals(before, osv.requests.get());
  }

  @Test
  void aBuildThatIsKilledWhileItWritesLeavesACacheThatAnswers() throws Exception {
    OsvSettings settings = osv.settings();
    osv.client(folder).ask(List.of(CAVE, CORE, FERN));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(),
                CacheWriterProcess.class.getName(),
                settings.server().toString(),
                folder.toString(),
                Long.toString(osv.time.now().toEpochMilli()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (InputStream written = process.getInputStream()) {
      assertEquals(40, written.readNBytes(40).length, "it writes");
    } finally {
      process.destroyForcibly().waitFor();
    }
    osv.onBatch = queries -> FakeOsv.json(503, "");
    Answers answers = osv.client(folder).ask(List.of(CAVE, CORE, FERN));
    assertEquals(3, ids(answers, CAVE).size());
    assertEquals(2, ids(answers, CORE).size());
    assertEquals(0, ids(answers, FERN).size());
  }

  @Test
  void aDamagedCacheIsAskedAgainAndNeverBelieved() throws Exception {
    osv.client(folder).ask(List.of(CAVE, FERN));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 3));
      }
    }
    int before = osv.requests.get();
    Answers answers = osv.client(folder).ask(List.of(CAVE, FERN));
    assertEquals(3, ids(answers, CAVE).size());
    assertEquals(4, osv.requests.get() - before);
  }

  @Test
  void aWriterThatWasKilledLeavesNothingThatIsRead() throws Exception {
    osv.client(folder).ask(List.of(CAVE));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] half = Files.readAllBytes(file);
        Files.write(file.resolveSibling(".killed.tmp"), Arrays.copyOf(half, half.length / 2));
      }
    }
    int before = osv.requests.get();
    assertEquals(3, ids(osv.client(folder).ask(List.of(CAVE)), CAVE).size());
    assertEquals(before, osv.requests.get());
  }

  @Test
  void buildsThatShareACacheFolderAgree() throws Exception {
    List<Thread> threads = new ArrayList<>();
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int round = 0; round < 5; round++) {
                  Answers answers = osv.client(folder).ask(List.of(CAVE, CORE, FERN));
                  assertEquals(3, ids(answers, CAVE).size());
                  assertEquals(2, ids(answers, CORE).size());
                  assertEquals(0, ids(answers, FERN).size());
                }
              });
      thread.setUncaughtExceptionHandler((t, e) -> failures.add(e));
      threads.add(thread);
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(List.of(), failures);
  }

  /** Where the classes of that process come from, whoever runs this test. */
  private static String classPath() throws Exception {
    List<String> places = new ArrayList<>();
    for (Class<?> type :
        List.of(
            CacheWriterProcess.class,
            OsvClient.class,
            JsonNode.class,
            JsonFactory.class,
            JsonAutoDetect.class,
            ComparableVersion.class)) {
      places.add(
          Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
    }
    return String.join(File.pathSeparator, places);
  }

  private volatile PackageKey badQuery;

  private void refuseBadQueries(boolean withIndex) {
    osv.onBatch =
        queries -> {
          for (int i = 0; i < queries.size(); i++) {
            if (queries.get(i).at("/package/name").asText().equals(badQuery.name())) {
              String where = withIndex ? "error in query at index " + i + ": rpc error: " : "";
              return FakeOsv.json(400, "{\"code\":3,\"message\":\"" + where + "invalid query\"}");
            }
          }
          return null;
        };
  }

  private void change(String id, String from, String to) {
    osv.records.computeIfPresent(
        id,
        (k, json) ->
            new String(json, StandardCharsets.UTF_8)
                .replace(from, to)
                .getBytes(StandardCharsets.UTF_8));
  }

  private static TreeSet<PackageKey> manyKeys(int count) {
    TreeSet<PackageKey> keys = new TreeSet<>();
    IntStream.range(0, count).forEach(i -> keys.add(pypi("package-%05d".formatted(i), "1.0")));
    return keys;
  }

  private static JsonNode read(String json) {
    try {
      return new JsonMapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Known known(Answers answers, PackageKey key) {
    return assertInstanceOf(Known.class, answers.byKey().get(key));
  }

  private static Partly partly(Answers answers, PackageKey key) {
    return assertInstanceOf(Partly.class, answers.byKey().get(key));
  }

  private static Unanswered unanswered(Answers answers, PackageKey key) {
    return assertInstanceOf(Unanswered.class, answers.byKey().get(key));
  }

  private static Set<String> ids(Answers answers, PackageKey key) {
    return known(answers, key).advisories().stream().map(Advisory::id).collect(Collectors.toSet());
  }
}
