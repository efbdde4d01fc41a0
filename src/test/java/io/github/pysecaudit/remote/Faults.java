package io.github.pysecaudit.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;

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
  FORBIDDEN("403", () -> answers(status(403).body("Forbidden\n"))),
  NOT_FOUND("404", () -> answers(status(404).body("{\"status\":404,\"error\":\"Not Found\"}"))),
  TOO_MANY("answered 429", () -> answers(status(429).body("Retry later\n"))),
  TOO_MANY_WAIT("answered 429", () -> answers(status(429).addHeader("Retry-After", "2"))),
  TOO_MANY_WAIT_LONG("asks to wait", () -> answers(status(429).addHeader("Retry-After", "86400"))),
  BROKEN("answered 500", () -> answers(status(500).body("<html>sorry</html>"))),
  UNAVAILABLE("answered 503", () -> answers(status(503).body("upstream connect error"))),
  RESET("broke", () -> answers(json().onResponseStart(new SocketEffect.CloseSocket()))),
  TRUNCATED("broke off", () -> answers(json().onResponseBody(new SocketEffect.CloseSocket()))),
  SLOW_DRIP("did not finish", () -> answers(json().throttleBody(1, 100, TimeUnit.MILLISECONDS))),
  BAD_JSON("sent", () -> answers(status(200).body("{\"vulns\":[{\"id\":NaN"))),
  HTML("sent", () -> answers(status(200).body("<html>Please log in</html>"))),
  WRONG_SHAPE("sent", () -> answers(status(200).body("{\"error\":\"try later\"}"))),
  DEEP("sent", () -> answers(status(200).body("[".repeat(20_000) + "]".repeat(20_000)))),
  EMPTY("sent", () -> answers(status(200))),
  HUGE("sent more than", () -> answers(blanks(300 << 20))),
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

  /** Whether {@link Http} itself notices; otherwise the client that reads the answer must. */
  public boolean isBelowTheAnswer() {
    return switch (this) {
      case FORBIDDEN, NOT_FOUND, BAD_JSON, HTML, WRONG_SHAPE, DEEP, EMPTY -> false;
      default -> true;
    };
  }

  /** Settings that do not wait long for the faults that show as silence. */
  public static HttpSettings impatient() {
    return HttpSettings.forVersion("test")
        .withTimeouts(Duration.ofMillis(400), Duration.ofMillis(400))
        .withRunDeadline(Duration.ofSeconds(20));
  }

  /** A server that gives this answer to every request. */
  public static Site answers(MockResponse.Builder answer) {
    try {
      MockWebServer server = new MockWebServer();
      server.setDispatcher(
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
              return answer.build();
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
    return status(200)
        .addHeader("Content-Type", "application/json")
        .body("{\"results\":[" + "{},".repeat(200) + "{}]}");
  }

  /** Small on the wire, large once it is decompressed. */
  private static MockResponse.Builder blanks(int bytes) {
    Buffer packed = new Buffer();
    byte[] block = " ".repeat(1 << 16).getBytes(UTF_8);
    try (GZIPOutputStream out = new GZIPOutputStream(packed.outputStream())) {
      for (int written = 0; written < bytes; written += block.length) {
        out.write(block);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return status(200).addHeader("Content-Encoding", "gzip").body(packed);
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
    return eachConnection(Socket::close);
  }

  /** Speaks plain HTTP where TLS is expected. */
  private static Site plainBehindHttps() {
    return eachConnection(
        connection -> {
          connection.getInputStream().read(new byte[1 << 14]);
          connection.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
          connection.close();
        });
  }

  /** What a server does with a connection. */
  @FunctionalInterface
  private interface Treatment {
    void apply(Socket connection) throws IOException;
  }

  private static Site eachConnection(Treatment treatment) {
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
    return site("https://127.0.0.1:" + socket.getLocalPort(), socket);
  }

  /** Its queue of connections is full, so the kernel drops what comes. */
  private static Site blackHole() {
    ServerSocket socket = listen(1);
    List<Closeable> open = new ArrayList<>(List.of(socket));
    for (int i = 0; i < 8; i++) {
      Socket caller = new Socket();
      open.add(caller);
      try {
        caller.connect(socket.getLocalSocketAddress(), 100);
      } catch (IOException e) {
        break;
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
