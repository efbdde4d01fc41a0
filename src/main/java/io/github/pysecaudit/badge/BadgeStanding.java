package io.github.pysecaudit.badge;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the badge application knows about a project.
 *
 * @param kind how things stand
 * @param entry the entry that is meant; present except for {@code NONE}, {@code AMBIGUOUS} and
 *     {@code NOTHING_TO_ASK}
 * @param candidates for {@code AMBIGUOUS}, the entries that claim the repository
 * @param notes what else was seen on the way, one sentence each
 * @param asked the addresses that were asked, in order
 */
public record BadgeStanding(
    Kind kind,
    Optional<BadgeEntry> entry,
    List<BadgeEntry> candidates,
    List<String> notes,
    List<String> asked) {

  /** How a project stands. */
  public enum Kind {
    /** Its entry holds at least the passing level. */
    HELD,
    /** Its entry is below the passing level; the tiered percentage says how far it is. */
    IN_PROGRESS,
    /** Its entry meets a baseline level and is below passing in the metal series. */
    BASELINE_ONLY,
    /** It has no entry, as far as its repository and the given ids show. */
    NONE,
    /** The id belongs to another repository, and the own one has no entry. */
    OTHER_PROJECT,
    /** The id belongs to a repository of the same name elsewhere: moved, or a fork. */
    MOVED,
    /** Several entries claim the repository and do not agree. */
    AMBIGUOUS,
    /** There is an entry, but the own repository is not known, so nobody can say whose it is. */
    UNVERIFIED,
    /** Neither the own repository nor an id is known; nothing was asked. */
    NOTHING_TO_ASK
  }

  public BadgeStanding {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(entry, "entry");
    candidates = List.copyOf(candidates);
    notes = List.copyOf(notes);
    asked = List.copyOf(asked);
  }

  /** Whether the project's own entry holds at least this level. */
  public boolean reaches(BadgeLevel level) {
    return kind == Kind.HELD
        && entry.filter(e -> level.isReachedBy(e.tieredPercentage())).isPresent();
  }
}
