package io.github.pysecaudit.advisory;

import io.github.pysecaudit.advisory.QueryAnswer.Failed;
import io.github.pysecaudit.advisory.QueryAnswer.Named;
import io.github.pysecaudit.advisory.QueryAnswer.Reference;
import io.github.pysecaudit.advisory.QueryAnswer.Rejected;
import io.github.pysecaudit.remote.HttpSender;
import io.github.pysecaudit.remote.Lookup;
import io.github.pysecaudit.remote.ResponseCache;
import io.github.pysecaudit.remote.Timekeeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Asks an OSV service: distinct keys in batches, then each record once. Answers are kept for a
 * short time, records for ever; when the service fails, an old answer is used up to the tolerated
 * age, with its age.
 *
 * <p>Safe for use by several threads and several builds that share a cache folder.
 */
public final class OsvClient implements AdvisorySource {
  private static final int MAX_FAILED_BATCHES = 2;

  private final HttpSender http;
  private final ResponseCache cache;
  private final QueryCache queries;
  private final OsvSettings settings;

  public OsvClient(HttpSender http, ResponseCache cache, OsvSettings settings, Timekeeper time) {
    this.http = Objects.requireNonNull(http, "http");
    this.cache = Objects.requireNonNull(cache, "cache");
    this.settings = Objects.requireNonNull(settings, "settings");
    this.queries = new QueryCache(cache, settings.server().toString(), time);
  }

  @Override
  public Answers ask(Collection<PackageKey> keys) {
    AtomicInteger requests = new AtomicInteger();
    Map<PackageKey, Named> cached = queries.find(keys);
    Map<PackageKey, QueryAnswer> answers = new HashMap<>();
    cached.forEach(
        (key, answer) -> {
          if (answer.age().compareTo(settings.fresh()) <= 0) {
            answers.put(key, answer);
          }
        });
    List<PackageKey> open =
        new TreeSet<>(keys).stream().filter(key -> !answers.containsKey(key)).toList();
    if (!open.isEmpty()) {
      answers.putAll(query(open, requests));
    }
    if (answers.size() > 1 && answers.values().stream().allMatch(Rejected.class::isInstance)) {
      // One question may be no valid one; when all are refused, it is the service that is not.
      answers.replaceAll((key, answer) -> new Failed(((Rejected) answer).reason()));
    }
    Map<PackageKey, String> failures = new HashMap<>();
    answers.replaceAll((key, answer) -> orTolerated(key, answer, cached.get(key), failures));
    return new Answers(resolve(answers, cached, failures, requests), requests.get());
  }

  private Map<PackageKey, QueryAnswer> query(List<PackageKey> open, AtomicInteger requests) {
    List<List<PackageKey>> batches = new ArrayList<>();
    for (int i = 0; i < open.size(); i += settings.batchSize()) {
      batches.add(open.subList(i, Math.min(open.size(), i + settings.batchSize())));
    }
    Breaker breaker = new Breaker(MAX_FAILED_BATCHES);
    Map<PackageKey, QueryAnswer> answers = new HashMap<>();
    InFlight.map(
            batches,
            settings.batchesInFlight(),
            batch -> new QueryBatch(http, settings, requests, breaker).ask(batch),
            batch ->
                batch.stream()
                    .collect(
                        Collectors.<PackageKey, PackageKey, QueryAnswer>toMap(
                            key -> key, key -> new Failed("The build was interrupted."))))
        .forEach(answers::putAll);
    Map<PackageKey, Named> fetched = new HashMap<>();
    answers.forEach(
        (key, answer) -> {
          if (answer instanceof Named named) {
            fetched.put(key, named);
          }
        });
    if (!fetched.isEmpty()) {
      queries.store(fetched);
    }
    return answers;
  }

  private QueryAnswer orTolerated(
      PackageKey key, QueryAnswer answer, Named cached, Map<PackageKey, String> failures) {
    if (answer instanceof Failed failed
        && !failed.unusable()
        && cached != null
        && cached.age().compareTo(settings.tolerated()) <= 0) {
      failures.put(key, failed.reason());
      return cached.and(failed.named());
    }
    return answer;
  }

  private Map<PackageKey, KeyAnswer> resolve(
      Map<PackageKey, QueryAnswer> answers,
      Map<PackageKey, Named> cached,
      Map<PackageKey, String> failures,
      AtomicInteger requests) {
    List<Reference> references =
        answers.values().stream().flatMap(answer -> named(answer).stream()).toList();
    Map<String, Lookup<Advisory>> records =
        new AdvisoryFetch(http, cache, settings, requests).fetch(references);
    Map<PackageKey, KeyAnswer> result = new HashMap<>();
    answers.forEach(
        (key, answer) -> {
          if (answer instanceof Named named) {
            result.put(key, known(named, records, Optional.ofNullable(failures.get(key))));
          } else if (answer instanceof Rejected rejected) {
            result.put(key, new KeyAnswer.Refused(rejected.reason()));
          } else if (answer instanceof Failed failed) {
            Optional<Duration> newest = Optional.ofNullable(cached.get(key)).map(Named::age);
            result.put(key, failed(failed, records, newest));
          }
        });
    return result;
  }

  private static List<Reference> named(QueryAnswer answer) {
    if (answer instanceof Named named) {
      return named.references();
    }
    return answer instanceof Failed failed ? failed.named() : List.of();
  }

  private KeyAnswer known(
      Named named, Map<String, Lookup<Advisory>> records, Optional<String> failure) {
    NamedRecords read = NamedRecords.of(named.references(), records);
    String where = settings.address() + (named.age().isZero() ? "" : ", from the cache");
    String source = where + failure.or(read::old).map(r -> " (" + r + ")").orElse("");
    return read.missing()
        .<KeyAnswer>map(
            why -> new KeyAnswer.Partly(read.advisories(), read.unread(), why, named.age(), source))
        .orElseGet(() -> new KeyAnswer.Known(read.advisories(), named.age(), source));
  }

  /** What was named before it failed stands, and is more than nothing. */
  private KeyAnswer failed(
      Failed failed, Map<String, Lookup<Advisory>> records, Optional<Duration> newest) {
    if (failed.named().isEmpty() && !failed.unusable()) {
      return new KeyAnswer.Unanswered(failed.reason(), newest);
    }
    NamedRecords read = NamedRecords.of(failed.named(), records);
    Set<String> unread = new TreeSet<>(read.unread());
    if (failed.unusable()) {
      unread.add("a record without a usable id");
    }
    return new KeyAnswer.Partly(
        read.advisories(), unread, failed.reason(), Duration.ZERO, settings.address());
  }
}
