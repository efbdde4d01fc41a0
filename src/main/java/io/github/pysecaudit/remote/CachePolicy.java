package io.github.pysecaudit.remote;

import java.time.Duration;

/**
 * How old an answer may be.
 *
 * @param fresh up to this age an answer is used without asking again
 * @param tolerated up to this age an answer is used, with its age shown, when asking fails
 */
public record CachePolicy(Duration fresh, Duration tolerated) {

  public CachePolicy {
    if (fresh.isNegative() || tolerated.compareTo(fresh) < 0) {
      throw new IllegalArgumentException("0 <= fresh <= tolerated: " + fresh + ", " + tolerated);
    }
  }

  /** A day fresh, a week tolerated. */
  public static CachePolicy standard() {
    return new CachePolicy(Duration.ofDays(1), Duration.ofDays(7));
  }
}
