package io.github.pysecaudit.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import okio.ByteString;

/**
 * Everything that can go wrong between us and a server. Each fault can be started as a place on
 * this machine that answers every request with it.
 */
public enum Faults {
  DOWN("could not be reached", Faults::hangsUp),
  DNS("its name does not resolve", () -> site("https://nowhere.invalid")),
  REFUSED("the connection was refused", Faults::refuses),
  BLACK_HOLE("no connection came about in time", Faults::blackHole),
  SILENT("answer", Faults::silent),
  TLS_ERROR("no TLS connection came about", Faults::plainBehindHttps),
  UNTRUSTED("is not trusted by this Java", Faults::untrusted),
  NOT_HTTP("broke off", Faults::anotherProtocol),
  UNAUTHORIZED("401", () -> answers(status(401).addHeader("WWW-Authenticate", "Negotiate"))),
  FORBIDDEN("403", () -> answers(status(403).body("Forbidden\n"))),
  NOT_FOUND("404", () -> answers(status(404).body("{\"status\":404,\"error\":\"Not Found\"}"))),
  PROXY_LOGIN("wants a user name", () -> answers(status(407).body("Log in to the proxy\n"))),
  NETWORK_LOGIN("answered 511", () -> answers(status(511).body("<html>Accept our terms</html>"))),
  NOT_MODIFIED("304", () -> answers(status(304))),
  TOO_MANY("answered 429", () -> answers(status(429).body("Retry later\n"))),
  TOO_MANY_WAIT("answered 429", () -> answers(status(429).addHeader("Retry-After", "2"))),
  TOO_MANY_WAIT_LONG("asks to wait", () -> answers(status(429).addHeader("Retry-After", "86400"))),
  BROKEN("answered 500", () -> answers(status(500).body("<html>sorry</html>"))),
  UNAVAILABLE("answered 503", () -> answers(status(503).body("upstream connect error"))),
  RESET("broke", () -> answers(json().onResponseStart(new SocketEffect.CloseSocket()))),
  TRUNCATED("broke off", () -> answers(json().onResponseBody(new SocketEffect.CloseSocket()))),
  TRUNCATED_GZIP("broke off", Faults::truncatedGzip),
  NO_GZIP("broke off", () -> answers(json().addHeader("Content-Encoding", "gzip"))),
  SHORT_BODY("broke off", Faults::shortBody),
  CUT_BODY("sent", Faults::cutBody),
  SLOW_DRIP("did not finish", () -> answers(json().throttleBody(1, 100, TimeUnit.MILLISECONDS))),
  BAD_JSON("sent", () -> answers(status(200).body("{\"vulns\":[{\"id\":NaN"))),
  HTML("sent", () -> answers(status(200).body("<html>Please log in</html>"))),
  OLDER_API("sent", () -> answers(status(200).body("{\"vulns\":[],\"projects\":[]}"))),
  NULL("sent", () -> answers(status(200).body("null"))),
  NO_CONTENT("sent", () -> answers(status(204))),
  WRONG_SHAPE("sent", () -> answers(status(200).body("{\"error\":\"try later\"}"))),
  DEEP("sent", () -> answers(status(200).body("[".repeat(20_000) + "]".repeat(20_000)))),
  EMPTY("sent", () -> answers(status(200))),
  HUGE("sent more than", Faults::blanks),
  REDIRECT_LOOP("redirects in circles", () -> answers(status(302).addHeader("Location", "?"))),
  REDIRECT_ELSEWHERE(
      "redirected to elsewhere.example",
      () -> answers(status(302).addHeader("Location", "https://elsewhere.example/login")));

  /** A place on this machine where a fault lives. */
  public record Site(URI base, List<Closeable> open) implements Closeable {
    @Override
    public void close() throws IOException {
      for (Closeable each : open) {
        each.close();
      }
    }
  }

  private static final String RESULTS = "{\"results\":[" + "{},".repeat(200) + "{}]}";

  /** Made once for all tests: a second of work. */
  private static final class Certificate {
    private static final TestTls TLS = make();

