package io.github.pysecaudit.remote;

import static io.github.pysecaudit.remote.Lookups.found;
import static io.github.pysecaudit.remote.Lookups.reason;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpTlsTest {

  @TempDir static Path folder;
  private static TestTls tls;

  private final FakeTime time = new FakeTime();
  private final MockWebServer server = new MockWebServer();

  @BeforeAll
  static void makeCertificate() throws Exception {
    tls = TestTls.in(folder);
  }

  @BeforeEach
  void start() throws Exception {
    server.useHttps(tls.server());
    server.start(InetAddress.getLoopbackAddress(), 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void speaksHttp2WhereItIsOffered() throws Exception {
    server.enqueue(answer(200).body("ok").build());
    try (Http http = tls.client(Faults.impatient(), time)) {
      assertEquals("ok", found(http.send(Request.get(address("localhost")))).text());
    }
    assertEquals("HTTP/2", server.takeRequest().getVersion());
  }

  @Test
  void trustsNoUnknownCertificateAndDoesNotInsist() {
    try (Http http = new Http(Faults.impatient(), time, new Random(1))) {
      String reason = reason(http.send(Request.get(address("localhost"))));
      assertTrue(reason.startsWith("The TLS certificate of localhost:"), reason);
      assertEquals(reason, reason(http.send(Request.get(address("localhost")))));
    }
    assertEquals(List.of(), time.sleeps());
  }

  @Test
  void trustsNoCertificateOfAnotherHost() {
    try (Http http = tls.client(Faults.impatient(), time)) {
      String reason = reason(http.send(Request.get(address("127.0.0.1"))));
      assertTrue(reason.contains("is not trusted"), reason);
    }
  }

  @Test
  void neverFollowsFromHttpsToHttp() {
    String plain = "http://localhost:" + server.getPort() + "/";
    server.enqueue(answer(302).addHeader("Location", plain).build());
    try (Http http = tls.client(Faults.impatient(), time)) {
      String reason = reason(http.send(Request.get(address("localhost"))));
      assertTrue(reason.contains("redirected to an address that is not https"), reason);
    }
  }

  @Test
  void tunnelsThroughAProxyAndGivesOnlyItTheCredentials() throws Exception {
    server.enqueue(answer(200).inTunnel().build());
    server.enqueue(answer(200).body("through").build());
    try (Http http = tls.client(through(Optional.of("me"), Optional.of("s3cret")), time)) {
      assertEquals("through", found(http.send(Request.get(address("localhost")))).text());
    }
    RecordedRequest tunnel = server.takeRequest();
    assertEquals("CONNECT", tunnel.getMethod());
    assertEquals("Basic bWU6czNjcmV0", tunnel.getHeaders().get("Proxy-Authorization"));
    assertNull(server.takeRequest().getHeaders().get("Proxy-Authorization"));
  }

  @Test
  void saysThatTheProxyRefusesTheTunnelWithoutShowingThePassword() {
    server.enqueue(answer(407).inTunnel().addHeader("Proxy-Authenticate", "Basic realm=x").build());
    try (Http http = tls.client(through(Optional.of("me"), Optional.of("s3cret")), time)) {
      String reason = reason(http.send(Request.get(address("localhost"))));
      assertTrue(reason.contains("wants a user name and password"), reason);
      assertFalse(reason.contains("s3cret"), reason);
    }
  }

  private HttpSettings through(Optional<String> user, Optional<String> password) {
    ProxyServer proxy = new ProxyServer("127.0.0.1", server.getPort(), user, password);
    return Faults.impatient().withProxies(uri -> Optional.of(proxy));
  }

  private URI address(String host) {
    return URI.create("https://" + host + ":" + server.getPort() + "/");
  }

  private static MockResponse.Builder answer(int status) {
    return new MockResponse.Builder().code(status);
  }
}
