package io.github.pysecaudit.advisory;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;

/** Somebody who knows which advisories affect a package version. */
public interface AdvisorySource {

  /**
   * Asks about all these keys.
   *
   * @param keys without duplicates
   */
  Answers ask(Collection<PackageKey> keys);

  /**
   * The outcome.
   *
   * @param byKey one entry for each key that was asked about
   * @param requests how many network requests it took, retries not counted
   */
  record Answers(Map<PackageKey, KeyAnswer> byKey, int requests) {
    public Answers {
      byKey = Map.copyOf(byKey);
      Objects.checkIndex(requests, Integer.MAX_VALUE);
    }
  }
}
