package io.github.pysecaudit.advisory;

import java.util.Optional;

/**
 * Stops asking a service that fails again and again: each failure has cost its retries already, and
 * hundreds of them would hold up a build for minutes.
 */
final class Breaker {
  private final int limit;
  private int failures;
  private String reason;

  /**
   * A breaker.
   *
   * @param limit failures in a row that are borne
   */
  Breaker(int limit) {
    this.limit = limit;
  }

  synchronized void success() {
    failures = 0;
  }

  synchronized void failure(String why) {
    failures++;
    reason = why;
  }

  /** Why nothing more is to be asked, if it is so. */
  synchronized Optional<String> open() {
    return failures >= limit ? Optional.of(reason) : Optional.empty();
  }
}
