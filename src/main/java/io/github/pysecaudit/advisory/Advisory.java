package io.github.pysecaudit.advisory;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One record of a vulnerability database in the OSV schema, reduced to what decides a match, a
 * severity and a remedy. All text in it is hostile.
 *
 * @param id the record's id
 * @param aliases other ids of the same vulnerability; {@code related} and {@code upstream} are not
 * @param modified when the record was last changed, as written; empty if unknown
 * @param withdrawn whether the record was taken back
 * @param summary one line; empty if the record has no text
 * @param vectors CVSS vectors of the record as a whole, as written
 * @param severityWord the class its author gave in words, as written
 * @param affected which packages and versions it is about
 */
public record Advisory(
    String id,
    List<String> aliases,
    String modified,
    boolean withdrawn,
    String summary,
    List<String> vectors,
    Optional<String> severityWord,
    List<Affected> affected) {

  /**
   * What the record says about one package.
   *
   * @param ecosystem OSV ecosystem without its suffix
   * @param name normalised for PyPI
   * @param ranges ECOSYSTEM and SEMVER ranges; a GIT range never matches a version
   * @param versions single affected versions, as written
   * @param vectors CVSS vectors for this package alone
   * @param severityWord class for this package alone, in words
   */
  public record Affected(
      String ecosystem,
      String name,
      List<Range> ranges,
      List<String> versions,
      List<String> vectors,
      Optional<String> severityWord) {
    public Affected {
      ranges = List.copyOf(ranges);
      versions = List.copyOf(versions);
      vectors = List.copyOf(vectors);
    }

    boolean isAbout(PackageKey key) {
      return ecosystem.equals(key.ecosystem()) && name.equals(key.name());
    }
  }

  /**
   * A history of one package.
   *
   * @param events in the order of the record, which need not be that of the versions
   */
  public record Range(List<Event> events) {
    public Range {
      events = List.copyOf(events);
    }
  }

  /**
   * A turn in that history.
   *
   * @param kind what happens
   * @param version at which version; {@code 0} is before everything
   */
  public record Event(Kind kind, String version) {
    public Event {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(version, "version");
    }

    /** Kinds in the order in which events of one version apply. */
    public enum Kind {
      INTRODUCED,
      LAST_AFFECTED,
      FIXED,
      LIMIT
    }
  }

  public Advisory {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(modified, "modified");
    Objects.requireNonNull(summary, "summary");
    aliases = List.copyOf(aliases);
    vectors = List.copyOf(vectors);
    affected = List.copyOf(affected);
  }

  /** A record of which nothing is known but that it exists. */
  static Advisory named(String id, String modified, String summary) {
    return new Advisory(
        id, List.of(), modified, false, summary, List.of(), Optional.empty(), List.of());
  }
}
