package io.github.pysecaudit.advisory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pysecaudit.remote.FakeTime;
import io.github.pysecaudit.remote.Http;
import io.github.pysecaudit.remote.HttpSettings;
import io.github.pysecaudit.remote.ResponseCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.net.ServerSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** An OSV service over the sample records, with hooks to make it misbehave. */
final class FakeOsv implements AutoCloseable {
  final List<Integer> batches = new CopyOnWriteArrayList<>();
  final List<String> fetched = new CopyOnWriteArrayList<>();
  final AtomicInteger requests = new AtomicInteger();
  final FakeTime time = new FakeTime();

  /** Rewrites the result of one query; gets the query and the regular result. */
  volatile BiFunction<JsonNode, ObjectNode, JsonNode> onQuery = (query, result) -> result;

  /** Answers a whole batch instead, unless it returns null. */
  volatile Function<JsonNode, MockResponse> onBatch = queries -> null;

  /** Answers a record instead, unless it returns null. */
  volatile Function<String, MockResponse> onRecord = id -> null;

  final Map<String, byte[]> records = new ConcurrentHashMap<>();

  private final JsonMapper mapper = new JsonMapper();
  private final MockWebServer server = new MockWebServer();
  private final List<Http> runs = new CopyOnWriteArrayList<>();

  FakeOsv() {
    SampleRecords.IDS.forEach(id -> records.put(id, SampleRecords.json(id)));
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            requests.incrementAndGet();
            return answer(request);
          }
        });
    server.setServerSocketFactory(new Prompt());
    try {
      server.start(InetAddress.getLoopbackAddress(), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpSettings impatient() {
    return HttpSettings.forVersion("test")
        .withTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(20))
        .withLimits(2, 16);
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  OsvSettings settings() {
    return OsvSettings.of(base());
  }

  /** A client of a new run. */
  OsvClient client(Path cache) {
    return client(cache, settings());
  }

  OsvClient client(Path cache, OsvSettings settings) {
    return new OsvClient(http(), cache(cache), settings, time);
  }

  /** A client of a run that may not use the network. */
  OsvClient offline(Path cache) {
    Http http = new Http(impatient().withOffline(true), time, new Random(1));
    runs.add(http);
    return new OsvClient(http, cache(cache), settings(), time);
  }

  ResponseCache cache(Path folder) {
    return new ResponseCache(folder, time, 8 << 20);
  }

  /** The network of one run: its deadline counts from here. */
  Http http() {
    Http http = new Http(impatient(), time, new Random(1));
    runs.add(http);
    return http;
  }

  static MockResponse json(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }

  private MockResponse answer(RecordedRequest request) {
    String path = request.getUrl().encodedPath();
    try {
      if (path.equals("/v1/querybatch")) {
        return batch(mapper.readTree(request.getBody().utf8()).path("queries"));
      }
      if (path.startsWith("/v1/vulns/")) {
        return record(request.getUrl().pathSegments().get(2));
      }
    } catch (IOException e) {
      return json(400, "{\"code\":3,\"message\":\"invalid JSON\"}");
    }
    return json(404, "{\"code\":5,\"message\":\"not defined by this API\"}");
  }

  private MockResponse batch(JsonNode queries) throws IOException {
    batches.add(queries.size());
    MockResponse instead = onBatch.apply(queries);
    if (instead != null) {
      return instead;
    }
    if (queries.size() > 1000) {
      return json(400, "{\"code\":3,\"message\":\"too many queries\"}");
    }
    ArrayNode results = mapper.createArrayNode();
    for (JsonNode query : queries) {
      results.add(onQuery.apply(query, result(query)));
    }
    return json(200, "{\"results\":" + results + "}");
  }

  private ObjectNode result(JsonNode query) throws IOException {
    PackageKey key =
        new PackageKey(
            query.at("/package/ecosystem").asText(),
            query.at("/package/name").asText(),
            query.path("version").asText());
    ObjectNode result = mapper.createObjectNode();
    for (Advisory advisory : matching(key)) {
      result
          .withArray("vulns")
          .addObject()
          .put("id", advisory.id())
          .put("modified", advisory.modified());
    }
    return result;
  }

  private List<Advisory> matching(PackageKey key) throws IOException {
    List<Advisory> matching = new ArrayList<>();
    for (String id : SampleRecords.IDS) {
      Advisory advisory = new AdvisoryReader().read(records.get(id));
      if (AdvisoryMatch.affects(advisory, key)) {
        matching.add(advisory);
      }
    }
    return matching;
  }

  private MockResponse record(String id) {
    fetched.add(id);
    MockResponse instead = onRecord.apply(id);
    if (instead != null) {
      return instead;
    }
    byte[] json = records.get(id);
    return json == null
        ? json(404, "{\"code\":5,\"message\":\"Vulnerability not found\"}")
        : json(200, new String(json, StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    runs.forEach(Http::close);
    server.close();
  }

  /** Sockets that send at once; else every answer waits 40 ms for the kernel. */
  private static final class Prompt extends ServerSocketFactory {
    @Override
    public ServerSocket createServerSocket() throws IOException {
      return new ServerSocket() {
        @Override
        public Socket accept() throws IOException {
          Socket socket = super.accept();
          socket.setTcpNoDelay(true);
          return socket;
        }
      };
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
      throw new IOException("not used");
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
      throw new IOException("not used");
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
        throws IOException {
      throw new IOException("not used");
    }
  }
}
