package io.github.pysecaudit.remote;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Sends GET requests through a cache. A fresh answer is used without a request; if a request fails,
 * a stale one within the tolerated age is used, with its age and the failure in its source; what is
 * older is only mentioned. Only 2xx answers are kept.
 */
public final class CachedHttp implements HttpSender {

  private final HttpSender http;
  private final ResponseCache cache;
  private final CachePolicy policy;
  private final boolean revalidates;

  /** A sender through this cache. */
  public CachedHttp(HttpSender http, ResponseCache cache, CachePolicy policy) {
    this(http, cache, policy, false);
  }

  private CachedHttp(
      HttpSender http, ResponseCache cache, CachePolicy policy, boolean revalidates) {
    this.http = Objects.requireNonNull(http, "http");
    this.cache = Objects.requireNonNull(cache, "cache");
    this.policy = Objects.requireNonNull(policy, "policy");
    this.revalidates = revalidates;
  }

  /** The same, but the server is asked even if there is a fresh answer. */
  public CachedHttp revalidating() {
    return new CachedHttp(http, cache, policy, true);
  }

  @Override
  public Lookup<Answer> send(Request request) {
    if (request.method() != Request.Method.GET) {
      return http.send(request);
    }
    String server = request.uri().getScheme() + "://" + Hosts.name(request.uri());
    String query = request.uri().getRawPath() + "?" + request.uri().getRawQuery();
    Optional<Lookup.Found<Answer>> kept =
        cache.find(server, query).flatMap(cached -> decode(request, cached));
    if (!revalidates && kept.isPresent() && kept.get().age().compareTo(policy.fresh()) <= 0) {
      return kept.get();
    }
    return http.send(request)
        .fold(
            found -> {
              Answer answer = found.value();
              if (answer.isSuccess()) {
                cache.store(server, query, encode(answer));
              }
              return found;
            },
            failed -> fallback(kept, failed));
  }

  private Lookup<Answer> fallback(
      Optional<Lookup.Found<Answer>> kept, Lookup.Unavailable<Answer> failed) {
    if (kept.isEmpty()) {
      return failed;
    }
    Lookup.Found<Answer> old = kept.get();
    if (old.age().compareTo(policy.tolerated()) > 0) {
      return new Lookup.Unavailable<>(failed.reason(), Optional.of(old.age()));
    }
    return new Lookup.Found<>(
        old.value(), old.age(), old.source() + ", because: " + failed.reason());
  }

  private static byte[] encode(Answer answer) {
    byte[] head =
        (answer.status() + " " + answer.finalUri() + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(head, head.length + answer.body().length);
    System.arraycopy(answer.body(), 0, all, head.length, answer.body().length);
    return all;
  }

  /** What was stored, unless it is not what this request would accept. */
  private static Optional<Lookup.Found<Answer>> decode(
      Request request, ResponseCache.Cached cached) {
    byte[] all = cached.value();
    int end = 0;
    while (end < all.length && all[end] != '\n') {
      end++;
    }
    String head = new String(all, 0, end, StandardCharsets.UTF_8);
    if (end == all.length || !head.matches("[0-9]{3} \\S+")) {
      return Optional.empty();
    }
    Answer answer;
    try {
      answer =
          new Answer(
              Integer.parseInt(head.substring(0, 3)),
              Map.of(),
              Arrays.copyOfRange(all, end + 1, all.length),
              URI.create(head.substring(4)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (answer.isSuccess() && request.objection().apply(answer).isPresent()) {
      return Optional.empty();
    }
    String source = answer.finalUri() + ", from the cache of " + Ages.words(cached.age()) + " ago";
    return Optional.of(new Lookup.Found<>(answer, cached.age(), source));
  }
}
