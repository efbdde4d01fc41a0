package io.github.pysecaudit.badge;

import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** The parts of the badge application that a client meets, with its exact matching rules. */
final class BadgeServer implements AutoCloseable {

  /** An entry; {@code json} is inserted as it is. */
  record Entry(int id, String repository, String homepage, String json) {
    @Override
    public String toString() {
      return "{\"id\":%d,\"name\":\"Entry %d\",\"repo_url\":%s,\"homepage_url\":%s,%s}"
          .formatted(id, id, quoted(repository), quoted(homepage), json);
    }

    private static String quoted(String text) {
      return text == null ? "null" : "\"" + text + "\"";
    }
  }

  private static final Pattern ONE = Pattern.compile("/projects/([1-9][0-9]*)\\.json");
  private static final Pattern MANY =
      Pattern.compile("/projects\\.json\\?(?:page=([0-9]+)&)?(url|pq)=([A-Za-z0-9._~%-]+)");

  private final MockWebServer server = new MockWebServer();
  private final List<Entry> entries = new ArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  BadgeServer() throws Exception {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            asked.add(request.getTarget());
            return answer(request.getTarget());
          }
        });
    server.start(InetAddress.getLoopbackAddress(), 0);
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  List<String> asked() {
    return List.copyOf(asked);
  }

  BadgeServer with(int id, String repository, String homepage, String level, int tiered) {
    String json =
        "\"badge_level\":\"%s\",\"tiered_percentage\":%d,\"updated_at\":\"2026-05-30T14:21:35.145Z\""
            .formatted(level, tiered);
    return with(id, repository, homepage, json);
  }

  BadgeServer with(int id, String repository, String homepage, String json) {
    entries.add(new Entry(id, repository, homepage, json));
    return this;
  }

  private MockResponse answer(String target) {
    Matcher one = ONE.matcher(target);
    if (one.matches()) {
      return entries.stream()
          .filter(entry -> entry.id() == Integer.parseInt(one.group(1)))
          .findFirst()
          .map(entry -> json(200, entry.toString()))
          .orElseGet(() -> json(404, "{\"status\":404,\"error\":\"Not Found\"}"));
    }
    Matcher many = MANY.matcher(target);
    if (!many.matches()) {
      return new MockResponse.Builder().code(500).body("not the canonical form").build();
    }
    String value = URLDecoder.decode(many.group(3), StandardCharsets.UTF_8);
    Predicate<String> match =
        many.group(2).equals("url") ? value::equals : text -> startsWith(text, value);
    int page = many.group(1) == null ? 1 : Integer.parseInt(many.group(1));
    return json(
        200,
        entries.stream()
            .filter(e -> matches(match, e.repository()) || matches(match, e.homepage()))
            .skip((page - 1) * 20L)
            .limit(20)
            .toList()
            .toString());
  }

  private static boolean matches(Predicate<String> match, String text) {
    return text != null && match.test(text);
  }

  private static boolean startsWith(String text, String prefix) {
    return text.toLowerCase(Locale.ROOT).startsWith(prefix.toLowerCase(Locale.ROOT));
  }

  private static MockResponse json(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type", "application/json; charset=utf-8")
        .body(body)
        .build();
  }

  @Override
  public void close() {
    server.close();
  }
}
