package io.github.pysecaudit.advisory;

import io.github.pysecaudit.advisory.QueryAnswer.Reference;
import io.github.pysecaudit.remote.Answer;
import io.github.pysecaudit.remote.HttpSender;
import io.github.pysecaudit.remote.Lookup;
import io.github.pysecaudit.remote.Request;
import io.github.pysecaudit.remote.ResponseCache;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Fetches records with {@code GET /v1/vulns/{id}}, each once: whatever changes a record changes its
 * {@code modified}, so a record that was fetched in one state is kept for ever.
 */
final class AdvisoryFetch {
  private static final int MAX_FAILURES = 5;

  /** Forty times the largest record seen. */
  private static final long MAX_BYTES = 2L << 20;

  private static final String FORMAT = "record-1/";

  private final HttpSender http;
  private final ResponseCache cache;
  private final OsvSettings settings;
  private final AtomicInteger requests;

  AdvisoryFetch(
      HttpSender http, ResponseCache cache, OsvSettings settings, AtomicInteger requests) {
    this.http = http;
    this.cache = cache;
    this.settings = settings;
    this.requests = requests;
  }

  /** One outcome per id. */
  Map<String, Lookup<Advisory>> fetch(Collection<Reference> references) {
    Map<String, Reference> distinct = new TreeMap<>();
    references.forEach(r -> distinct.merge(r.id(), r, AdvisoryFetch::newer));
    Map<String, Lookup<Advisory>> outcomes = new HashMap<>();
    distinct
        .values()
        .forEach(
            reference ->
                kept(reference, true).ifPresent(outcome -> outcomes.put(reference.id(), outcome)));
    List<Reference> missing =
        distinct.values().stream().filter(r -> !outcomes.containsKey(r.id())).toList();
    if (!missing.isEmpty()) {
      fetchMissing(missing, outcomes);
    }
    return outcomes;
  }

  private void fetchMissing(List<Reference> missing, Map<String, Lookup<Advisory>> outcomes) {
    AdvisoryReader reader = new AdvisoryReader();
    Breaker breaker = new Breaker(MAX_FAILURES);
    List<Lookup<Advisory>> fetched =
        InFlight.map(
            missing,
            settings.detailsInFlight(),
            reference -> fetch(reference, reader, breaker),
            reference -> Lookup.unavailable("The build was interrupted."));
    for (int i = 0; i < missing.size(); i++) {
      outcomes.put(missing.get(i).id(), fetched.get(i));
    }
  }

  private Lookup<Advisory> fetch(Reference reference, AdvisoryReader reader, Breaker breaker) {
    Lookup<Advisory> outcome =
        breaker
            .open()
            .<Lookup<Advisory>>map(Lookup::unavailable)
            .orElseGet(() -> ask(reference, reader));
    return outcome.fold(
        found -> {
          breaker.success();
          return found;
        },
        failed -> {
          breaker.failure(failed.reason());
          return kept(reference, false).orElse(failed);
        });
  }

  private Lookup<Advisory> ask(Reference reference, AdvisoryReader reader) {
    requests.incrementAndGet();
    AtomicReference<Advisory> read = new AtomicReference<>();
    Request request =
        Request.get(settings.resolve("/v1/vulns/" + encode(reference.id())))
            .withMaxBytes(MAX_BYTES)
            .withDeadline(settings.requestDeadline())
            .objectingTo(answer -> objection(reader, reference, answer, read));
    return http.send(request)
        .fold(
            found -> {
              if (read.get() == null && found.value().isSuccess()) {
                objection(reader, reference, found.value(), read);
              }
              return judge(reference, found.value(), read.get(), found.source());
            },
            failed -> Lookup.unavailable(failed.reason()));
  }

  private Lookup<Advisory> judge(
      Reference reference, Answer answer, Advisory advisory, String source) {
    if (answer.status() == 404) {
      // The query named it, so the package is affected, whatever became of the record.
      return Lookup.found(
          Advisory.named(
              reference.id(), reference.modified(), "The advisory itself is not available."),
          source);
    }
    if (!answer.isSuccess() || advisory == null) {
      return Lookup.unavailable(
          settings.host()
              + " answered with status "
              + answer.status()
              + " for "
              + reference.id()
              + ".");
    }
    keep(reference, advisory);
    return Lookup.found(advisory, source);
  }

  /** The id as one segment of a path. */
  private static String encode(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Optional<String> objection(
      AdvisoryReader reader, Reference reference, Answer answer, AtomicReference<Advisory> read) {
    try {
      Advisory advisory;
      // One at a time: small hostile JSON can become a large tree, and there are many threads.
      synchronized (reader) {
        advisory = reader.read(answer.body());
      }
      if (!advisory.id().equals(reference.id())) {
        return Optional.of("another record than " + reference.id());
      }
      if (advisory.withdrawn() && lags(reference, advisory)) {
        return Optional.of(reference.id() + " as it was before");
      }
      read.set(advisory);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("a record that cannot be read");
    }
  }

  /** A server that lags behind may still send the state before the one that was named. */
  private void keep(Reference reference, Advisory advisory) {
    String state = lags(reference, advisory) ? advisory.modified() : reference.modified();
    cache.store(
        settings.server().toString(),
        FORMAT + reference.id(),
        (state + "\n" + AdvisoryText.write(advisory)).getBytes(StandardCharsets.UTF_8));
  }

  private static boolean lags(Reference reference, Advisory advisory) {
    return moment(advisory.modified()).isBefore(moment(reference.modified()));
  }

  private Optional<Lookup<Advisory>> kept(Reference reference, boolean sameState) {
    return cache
        .find(settings.server().toString(), FORMAT + reference.id())
        .flatMap(cached -> decode(reference, sameState, cached));
  }

  private Optional<Lookup<Advisory>> decode(
      Reference reference, boolean sameState, ResponseCache.Cached cached) {
    String text = new String(cached.value(), StandardCharsets.UTF_8);
    int end = text.indexOf('\n');
    boolean same = end >= 0 && text.substring(0, end).equals(reference.modified());
    if (end < 0 || (!same && (sameState || !cached.isWithin(settings.tolerated())))) {
      return Optional.empty();
    }
    Duration age = same ? Duration.ZERO : cached.age();
    return AdvisoryText.read(text.substring(end + 1))
        .filter(advisory -> advisory.id().equals(reference.id()))
        // Withdrawn in another state: the query names it now, so it stands again.
        .filter(advisory -> same || !advisory.withdrawn())
        .map(a -> new Lookup.Found<>(a, age, settings.address() + ", from the cache"));
  }

  private static Reference newer(Reference a, Reference b) {
    return moment(b.modified()).isAfter(moment(a.modified())) ? b : a;
  }

  /** Records with a year 1 or no date exist. */
  private static Instant moment(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }
}
