package io.github.pysecaudit.advisory;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.pysecaudit.advisory.QueryAnswer.Failed;
import io.github.pysecaudit.advisory.QueryAnswer.Named;
import io.github.pysecaudit.advisory.QueryAnswer.Reference;
import io.github.pysecaudit.advisory.QueryAnswer.Rejected;
import io.github.pysecaudit.remote.Answer;
import io.github.pysecaudit.remote.HttpSender;
import io.github.pysecaudit.remote.Lookup;
import io.github.pysecaudit.remote.Request;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run of {@code POST /v1/querybatch}: follows the pages of its queries, and finds the bad query
 * when the service refuses a batch.
 *
 * <p>A page may be empty but for a token, and when a batch grows too large the service answers some
 * of its queries with nothing but the token they came with. So a token that comes again is a loop
 * only if it brings records again, or if no query of the batch gets any further.
 */
final class QueryBatch {
  private static final Pattern BAD_INDEX = Pattern.compile("query at index ([0-9]{1,4})\\b");
  private static final int MAX_ROUNDS = 100;
  private static final int MAX_IDLE_ROUNDS = 5;
  private static final int MAX_REFUSALS = 64;
  private static final int MAX_TOKEN = 10_000;

  /** The service stops at 3,000 records in a batch, which is a tenth of this. */
  private static final long MAX_BYTES = 4L << 20;

  /** How far a query has come. */
  private static final class Progress {
    private final Map<String, Reference> found = new LinkedHashMap<>();
    private final Set<String> tokens = new HashSet<>();
    private String token = "";

    Failed failed(String reason, boolean unusable) {
      return new Failed(reason, List.copyOf(found.values()), unusable);
    }
  }

  private final HttpSender http;
  private final OsvSettings settings;
  private final AtomicInteger requests;
  private final Breaker breaker;
  private final Map<PackageKey, QueryAnswer> answers = new HashMap<>();
  private int refusals;

  QueryBatch(HttpSender http, OsvSettings settings, AtomicInteger requests, Breaker breaker) {
    this.http = http;
    this.settings = settings;
    this.requests = requests;
    this.breaker = breaker;
  }

  /** One answer for each key. */
  Map<PackageKey, QueryAnswer> ask(List<PackageKey> keys) {
    Map<PackageKey, Progress> open = new LinkedHashMap<>();
    keys.forEach(key -> open.put(key, new Progress()));
    int idle = 0;
    for (int round = 0; !open.isEmpty(); round++) {
      if (round == MAX_ROUNDS || idle == MAX_IDLE_ROUNDS) {
        failAll(open, settings.host() + " sends pages without end.");
        break;
      }
      idle = round(open) ? 0 : idle + 1;
    }
    return answers;
  }

  private void failAll(Map<PackageKey, Progress> open, String reason) {
    open.forEach((key, progress) -> answers.put(key, progress.failed(reason, false)));
    open.clear();
  }

  /** Sends all open queries once; whether any of them got further. */
  private boolean round(Map<PackageKey, Progress> open) {
    Optional<String> stopped = breaker.open();
    if (stopped.isPresent()) {
      failAll(open, stopped.get());
      return true;
    }
    List<PackageKey> keys = List.copyOf(open.keySet());
    Lookup<Answer> lookup = http.send(request(keys, open));
    requests.incrementAndGet();
    return lookup.fold(
        found -> {
          breaker.success();
          return judge(keys, open, found.value());
        },
        failed -> {
          breaker.failure(failed.reason());
          failAll(open, failed.reason());
          return true;
        });
  }

  private boolean judge(List<PackageKey> keys, Map<PackageKey, Progress> open, Answer answer) {
    if (answer.isSuccess()) {
      return accept(keys, open, answer);
    }
    if ((answer.status() == 400 || answer.status() == 413) && ++refusals <= MAX_REFUSALS) {
      isolate(keys, open, answer);
      return true;
    }
    failAll(open, status(answer));
    return true;
  }

  private String status(Answer answer) {
    return settings.host()
        + " answered the query with status "
        + answer.status()
        + said(answer)
        + ".";
  }

  /** The refused query is at the index that the service names; without one, halves tell. */
  private void isolate(List<PackageKey> keys, Map<PackageKey, Progress> open, Answer answer) {
    Matcher named = BAD_INDEX.matcher(message(answer));
    int index = named.find() ? Integer.parseInt(named.group(1)) : keys.size();
    if (keys.size() == 1) {
      index = 0;
    }
    if (index < keys.size()) {
      PackageKey bad = keys.get(index);
      answers.put(bad, refused(open.remove(bad), answer));
      return;
    }
    Map<PackageKey, Progress> half = new LinkedHashMap<>();
    keys.subList(0, keys.size() / 2).forEach(key -> half.put(key, open.remove(key)));
    while (!half.isEmpty() && refusals <= MAX_REFUSALS && round(half)) {
      // Each round answers some of the half, or narrows it down.
    }
    open.putAll(half);
  }

