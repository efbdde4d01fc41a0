package io.github.pysecaudit.remote;

import static io.github.pysecaudit.remote.Lookups.found;
import static io.github.pysecaudit.remote.Lookups.reason;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.Random;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpProxyTest {

  private static final URI TARGET = URI.create("http://127.0.0.1:9/x");

  private final FakeTime time = new FakeTime();
  private final MockWebServer proxy = new MockWebServer();

  @BeforeEach
  void start() throws Exception {
    proxy.start(InetAddress.getLoopbackAddress(), 0);
  }

  @AfterEach
  void stop() {
    proxy.close();
  }

  @Test
  void sendsTheCredentialsOnceTheyAreWanted() throws Exception {
    proxy.enqueue(wants());
    proxy.enqueue(new MockResponse.Builder().body("through").build());
    try (Http http = through(server("me", "s3cret"))) {
      assertEquals("through", found(http.send(Request.get(TARGET))).text());
    }
    RecordedRequest first = proxy.takeRequest();
    assertEquals("GET http://127.0.0.1:9/x HTTP/1.1", first.getRequestLine());
    assertEquals("Basic bWU6czNjcmV0", proxy.takeRequest().getHeaders().get("Proxy-Authorization"));
  }

  @Test
  void saysThatTheCredentialsAreWrongWithoutShowingThem() {
    proxy.enqueue(wants());
    proxy.enqueue(wants());
    try (Http http = through(server("me", "s3cret"))) {
      String reason = reason(http.send(Request.get(TARGET)));
      assertTrue(reason.contains("The proxy 127.0.0.1:" + proxy.getPort()), reason);
      assertTrue(reason.contains("wants a user name and password"), reason);
      assertFalse(reason.contains("s3cret") || reason.contains("me:"), reason);
    }
    assertEquals(2, proxy.getRequestCount());
  }

  @Test
  void namesTheProxyThatIsNotThere() {
    proxy.close();
    try (Http http = through(server("me", "s3cret"))) {
      String reason = reason(http.send(Request.get(TARGET)));
      assertTrue(
          reason.contains("refused (through the proxy 127.0.0.1:" + proxy.getPort() + ")"), reason);
    }
  }

  @Test
  void namesTheProxyWhoseNameDoesNotResolve() {
    ProxyServer lost =
        new ProxyServer("proxy.invalid", 8080, Optional.of("me"), Optional.of("s3cret"));
    try (Http http = through(lost)) {
      String reason = reason(http.send(Request.get(TARGET)));
      assertEquals(
          "The proxy proxy.invalid:8080 could not be found: its name does not resolve here.",
          reason);
    }
  }

  @Test
  void goesDirectlyWhereTheChooserSaysSo() throws Exception {
    try (MockWebServer direct = new MockWebServer()) {
      direct.start(InetAddress.getLoopbackAddress(), 0);
      direct.enqueue(new MockResponse.Builder().body("direct").build());
      ProxyServer server = server("me", "s3cret");
      HttpSettings settings =
          Faults.impatient()
              .withProxies(
                  uri ->
                      uri.getPort() == direct.getPort() ? Optional.empty() : Optional.of(server));
      try (Http http = new Http(settings, time, new Random(1))) {
        URI uri = URI.create("http://127.0.0.1:" + direct.getPort() + "/");
        assertEquals("direct", found(http.send(Request.get(uri))).text());
      }
    }
    assertEquals(0, proxy.getRequestCount());
  }

  @Test
  void aProxyIsShownWithoutItsCredentials() {
    assertEquals("127.0.0.1:" + proxy.getPort(), server("me", "s3cret").toString());
  }

  private Http through(ProxyServer server) {
    HttpSettings settings = Faults.impatient().withProxies(uri -> Optional.of(server));
    return new Http(settings, time, new Random(1));
  }

  private ProxyServer server(String user, String password) {
    return new ProxyServer("127.0.0.1", proxy.getPort(), Optional.of(user), Optional.of(password));
  }

  private static MockResponse wants() {
    return new MockResponse.Builder()
        .code(407)
        .addHeader("Proxy-Authenticate", "Basic realm=\"office\"")
        .build();
  }
}
