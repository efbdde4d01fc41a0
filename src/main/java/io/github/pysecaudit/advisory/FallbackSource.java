package io.github.pysecaudit.advisory;

import io.github.pysecaudit.advisory.KeyAnswer.Known;
import io.github.pysecaudit.advisory.KeyAnswer.Partly;
import io.github.pysecaudit.advisory.KeyAnswer.Unanswered;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Asks a second source about what the first did not answer, or answered with old data. Of two
 * answers the younger counts: it may know a vulnerability that the older cannot.
 */
public final class FallbackSource implements AdvisorySource {
  private final AdvisorySource first;
  private final Duration fresh;
  private final AdvisorySource second;

  /**
   * Two sources as one.
   *
   * @param fresh up to this age an answer of the first is not compared with the second
   */
  public FallbackSource(AdvisorySource first, Duration fresh, AdvisorySource second) {
    this.first = Objects.requireNonNull(first, "first");
    this.fresh = Objects.requireNonNull(fresh, "fresh");
    this.second = Objects.requireNonNull(second, "second");
  }

  /** The service with its cache, and where that fails, or the build is offline, the bulk files. */
  public static AdvisorySource of(OsvClient client, Duration fresh, OsvDatabase database) {
    return new FallbackSource(client, fresh, database);
  }

  @Override
  public Answers ask(Collection<PackageKey> keys) {
    Answers answers = first.ask(keys);
    List<PackageKey> open =
        keys.stream().filter(key -> !isSettled(answers.byKey().get(key))).toList();
    if (open.isEmpty()) {
      return answers;
    }
    Answers more = second.ask(open);
    Map<PackageKey, KeyAnswer> all = new HashMap<>(answers.byKey());
    for (PackageKey key : open) {
      KeyAnswer other = more.byKey().get(key);
      if (other != null) {
        all.merge(key, other, FallbackSource::better);
      }
    }
    return new Answers(all, answers.requests() + more.requests());
  }

  private boolean isSettled(KeyAnswer answer) {
    return answer instanceof KeyAnswer.Refused
        || (answer instanceof Known known && known.age().compareTo(fresh) <= 0);
  }

  private static KeyAnswer better(KeyAnswer a, KeyAnswer b) {
    if (a instanceof Known known && b instanceof Known other) {
      return other.age().compareTo(known.age()) < 0 ? other : known;
    }
    if (a instanceof Unanswered one && b instanceof Unanswered two) {
      Optional<Duration> newest =
          Stream.of(one.newestAge(), two.newestAge())
              .flatMap(Optional::stream)
              .min(Duration::compareTo);
      return new Unanswered(one.reason() + " " + two.reason(), newest);
    }
    if (a instanceof Unanswered why && b instanceof Known known) {
      return new Known(known.advisories(), known.age(), known.source() + " (" + why.reason() + ")");
    }
    return a instanceof Partly partly ? completed(partly, b) : a;
  }

  /**
   * An answer that knows of everything that the half names completes it. One that does not may only
   * add to it: it is older than the naming, and silence about a record that is named is no answer.
   */
  private static KeyAnswer completed(Partly half, KeyAnswer other) {
    if (!(other instanceof Known known)) {
      return half;
    }
    String source = known.source() + " (" + half.reason() + ")";
    if (known.age().compareTo(half.age()) < 0) {
      return new Known(known.advisories(), known.age(), source);
    }
    Map<String, Advisory> all = new LinkedHashMap<>();
    known.advisories().forEach(advisory -> all.put(advisory.id(), advisory));
    half.advisories().forEach(advisory -> all.put(advisory.id(), advisory));
    List<Advisory> advisories = List.copyOf(all.values());
    Set<String> unread = new TreeSet<>(half.unread());
    unread.removeAll(known.advisories().stream().map(Advisory::id).toList());
    return unread.isEmpty()
        ? new Known(advisories, known.age(), source)
        : new Partly(advisories, unread, half.reason(), known.age(), source);
  }
}
