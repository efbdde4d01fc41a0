package io.github.pysecaudit.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpTest {

  private final FakeTime time = new FakeTime();
  private final MockWebServer server = new MockWebServer();
  private final HttpSettings settings = HttpSettings.forVersion("1.2.3");
  private Http http = new Http(settings, time, new Random(1));

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  @Test
  void bringsTheAnswerAndNamesItself() throws Exception {
    server.enqueue(new MockResponse.Builder().body("{}").build());
    Answer answer = found(http.send(get("/x?q=a%2Fb")));
    assertEquals("{}", answer.text());
    assertEquals(200, answer.status());
    RecordedRequest request = server.takeRequest();
    assertEquals("/x?q=a%2Fb", request.getTarget());
    assertEquals(
        "audit-maven-plugin/1.2.3 (+https://github.com/pysecaudit/audit-maven-plugin)",
        request.getHeaders().get("User-Agent"));
  }

  @Test
  void honoursRetryAfterInSeconds() {
    server.enqueue(new MockResponse.Builder().code(429).addHeader("Retry-After", "7").build());
    server.enqueue(new MockResponse.Builder().body("ok").build());
    assertEquals("ok", found(http.send(get("/"))).text());
    assertEquals(List.of(Duration.ofSeconds(7)), time.sleeps());
  }

  @Test
  void givesUpAfterTheNumberOfTries() {
    for (int i = 0; i < 4; i++) {
      server.enqueue(new MockResponse.Builder().code(503).build());
    }
    String reason = reason(http.send(get("/")));
    assertTrue(reason.contains("answered 503") && reason.contains("tried 4 times"), reason);
    assertEquals(4, server.getRequestCount());
  }

  private Request get(String path) {
    return Request.get(server.url(path).uri());
  }

  private static <T> T found(Lookup<T> lookup) {
    return lookup.fold(
        Lookup.Found::value,
        u -> {
          throw new AssertionError(u.reason());
        });
  }

  private static String reason(Lookup<?> lookup) {
    return lookup.fold(
        f -> {
          throw new AssertionError("found " + f);
        },
        Lookup.Unavailable::reason);
  }
}
