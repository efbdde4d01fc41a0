package io.github.pysecaudit.advisory;

import io.github.pysecaudit.advisory.QueryAnswer.Reference;
import io.github.pysecaudit.remote.Ages;
import io.github.pysecaudit.remote.Lookup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The records that a query names, as far as they could be had.
 *
 * @param advisories those that were read, withdrawn ones left out
 * @param unread ids of those that were not
 * @param missing one sentence on the first of these
 * @param oldest age of the oldest record that stands in for its present state
 */
record NamedRecords(
    List<Advisory> advisories, Set<String> unread, Optional<String> missing, Duration oldest) {

  static NamedRecords of(List<Reference> named, Map<String, Lookup<Advisory>> records) {
    List<Advisory> advisories = new ArrayList<>();
    Set<String> unread = new LinkedHashSet<>();
    Optional<String> missing = Optional.empty();
    Duration oldest = Duration.ZERO;
    for (Reference reference : named) {
      Lookup<Advisory> record =
          records.getOrDefault(reference.id(), Lookup.unavailable("Nobody asked for it."));
      if (record instanceof Lookup.Found<Advisory> found) {
        if (!found.value().withdrawn()) {
          advisories.add(found.value());
        }
        oldest = oldest.compareTo(found.age()) >= 0 ? oldest : found.age();
      } else if (record instanceof Lookup.Unavailable<Advisory> none) {
        unread.add(reference.id());
        if (missing.isEmpty()) {
          missing =
              Optional.of("The advisory " + reference.id() + " is about it, but: " + none.reason());
        }
      }
    }
    return new NamedRecords(advisories, unread, missing, oldest);
  }

  /** What is to be said of a record that stands in for its present state. */
  Optional<String> old() {
    return oldest.isZero()
        ? Optional.empty()
        : Optional.of("with an advisory as it was " + Ages.words(oldest) + " ago");
  }
}
