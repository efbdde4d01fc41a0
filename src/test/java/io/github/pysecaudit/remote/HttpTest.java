package io.github.pysecaudit.remote;

import static io.github.pysecaudit.remote.Lookups.found;
import static io.github.pysecaudit.remote.Lookups.reason;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTest {

  private final FakeTime time = new FakeTime();
  private final MockWebServer server = new MockWebServer();
  private final HttpSettings settings = HttpSettings.forVersion("1.2.3");
  private final Http http = new Http(settings, time, new Random(1));

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
    server.enqueue(answer(200).body("{}").addHeader("X-Kind", "test").build());
    Answer answer = found(http.send(get("/x?q=a%2Fb")));
    assertEquals("{}", answer.text());
    assertEquals(200, answer.status());
    assertEquals(Optional.of("test"), answer.header("x-kind"));
    RecordedRequest request = server.takeRequest();
    assertEquals("/x?q=a%2Fb", request.getTarget());
    assertEquals(
        "audit-maven-plugin/1.2.3 (+https://github.com/pysecaudit/audit-maven-plugin)",
        request.getHeaders().get("User-Agent"));
  }

  @Test
  void sendsABody() throws Exception {
    server.enqueue(answer(200).build());
    found(
        http.send(
            Request.post(server.url("/q").uri(), "application/json", "{\"a\":1}".getBytes(UTF_8))));
    RecordedRequest request = server.takeRequest();
    assertEquals("{\"a\":1}", request.getBody().utf8());
    assertEquals("application/json", request.getHeaders().get("Content-Type"));
  }

  @ParameterizedTest
  @ValueSource(ints = {304, 400, 401, 403, 404, 410, 413})
  void leavesWhatA4xxMeansToTheCaller(int status) {
    server.enqueue(answer(status).build());
    assertEquals(status, found(http.send(get("/"))).status());
    assertEquals(1, server.getRequestCount());
  }

  @ParameterizedTest
  @CsvSource({
    "429,7,7",
    "503,'Mon, 1 Jun 2026 12:00:09 GMT',9",
    "429,'Mon, 01 Jun 2026 11:00:00 GMT',0"
  })
  void waitsAsLongAsTheServerAsks(int status, String header, long seconds) {
    server.enqueue(answer(status).addHeader("Retry-After", header).build());
    server.enqueue(answer(200).body("ok").build());
    assertEquals("ok", found(http.send(get("/"))).text());
    assertEquals(List.of(Duration.ofSeconds(seconds)), time.sleeps());
  }

  @Test
  void doesNotWaitLongerThanThereIsTime() {
    server.enqueue(answer(429).addHeader("Retry-After", "3600").build());
    String reason = reason(http.send(get("/")));
    assertTrue(reason.contains("It asks to wait 3600 s"), reason);
    assertTrue(reason(http.send(get("/"))).contains("asked to wait longer"));
    assertEquals(List.of(), time.sleeps());
    assertEquals(1, server.getRequestCount());
  }

  @Test
  void givesUpAfterTheNumberOfTriesWithGrowingPauses() {
    for (int i = 0; i < 4; i++) {
      server.enqueue(answer(503).build());
    }
    String reason = reason(http.send(get("/")));
    assertTrue(reason.contains("answered 503") && reason.contains("tried 4 times"), reason);
    assertEquals(4, server.getRequestCount());
    List<Duration> pauses = time.sleeps();
    assertEquals(3, pauses.size());
    for (int i = 0; i < 3; i++) {
      long most = 500L << i;
      long pause = pauses.get(i).toMillis();
      assertTrue(pause >= most / 2 && pause <= most, pauses.toString());
    }
  }

  @Test
  void asksAgainForAnAnswerThatTheCallerObjectsTo() {
    server.enqueue(answer(200).body("<html>").build());
    server.enqueue(answer(200).body("{}").build());
    Request request =
        get("/").objectingTo(a -> a.text().equals("{}") ? Optional.empty() : Optional.of("a page"));
    assertEquals("{}", found(http.send(request)).text());
  }

  @Test
  void readsAsMuchAsIsAllowedAndNotAByteMore() {
    server.enqueue(answer(200).body("12345").build());
    server.enqueue(answer(200).body("123456").build());
    assertEquals(5, found(http.send(get("/").withMaxBytes(5))).body().length);
    String reason = reason(http.send(get("/").withMaxBytes(5)));
    assertTrue(reason.contains("sent more than 5 bytes"), reason);
    assertEquals(2, server.getRequestCount());
  }

  @Test
  void followsRedirectsWithinTheKnownHosts() {
    server.enqueue(answer(302).addHeader("Location", "/second").build());
    server.enqueue(
        answer(301).addHeader("Location", "http://localhost:" + server.getPort() + "/3").build());
    server.enqueue(answer(200).body("here").build());
    URI start = URI.create("http://127.0.0.1:" + server.getPort() + "/");
    Answer answer = found(http.send(Request.get(start).withRedirectsTo("localhost")));
    assertEquals("here", answer.text());
    assertEquals("/3", answer.finalUri().getPath());
  }

  @ParameterizedTest
  @CsvSource({
    "302,https://elsewhere.example/,not one of its known hosts",
    "302,http://elsewhere.example/,not one of its known hosts",
    "302,http://user:pw@{here}/,holds a user name or password",
    "301,file:///etc/passwd,not one of its known hosts",
    "302,http://%zz/,redirected to nowhere",
    "302,,redirected to nowhere"
  })
  void followsNoRedirectElsewhere(int status, String location, String words) {
    MockResponse.Builder answer = answer(status);
    if (location != null) {
      String here = server.getHostName() + ":" + server.getPort();
      answer.addHeader("Location", location.replace("{here}", here));
    }
    server.enqueue(answer.build());
    String reason = reason(http.send(get("/")));
    assertTrue(reason.contains(words), reason);
    assertFalse(reason.contains("pw"), reason);
  }

  @Test
  void sendsDataOnlyWhereTheServerSaysSoExplicitly() throws Exception {
    Request post = Request.post(server.url("/").uri(), "text/plain", "data".getBytes(UTF_8));
    server.enqueue(answer(302).addHeader("Location", "/b").build());
    String reason = reason(http.send(post));
    assertTrue(reason.contains("redirected a request that carries data"), reason);
    server.enqueue(answer(307).addHeader("Location", "/b").build());
    server.enqueue(answer(200).build());
    found(http.send(post));
    server.takeRequest();
    server.takeRequest();
    assertEquals("data", server.takeRequest().getBody().utf8());
  }

  @ParameterizedTest
  @CsvSource({
    "http://osv.example/,not https",
    "http://localhost.evil.example/,not https",
    "http://127.0.0.1.evil.example/,not https",
    "ftp://localhost/,not https",
    "https://user:secret@osv.example/,user name or password",
    "mailto:a@b.example,without a host"
  })
  void neverAsksAnAddressLikeThis(String address, String words) {
    String reason = reason(http.send(Request.get(URI.create(address))));
    assertTrue(reason.contains(words), reason);
    assertFalse(reason.contains("secret"), reason);
  }

  @Test
  void sendsNothingWhenOffline() {
    try (Http offline = new Http(settings.withOffline(true), time, new Random(1))) {
      assertTrue(reason(offline.send(get("/"))).startsWith("The build is offline"));
    }
    assertEquals(0, server.getRequestCount());
  }

  @Test
  void countsTheTimeOfAllRequestsTogetherButNotTheTimeInBetween() {
    server.enqueue(answer(503).addHeader("Retry-After", "9").build());
    server.enqueue(answer(200).body("late").build());
    server.enqueue(answer(503).addHeader("Retry-After", "9").build());
    try (Http brief =
        new Http(settings.withRunDeadline(Duration.ofSeconds(15)), time, new Random(1))) {
      time.sleep(Duration.ofHours(1));
      assertEquals("late", found(brief.send(get("/"))).text());
      time.sleep(Duration.ofHours(1));
      String reason = reason(brief.send(get("/")));
      assertTrue(reason.contains("It asks to wait 9 s, and"), reason);
    }
  }

  @Test
  void asksNothingMoreWhenTheTimeOfTheRunIsUsedUp() {
    try (Http brief = new Http(settings.withRunDeadline(Duration.ZERO), time, new Random(1))) {
      String reason = reason(brief.send(get("/")));
      assertTrue(reason.contains("may take 0 s together"), reason);
    }
    assertEquals(0, server.getRequestCount());
  }

  @Test
  void keepsToTheNumberOfRequestsAtATime() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch two = new CountDownLatch(2);
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            two.countDown();
            two.await(5, TimeUnit.SECONDS);
            now.decrementAndGet();
            return answer(200).build();
          }
        });
    try (Http narrow = new Http(settings.withLimits(1, 2), time, new Random(1))) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        Thread thread = new Thread(() -> found(narrow.send(get("/"))));
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertEquals(2, most.get());
    assertEquals(6, server.getRequestCount());
  }

  @Test
  void leavesNoThreadThatKeepsTheBuildAlive() {
    Set<Thread> before = lasting();
    server.enqueue(answer(200).build());
    found(http.send(get("/")));
    http.close();
    Set<Thread> after = lasting();
    after.removeAll(before);
    assertEquals(Set.of(), after);
  }

  @Test
  void stopsWhenTheThreadIsInterrupted() {
    server.enqueue(answer(200).build());
    Thread.currentThread().interrupt();
    String reason = reason(http.send(get("/")));
    assertTrue(Thread.interrupted());
    assertTrue(reason.contains("was interrupted"), reason);
  }

  @Test
  void showsNoSecretsOfARequest() {
    Request request = get("/x?token=secret").withHeader("Authorization", "secret").withMaxBytes(1);
    assertFalse(request.toString().contains("secret"), request.toString());
  }

  private static Set<Thread> lasting() {
    Set<Thread> threads = new HashSet<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!thread.isDaemon() && !thread.getName().contains("MockWebServer")) {
        threads.add(thread);
      }
    }
    return threads;
  }

  private static MockResponse.Builder answer(int status) {
    return new MockResponse.Builder().code(status);
  }

  private Request get(String path) {
    return Request.get(server.url(path).uri());
  }
}
