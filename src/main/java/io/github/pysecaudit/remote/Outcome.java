package io.github.pysecaudit.remote;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of one attempt.
 *
 * @param <T> what was asked for
 */
sealed interface Outcome<T> {

  /** It is decided; trying again would change nothing. */
  record Done<T>(Lookup<T> lookup) implements Outcome<T> {
    public Done {
      Objects.requireNonNull(lookup, "lookup");
    }
  }

  /**
   * It failed and may go better the next time.
   *
   * @param reason one sentence that names host and cause
   * @param pause what the server asked to wait
   */
  record Again<T>(String reason, Optional<Duration> pause) implements Outcome<T> {
    public Again {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(pause, "pause");
    }
  }

  /**
   * No usable connection to the host came about.
   *
   * @param reason one sentence that names host and cause
   * @param hopeless whether another try would end in the same way
   */
  record Unreachable<T>(String reason, boolean hopeless) implements Outcome<T> {
    public Unreachable {
      Objects.requireNonNull(reason, "reason");
    }
  }

  static <T> Outcome<T> unavailable(String reason) {
    return new Done<>(Lookup.unavailable(reason));
  }

  static <T> Outcome<T> again(String reason) {
    return new Again<>(reason, Optional.empty());
  }
}