    private static TestTls make() {
      try {
        Path folder = Files.createTempDirectory("faults");
        try {
          return TestTls.in(folder);
        } finally {
          Files.deleteIfExists(folder.resolve("test.p12"));
          Files.delete(folder);
        }
      } catch (IOException | GeneralSecurityException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /** Small on the wire, large once it is decompressed. Made once: a second of work. */
  private static final class Blanks {
    private static final ByteString PACKED =
        gzipped(" ".repeat(1 << 16).getBytes(UTF_8), (48 << 20) >> 16).readByteString();
  }

  private final String words;
  private final Supplier<Site> start;

  Faults(String words, Supplier<Site> start) {
    this.words = words;
    this.start = start;
  }

  /** What a message about it contains. */
  public String words() {
    return words;
  }

  /** Starts it; to be closed after use. Its base has no trailing slash. */
  public Site start() {
    return start.get();
  }

  /** Whether it is made of waiting: short deadlines make it short. All others come at once. */
  public boolean isMadeOfWaiting() {
    return this == DNS || this == BLACK_HOLE || this == SILENT || this == SLOW_DRIP;
  }

  /** Whether no connection comes about, as on a machine without a network. */
  public boolean isUnreachable() {
    return this == DNS || this == BLACK_HOLE;
  }

  /** Settings that do not wait long for the faults that show as silence. */
  public static HttpSettings impatient() {
    return HttpSettings.forVersion("test")
        .withTimeouts(Duration.ofMillis(400), Duration.ofMillis(400))
        .withRunDeadline(Duration.ofSeconds(20));
  }

  /** A client of its own for one run; what Java trusts is read once for all of them. */
  public static Http client(HttpSettings settings, Timekeeper time) {
    return new Http(settings, time, new Random(1), Optional.of(TestTls.OF_JAVA));
  }

  /** A server that gives this answer to every request. */
  public static Site answers(MockResponse.Builder answer) {
    return answering(request -> answer.build());
  }

  /** A server that answers like this. */
  public static Site answering(Function<RecordedRequest, MockResponse> answer) {
    try {
      MockWebServer server = new MockWebServer();
      server.setDispatcher(
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
              return answer.apply(request);
            }
          });
      server.start(InetAddress.getLoopbackAddress(), 0);
      return new Site(URI.create("http://127.0.0.1:" + server.getPort()), List.of(server));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MockResponse.Builder status(int code) {
    return new MockResponse.Builder().code(code);
  }

  private static MockResponse.Builder json() {
    return status(200).addHeader("Content-Type", "application/json").body(RESULTS);
  }

  private static Buffer gzipped(byte[] block, int blocks) {
    Buffer packed = new Buffer();
    try (GZIPOutputStream out = new GZIPOutputStream(packed.outputStream())) {
      for (int i = 0; i < blocks; i++) {
        out.write(block);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return packed;
  }

  private static Site blanks() {
    return answers(
        status(200).addHeader("Content-Encoding", "gzip").body(new Buffer().write(Blanks.PACKED)));
  }

  /** The length is right, but what it is the length of ends early. */
  private static Site truncatedGzip() {
    Buffer whole = gzipped(RESULTS.getBytes(UTF_8), 1);
    Buffer half = new Buffer();
    half.write(whole, whole.size() / 2);
    return answers(status(200).addHeader("Content-Encoding", "gzip").body(half));
  }

  /** Announces more than it sends, and hangs up. */
  private static Site shortBody() {
    return speaks(
        "http",
        "HTTP/1.1 200 OK\r\nContent-Length: 900\r\nConnection: close\r\n\r\n{\"results\":[{}]}");
  }

  /** Announces less than it sends. */
  private static Site cutBody() {
    return speaks(
        "http",
        "HTTP/1.1 200 OK\r\nContent-Length: 8\r\nConnection: close\r\n\r\n{\"results\":[{}]}");
  }

  private static Site anotherProtocol() {
    return speaks("http", "SSH-2.0-OpenSSH_9.6\r\n");
  }

  /** A certificate that nobody has signed, and for another host. */
  private static Site untrusted() {
    try {
      MockWebServer server = new MockWebServer();
      server.useHttps(Certificate.TLS.server());
      server.start(InetAddress.getLoopbackAddress(), 0);
      return new Site(URI.create("https://127.0.0.1:" + server.getPort()), List.of(server));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Site site(String base, Closeable... open) {
    return new Site(URI.create(base), List.of(open));
  }

  private static Site refuses() {
    ServerSocket socket = listen(1);
    int port = socket.getLocalPort();
    close(socket);
    return site("http://127.0.0.1:" + port);
  }

  /** Closes every connection as soon as it is there, before a word of TLS. */
  private static Site hangsUp() {
    return eachConnection("https", Socket::close);
  }

  /** Speaks plain HTTP where TLS is expected. */
  private static Site plainBehindHttps() {
    return speaks("https", "HTTP/1.1 400 Bad Request\r\n\r\n");
  }

  /** Says this to whoever says something, and closes the connection. */
  private static Site speaks(String scheme, String words) {
    return eachConnection(
        scheme,
        connection -> {
          connection.getInputStream().read(new byte[1 << 14]);
          connection.getOutputStream().write(words.getBytes(UTF_8));
          connection.close();
        });
  }

  /** What a server does with a connection. */
  @FunctionalInterface
  private interface Treatment {
    void apply(Socket connection) throws IOException;
  }

  private static Site eachConnection(String scheme, Treatment treatment) {
    ServerSocket socket = listen(50);
    Thread thread =
        new Thread(
            () -> {
              while (!socket.isClosed()) {
                try {
                  treatment.apply(socket.accept());
                } catch (IOException e) {
                  // The caller went away, or the socket was closed and the loop ends.
                  continue;
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
    return site(scheme + "://127.0.0.1:" + socket.getLocalPort(), socket);
  }

  /** Its queue of connections is full, so the kernel drops what comes. */
  private static Site blackHole() {
    ServerSocket socket = listen(1);
    List<Closeable> open = new ArrayList<>(List.of(socket));
    int dropped = 0;
    // One that is late may only have met a busy machine; two in a row have met a full queue.
    for (int i = 0; i < 16 && dropped < 2; i++) {
      Socket caller = new Socket();
      open.add(caller);
      try {
        caller.connect(socket.getLocalSocketAddress(), 100);
        dropped = 0;
      } catch (IOException e) {
        dropped++;
      }
    }
    return new Site(URI.create("http://127.0.0.1:" + socket.getLocalPort()), open);
  }

  /** Accepts connections and never says a word. */
  private static Site silent() {
    ServerSocket socket = listen(50);
    return site("http://127.0.0.1:" + socket.getLocalPort(), socket);
  }

  private static ServerSocket listen(int backlog) {
    try {
      return new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
