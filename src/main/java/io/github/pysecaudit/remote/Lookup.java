package io.github.pysecaudit.remote;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The outcome of asking somebody else: an answer, or the reason why there is none. "Nothing known"
 * is an answer; "could not ask" is not, and the two can not be confused.
 *
 * @param <T> what was asked for
 */
public sealed interface Lookup<T> {

  /**
   * An answer.
   *
   * @param value what was answered, never null
   * @param age how old the answer is; zero if it was fetched now
   * @param source where it came from, for people: a URL or a cache
   */
  record Found<T>(T value, Duration age, String source) implements Lookup<T> {
    public Found {
      Objects.requireNonNull(value, "value");
      Objects.requireNonNull(age, "age");
      Objects.requireNonNull(source, "source");
    }
  }

  /**
   * No answer.
   *
   * @param reason one sentence for people, without stack trace or credentials
   * @param newestAge how old the newest answer is that was too old to use, if there was one
   */
  record Unavailable<T>(String reason, Optional<Duration> newestAge) implements Lookup<T> {
    public Unavailable {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(newestAge, "newestAge");
    }
  }

  static <T> Lookup<T> found(T value, String source) {
    return new Found<>(value, Duration.ZERO, source);
  }

  static <T> Lookup<T> unavailable(String reason) {
    return new Unavailable<>(reason, Optional.empty());
  }

  /** Decides by case; both must be handled. */
  default <R> R fold(Function<Found<T>, R> found, Function<Unavailable<T>, R> unavailable) {
    if (this instanceof Found<T> f) {
      return found.apply(f);
    }
    return unavailable.apply((Unavailable<T>) this);
  }

  /** The same outcome with the answer converted. */
  default <R> Lookup<R> map(Function<T, R> conversion) {
    return fold(
        f -> new Found<>(conversion.apply(f.value()), f.age(), f.source()),
        u -> new Unavailable<>(u.reason(), u.newestAge()));
  }
}
