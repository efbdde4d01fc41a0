package io.github.pysecaudit.remote;

import static io.github.pysecaudit.remote.Lookups.found;
import static io.github.pysecaudit.remote.Lookups.reason;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpDownloadTest {

  private static final String FILE = "0123456789".repeat(40_000);

  private final MockWebServer server = new MockWebServer();
  private final Http http = new Http(Faults.impatient(), new FakeTime(), new Random(1));
  private final List<String> progress = new ArrayList<>();
  @TempDir Path folder;

  @BeforeEach
  void start() throws Exception {
    server.start(InetAddress.getLoopbackAddress(), 0);
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  @Test
  void putsTheWholeFileInPlace() throws Exception {
    server.enqueue(answer(200).body(FILE).build());
    Path target = found(http.download(download(1 << 20)));
    assertEquals(FILE, Files.readString(target));
    assertEquals(List.of("all.zip"), names());
    assertEquals("400000/400000", progress.get(progress.size() - 1));
    assertEquals("identity", server.takeRequest().getHeaders().get("Accept-Encoding"));
  }

  @Test
  void goesOnWhereItBrokeOff() throws Exception {
    server.enqueue(breaksOff().addHeader("ETag", "\"v1\"").build());
    server.enqueue(answer(503).build());
    server.enqueue(
        answer(206)
            .addHeader("ETag", "\"v1\"")
            .addHeader("Content-Range", "bytes 150000-399999/400000")
            .body(FILE.substring(150_000))
            .build());
    assertEquals(FILE, Files.readString(found(http.download(download(1 << 20)))));
    server.takeRequest();
    server.takeRequest();
    RecordedRequest rest = server.takeRequest();
    assertEquals("bytes=150000-", rest.getHeaders().get("Range"));
    assertEquals("\"v1\"", rest.getHeaders().get("If-Range"));
  }

  @Test
  void startsAgainWhenTheFileHasChanged() throws Exception {
    server.enqueue(breaksOff().addHeader("ETag", "\"v1\"").build());
    server.enqueue(answer(200).addHeader("ETag", "\"v2\"").body("new").build());
    assertEquals("new", Files.readString(found(http.download(download(1 << 20)))));
  }

  @Test
  void startsAgainWithoutATagAndAfterAWrongPart() throws Exception {
    server.enqueue(breaksOff().build());
    server.enqueue(breaksOff().addHeader("ETag", "\"v1\"").build());
    server.enqueue(
        answer(206)
            .addHeader("ETag", "\"v1\"")
            .addHeader("Content-Range", "bytes 7-10/400000")
            .body("789")
            .build());
    server.enqueue(answer(200).body(FILE).build());
    assertEquals(FILE, Files.readString(found(http.download(download(1 << 20)))));
    server.takeRequest();
    assertNull(server.takeRequest().getHeaders().get("Range"));
  }

  @Test
  void keepsTheOldFileWhenTheNewOneDoesNotCome() throws Exception {
    Files.writeString(folder.resolve("all.zip"), "old");
    for (int i = 0; i < 4; i++) {
      server.enqueue(breaksOff().build());
    }
    String reason = reason(http.download(download(1 << 20)));
    assertTrue(reason.contains("broke off its answer"), reason);
    assertEquals("old", Files.readString(folder.resolve("all.zip")));
    assertEquals(List.of("all.zip"), names());
  }

  @Test
  void takesNoMoreThanAllowedWhateverTheServerSays() throws Exception {
    server.enqueue(answer(200).body(FILE).build());
    assertTrue(reason(http.download(download(399_999))).contains("more than 399999 bytes"));
    server.enqueue(answer(200).chunkedBody(FILE, 10_000).build());
    assertTrue(reason(http.download(download(399_999))).contains("more than 399999 bytes"));
    assertEquals(List.of(), names());
  }

  @Test
  void saysThatThereIsNoSuchFile() throws Exception {
    server.enqueue(answer(404).body("none").build());
    String reason = reason(http.download(download(1 << 20)));
    assertTrue(reason.contains("status 404 instead of the file"), reason);
    assertEquals(List.of(), names());
  }

  @Test
  void saysThatTheFileCanNotBeWritten() throws Exception {
    Path occupied = Files.writeString(folder.resolve("occupied"), "");
    server.enqueue(answer(200).body("x").build());
    String reason = reason(http.download(download(occupied.resolve("all.zip"), 100)));
    assertTrue(reason.contains("can not be written"), reason);
  }

  private Download download(long maxBytes) {
    return download(folder.resolve("all.zip"), maxBytes);
  }

  private Download download(Path target, long maxBytes) {
    return new Download(
        server.url("/PyPI/all.zip").uri(),
        target,
        maxBytes,
        Duration.ofSeconds(10),
        Set.of(),
        (bytes, total) -> progress.add(bytes + "/" + total));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static MockResponse.Builder breaksOff() {
    return answer(200)
        .body(FILE.substring(0, 150_000))
        .setHeader("Content-Length", FILE.length())
        .onResponseEnd(new SocketEffect.CloseSocket());
  }

  private static MockResponse.Builder answer(int status) {
    return new MockResponse.Builder().code(status);
  }
}