  /**
   * A query is no valid one if the service itself says so, and of its first page: what stands in
   * between may refuse everything, and a page that is refused ends a query that was valid.
   */
  private QueryAnswer refused(Progress progress, Answer answer) {
    boolean itself = answer.status() == 400 && json(answer).path("code").isInt();
    return itself && progress.token.isEmpty()
        ? new Rejected(settings.host() + " refused the query" + said(answer) + ".")
        : progress.failed(status(answer), false);
  }

  private boolean accept(List<PackageKey> keys, Map<PackageKey, Progress> open, Answer answer) {
    JsonNode results;
    try {
      results = AdvisoryReader.JSON.read(answer.body()).path("results");
    } catch (IOException e) {
      failAll(open, settings.host() + " did not answer with JSON.");
      return true;
    }
    if (shape(results, keys.size()).isPresent()) {
      failAll(open, settings.host() + " answered in an unknown form.");
      return true;
    }
    boolean further = false;
    for (int i = 0; i < keys.size(); i++) {
      further |= take(keys.get(i), open, results.path(i));
    }
    return further;
  }

  /** Whether this query got further. */
  private boolean take(PackageKey key, Map<PackageKey, Progress> open, JsonNode page) {
    Progress progress = open.get(key);
    int before = progress.found.size();
    for (JsonNode record : page.path("vulns")) {
      String id = record.path("id").asText();
      if (!AdvisoryReader.isId(id)) {
        answers.put(
            key, progress.failed(settings.host() + " names a record without a usable id.", true));
        open.remove(key);
        return true;
      }
      String modified = AdvisoryReader.moment(record.path("modified").asText(""));
      progress.found.putIfAbsent(id, new Reference(id, modified));
    }
    String token = page.path("next_page_token").asText("");
    if (token.isEmpty()) {
      answers.put(key, new Named(List.copyOf(progress.found.values()), Duration.ZERO));
      open.remove(key);
      return true;
    }
    boolean known = !progress.tokens.add(token);
    if (token.length() > MAX_TOKEN || (known && page.path("vulns").size() > 0)) {
      answers.put(
          key, progress.failed(settings.host() + " sends the same page again and again.", false));
      open.remove(key);
      return true;
    }
    progress.token = token;
    return !known || progress.found.size() > before;
  }

  private Request request(List<PackageKey> keys, Map<PackageKey, Progress> open) {
    return Request.post(settings.resolve("/v1/querybatch"), "application/json", body(keys, open))
        .withMaxBytes(MAX_BYTES)
        .withDeadline(settings.requestDeadline())
        .objectingTo(answer -> objection(answer, keys.size()));
  }

  private static byte[] body(List<PackageKey> keys, Map<PackageKey, Progress> open) {
    StringWriter body = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(body)) {
      json.writeStartObject();
      json.writeArrayFieldStart("queries");
      for (PackageKey key : keys) {
        json.writeStartObject();
        json.writeObjectFieldStart("package");
        json.writeStringField("ecosystem", key.ecosystem());
        json.writeStringField("name", key.name());
        json.writeEndObject();
        json.writeStringField("version", key.version());
        String token = open.get(key).token;
        if (!token.isEmpty()) {
          json.writeStringField("page_token", token);
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every text", e);
    }
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  private Optional<String> objection(Answer answer, int queries) {
    try {
      return shape(AdvisoryReader.JSON.read(answer.body()).path("results"), queries);
    } catch (JacksonException e) {
      return Optional.of("an answer that is not JSON");
    } catch (IOException e) {
      return Optional.of("an answer that cannot be read");
    }
  }

  /** What is wrong with the form of the results, if anything. */
  private static Optional<String> shape(JsonNode results, int queries) {
    Optional<String> wrong = Optional.of("an answer of an unknown form");
    if (!results.isArray() || results.size() != queries) {
      return wrong;
    }
    for (JsonNode result : results) {
      JsonNode vulns = result.path("vulns");
      JsonNode token = result.path("next_page_token");
      // An empty object says that nothing is known; one that says something else does not.
      boolean foreign = vulns.isMissingNode() && token.isMissingNode() && !result.isEmpty();
      if (!result.isObject()
          || foreign
          || !(vulns.isArray() || vulns.isMissingNode())
          || !(token.isTextual() || token.isMissingNode())) {
        return wrong;
      }
      for (JsonNode record : vulns) {
        if (!record.path("id").isTextual()) {
          return wrong;
        }
      }
    }
    return Optional.empty();
  }

  private String said(Answer answer) {
    String message = message(answer);
    return message.isEmpty() ? "" : " (\"" + message + "\")";
  }

  /** The message of an error, in one short line; errors of a proxy are no JSON. */
  private String message(Answer answer) {
    String message = json(answer).path("message").asText("");
    message = message.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    return message.length() <= 200 ? message : message.substring(0, 200) + "…";
  }

  private JsonNode json(Answer answer) {
    try {
      return AdvisoryReader.JSON.read(answer.body());
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
