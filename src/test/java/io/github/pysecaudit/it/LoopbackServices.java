package io.github.pysecaudit.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands in for the OSV and badge services in integration tests and in the bundled example: a real
 * server on the loopback interface that answers from files of the project it belongs to.
 *
 * <p>{@code services/osv/*.json} are OSV records, matched by ecosystem, name and the enumerated
 * versions. {@code services/badge.json} is an array of badge entries.
 *
 * <p>It is a proxy for itself, too: a request for an absolute address is answered the same way,
 * once it brings credentials.
 */
public final class LoopbackServices implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final Map<String, JsonNode> advisories = new TreeMap<>();
  private final ArrayNode badges;
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<String> queries = Collections.synchronizedList(new ArrayList<>());

  private LoopbackServices(File folder) throws IOException {
    File[] records = new File(folder, "osv").listFiles((f, name) -> name.endsWith(".json"));
    for (File file : records == null ? new File[0] : records) {
      JsonNode advisory = JSON.readTree(file);
      advisories.put(advisory.path("id").asText(), advisory);
    }
    File badgeFile = new File(folder, "badge.json");
    badges = badgeFile.exists() ? (ArrayNode) JSON.readTree(badgeFile) : JSON.createArrayNode();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /**
   * Starts the services from the folder {@code services} of a project, and points a Maven run at
   * them.
   *
   * @param basedir the project
   * @param userProperties properties of the run; gets addresses and a cache folder of its own
   */
  public static LoopbackServices start(File basedir, Properties userProperties) throws IOException {
    LoopbackServices services = new LoopbackServices(new File(basedir, "services"));
    userProperties.setProperty("audit.osvUrl", services.url());
    userProperties.setProperty("audit.badgeUrl", services.url());
    userProperties.setProperty(
        "audit.cacheDirectory", new File(basedir, "target/audit-cache").getPath());
    return services;
  }

  /** Base address of both services. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Method and path of every request so far. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** Every package that was asked about, as {@code ecosystem name version}. */
  public List<String> queries() {
    return List.copyOf(queries);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (exchange.getRequestURI().isAbsolute()
          && !exchange.getRequestHeaders().containsKey("Proxy-Authorization")) {
        exchange.getResponseHeaders().add("Proxy-Authenticate", "Basic realm=\"loopback\"");
        exchange.sendResponseHeaders(407, -1);
        return;
      }
      JsonNode answer;
      if (path.equals("/v1/querybatch")) {
        answer = batch(JSON.readTree(body));
      } else if (path.startsWith("/v1/vulns/")) {
        answer = advisories.get(path.substring("/v1/vulns/".length()));
      } else if (path.equals("/projects.json")) {
        answer = search(exchange.getRequestURI().getRawQuery());
      } else if (path.startsWith("/projects/")) {
        answer = badge(path.replaceAll("\\D", ""));
      } else {
        answer = null;
      }
      send(exchange, answer);
    }
  }

  private JsonNode batch(JsonNode batch) {
    ArrayNode results = JSON.createArrayNode();
    for (JsonNode query : batch.path("queries")) {
      JsonNode wanted = query.path("package");
      String version = query.path("version").asText();
      queries.add(
          wanted.path("ecosystem").asText() + " " + wanted.path("name").asText() + " " + version);
      ObjectNode result = results.addObject();
      advisories.values().stream()
          .filter(a -> affects(a, wanted, version))
          .forEach(
              a ->
                  result
                      .withArray("/vulns")
                      .addObject()
                      .put("id", a.path("id").asText())
                      .put("modified", a.path("modified").asText()));
    }
    return JSON.createObjectNode().set("results", results);
  }

  private static boolean affects(JsonNode advisory, JsonNode wanted, String version) {
    for (JsonNode affected : advisory.path("affected")) {
      if (affected.path("package").path("name").equals(wanted.path("name"))
          && affected.path("package").path("ecosystem").equals(wanted.path("ecosystem"))) {
        for (JsonNode one : affected.path("versions")) {
          if (one.asText().equals(version)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private JsonNode search(String query) {
    ArrayNode found = JSON.createArrayNode();
    String text = query == null ? "" : query;
    if (text.startsWith("url=")) {
      String url = URLDecoder.decode(text.substring(4), StandardCharsets.UTF_8);
      badges.forEach(
          b -> {
            if (b.path("repo_url").asText().equals(url)
                || b.path("homepage_url").asText().equals(url)) {
              found.add(b);
            }
          });
    }
    return found;
  }

  private JsonNode badge(String id) {
    for (JsonNode badge : badges) {
      if (badge.path("id").asText().equals(id)) {
        return badge;
      }
    }
    return null;
  }

  private static void send(HttpExchange exchange, JsonNode answer) throws IOException {
    byte[] bytes =
        (answer == null ? "{\"status\":404,\"error\":\"Not Found\"}" : answer.toString())
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer == null ? 404 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
