package io.github.pysecaudit.advisory;

import io.github.pysecaudit.advisory.Advisory.Affected;
import io.github.pysecaudit.advisory.Advisory.Event;
import io.github.pysecaudit.advisory.Advisory.Range;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether a record affects a version, and what fixes it, by the evaluation rules of the OSV schema:
 * a version is affected if one of {@code versions} equals it or a range contains it, in any {@code
 * affected} entry of its package.
 */
final class AdvisoryMatch {
  private record Turn(Event.Kind kind, EcosystemVersion version) {}

  private static final Comparator<Turn> ORDER =
      Comparator.comparing(Turn::version).thenComparing(Turn::kind);

  private AdvisoryMatch() {}

  /** Whether the record, unless it was withdrawn, affects this version of this package. */
  static boolean affects(Advisory advisory, PackageKey key) {
    return EcosystemVersion.of(key.ecosystem(), key.version())
        .map(version -> affects(advisory, key, version))
        .orElse(false);
  }

  /**
   * The smallest fixed version above the one in use that none of these records affects. Only the
   * entries of this very package count: one record often covers several.
   */
  static Optional<String> fixedIn(Collection<Advisory> advisories, PackageKey key) {
    Optional<EcosystemVersion> current = EcosystemVersion.of(key.ecosystem(), key.version());
    if (current.isEmpty()) {
      return Optional.empty();
    }
    return advisories.stream()
        .filter(advisory -> !advisory.withdrawn())
        .flatMap(advisory -> advisory.affected().stream())
        .filter(entry -> entry.isAbout(key))
        .flatMap(entry -> entry.ranges().stream())
        .flatMap(range -> range.events().stream())
        .filter(event -> event.kind() == Event.Kind.FIXED)
        .flatMap(event -> EcosystemVersion.of(key.ecosystem(), event.version()).stream())
        .filter(version -> version.compareTo(current.get()) > 0)
        .sorted()
        .filter(version -> advisories.stream().noneMatch(a -> affects(a, key, version)))
        .map(EcosystemVersion::toString)
        .findFirst();
  }

  private static boolean affects(Advisory advisory, PackageKey key, EcosystemVersion version) {
    return !advisory.withdrawn()
        && advisory.affected().stream()
            .filter(entry -> entry.isAbout(key))
            .anyMatch(entry -> affects(entry, version));
  }

  private static boolean affects(Affected entry, EcosystemVersion version) {
    return entry.versions().stream()
            .flatMap(text -> EcosystemVersion.of(entry.ecosystem(), text).stream())
            .anyMatch(version::equals)
        || entry.ranges().stream().anyMatch(range -> contains(entry.ecosystem(), range, version));
  }

  /** The last event at or before the version decides; events need not be in order. */
  private static boolean contains(String ecosystem, Range range, EcosystemVersion version) {
    List<Turn> turns = new ArrayList<>();
    for (Event event : range.events()) {
      EcosystemVersion.of(ecosystem, event.version())
          .ifPresent(at -> turns.add(new Turn(event.kind(), at)));
    }
    turns.sort(ORDER.reversed());
    for (Turn turn : turns) {
      int order = version.compareTo(turn.version());
      if (order >= 0) {
        return turn.kind() == Event.Kind.INTRODUCED
            || (turn.kind() == Event.Kind.LAST_AFFECTED && order == 0);
      }
    }
    return false;
  }
}
