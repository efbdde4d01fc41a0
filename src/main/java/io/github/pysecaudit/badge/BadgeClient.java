package io.github.pysecaudit.badge;

import io.github.pysecaudit.remote.Answer;
import io.github.pysecaudit.remote.CachePolicy;
import io.github.pysecaudit.remote.CachedHttp;
import io.github.pysecaudit.remote.HttpSender;
import io.github.pysecaudit.remote.Lookup;
import io.github.pysecaudit.remote.Request;
import io.github.pysecaudit.remote.ResponseCache;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * Asks the badge application, in one to four requests: the configured id, else the ids in the
 * documents, else the repository's address. An entry counts only if it names the repository itself;
 * nobody's word is taken for a badge, and no position in a list.
 *
 * <p>A cached answer that is good enough is used while it is fresh. One that is not is asked for
 * again, so that who has just earned the badge does not wait for a cache.
 */
public final class BadgeClient implements BadgeSource {

  /** The names under which the badge application is reached. */
  private static final Set<String> ALIASES =
      Set.of("www.bestpractices.dev", "bestpractices.dev", "bestpractices.coreinfrastructure.org");

  /** An answer of the same run; asking again would change nothing. */
  private static final Duration JUST_NOW = Duration.ofMinutes(1);

  private final URI base;
  private final HttpSender usual;
  private final HttpSender asking;

  private BadgeClient(URI base, HttpSender usual, HttpSender asking) {
    this.base = URI.create(Objects.requireNonNull(base, "base").toString().replaceAll("/+$", ""));
    this.usual = Objects.requireNonNull(usual, "usual");
    this.asking = Objects.requireNonNull(asking, "asking");
  }

  /** A client of this server without a cache. */
  public static BadgeClient uncached(URI base, HttpSender http) {
    HttpSender judged = request -> judged(http.send(request));
    return new BadgeClient(base, judged, judged);
  }

  /** A client of this server with a cache. */
  public static BadgeClient cached(
      URI base, HttpSender http, ResponseCache cache, CachePolicy policy) {
    CachedHttp usual = new CachedHttp(request -> judged(http.send(request)), cache, policy);
    return new BadgeClient(base, usual, usual.revalidating());
  }

  @Override
  public Lookup<BadgeStanding> find(BadgeQuestion question) {
    Lookup<BadgeStanding> first = new BadgeSearch(base, this::bounded, usual, question).run();
    boolean goodEnough =
        first.fold(
            found ->
                found.age().compareTo(JUST_NOW) < 0 || found.value().reaches(question.minimum()),
            unavailable -> true);
    return goodEnough ? first : new BadgeSearch(base, this::bounded, asking, question).run();
  }

  /** Of all statuses, only 200, and 404 for a single entry, say something about a badge. */
  private static Lookup<Answer> judged(Lookup<Answer> lookup) {
    if (!(lookup instanceof Lookup.Found<Answer> found)) {
      return lookup;
    }
    Answer answer = found.value();
    boolean single = !answer.finalUri().getPath().endsWith("/projects.json");
    if (answer.status() == 200 || (answer.status() == 404 && single)) {
      return lookup;
    }
    String meaning =
        answer.status() == 403
            ? "it refuses requests from here"
            : "that is not an answer of the badge application";
    return Lookup.unavailable(
        answer.host() + " answered " + answer.status() + ": " + meaning + ".");
  }

  private Request bounded(Request request) {
    String host = String.valueOf(base.getHost());
    return ALIASES.contains(host)
        ? request.withRedirectsTo(ALIASES.toArray(String[]::new))
        : request;
  }
}
