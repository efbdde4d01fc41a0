package io.github.pysecaudit.advisory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.advisory.DatabaseUpdate.Result;
import io.github.pysecaudit.advisory.DatabaseUpdate.State;
import io.github.pysecaudit.remote.FakeTime;
import io.github.pysecaudit.remote.Http;
import io.github.pysecaudit.remote.HttpSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUpdateTest {
  private static final PackageKey CAVE = SampleRecords.pypi("cave-paint", "1.2");

  @TempDir Path folder;

  private final FakeTime time = new FakeTime();
  private final MockWebServer server = new MockWebServer();
  private final List<String> seen = new ArrayList<>();
  private byte[] offered;
  private long checksum;
  private int status = 200;

  @BeforeEach
  void start() throws IOException {
    offered =
        Files.readAllBytes(BulkArchive.write(folder.resolve("made/all.zip"), time.now(), Map.of()));
    checksum = BulkFile.crc32c(folder.resolve("made/all.zip"));
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            seen.add(request.getMethod() + " " + request.getUrl().encodedPath());
            MockResponse.Builder answer = new MockResponse.Builder().code(status);
            if (checksum >= 0) {
              byte[] crc = ByteBuffer.allocate(4).putInt((int) checksum).array();
              answer.addHeader("X-Goog-Hash", "md5=AAAA");
              answer.addHeader("X-Goog-Hash", "crc32c=" + Base64.getEncoder().encodeToString(crc));
            }
            return request.getMethod().equals("HEAD")
                ? answer.build()
                : answer.body(new Buffer().write(offered)).build();
          }
        });
    server.start(InetAddress.getLoopbackAddress(), 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void fetchesTheFileAndMatchesWithIt() {
    List<Long> progress = new ArrayList<>();
    Result result = update(progress).get(0);
    assertEquals(State.UPDATED, result.state(), result.message());
    assertEquals(offered.length, result.bytes());
    assertEquals(List.of("HEAD /PyPI/all.zip", "GET /PyPI/all.zip"), seen);
    assertEquals((long) offered.length, progress.get(progress.size() - 1));
    assertEquals(3, advisories());
  }

  @Test
  void aFileThatHasNotChangedIsNotFetchedButCountsAsCurrent() {
    update();
    time.pass(Duration.ofDays(6));
    assertEquals(State.CURRENT, update().get(0).state());
    assertEquals(3, seen.size());
    time.pass(Duration.ofDays(6));
    assertEquals(3, advisories(), "the check made the data six days old, not twelve");
  }

  @Test
  void aFileWithTheWrongChecksumNeverReplacesTheOldOne() throws IOException {
    update();
    byte[] before = Files.readAllBytes(zip());
    checksum ^= 1;
    Result result = update().get(0);
    assertEquals(State.FAILED, result.state());
    assertEquals(
        "The data for PyPI does not have the checksum that the server states.", result.message());
    assertArrayEquals(before, Files.readAllBytes(zip()));
    assertNothingLeftOver();
  }

  @Test
  void aFileThatIsNoArchiveNeverReplacesTheOldOne() throws IOException {
    update();
    byte[] before = Files.readAllBytes(zip());
    offered = "<html>log in</html>".getBytes(StandardCharsets.UTF_8);
    checksum = -1;
    assertEquals(State.FAILED, update().get(0).state());
    assertArrayEquals(before, Files.readAllBytes(zip()));
    assertNothingLeftOver();
  }

  @Test
  void aMirrorWithoutChecksumIsUsedAndSaidSo() {
    checksum = -1;
    Result result = update().get(0);
    assertEquals(State.UPDATED, result.state());
    assertTrue(result.message().endsWith("The server states no checksum."), result.message());
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 500, 503})
  void aServerThatRefusesLeavesTheOldFile(int code) throws IOException {
    update();
    status = code;
    Result result = update().get(0);
    assertEquals(State.FAILED, result.state());
    assertTrue(result.message().contains(Integer.toString(code)), result.message());
    assertEquals(3, advisories());
    assertNothingLeftOver();
  }

  @Test
  void onlyEcosystemsThatAreLookedUpAreFetched() {
    Result result = update(List.of("../../etc"), new ArrayList<>()).get(0);
    assertEquals(State.FAILED, result.state());
    assertEquals(List.of(), seen);
  }

  @Test
  void aDownloadThatWasKilledLeavesTheOldFileInUse() throws IOException {
    update();
    Files.write(zip().resolveSibling(".incoming1.zip"), Arrays.copyOf(offered, 100));
    assertEquals(3, advisories());
    assertEquals(State.CURRENT, update().get(0).state());
  }

  private void assertNothingLeftOver() throws IOException {
    try (Stream<Path> files = Files.list(zip().getParent())) {
      assertFalse(files.anyMatch(f -> f.getFileName().toString().startsWith(".")));
    }
  }

  private Path zip() {
    return folder.resolve("own/PyPI/all.zip");
  }

  private int advisories() {
    OsvDatabase database = new OsvDatabase(folders(), Duration.ofDays(7), time);
    KeyAnswer answer = database.ask(List.of(CAVE)).byKey().get(CAVE);
    return answer instanceof KeyAnswer.Known known ? known.advisories().size() : -1;
  }

  private DatabaseFolders folders() {
    return new DatabaseFolders(folder.resolve("own"), List.of());
  }

  private List<Result> update() {
    return update(new ArrayList<>());
  }

  private List<Result> update(List<Long> progress) {
    return update(List.of("PyPI"), progress);
  }

  private List<Result> update(List<String> ecosystems, List<Long> progress) {
    HttpSettings settings =
        HttpSettings.forVersion("test")
            .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(2))
            .withLimits(2, 4);
    try (Http http = new Http(settings, time, new Random(1))) {
      return new DatabaseUpdate(
              http,
              http,
              URI.create("http://127.0.0.1:" + server.getPort()),
              folders(),
              Duration.ofMinutes(1),
              time)
          .update(ecosystems, (ecosystem, bytes, total) -> progress.add(bytes));
    }
  }
}
