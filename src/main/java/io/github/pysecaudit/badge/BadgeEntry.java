package io.github.pysecaudit.badge;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A project as it describes itself to the badge application. Strings are the project's own and
 * hostile text to every report.
 *
 * @param id the number of the entry
 * @param name what the project is called
 * @param level the word of the level; may be one that is not known here
 * @param tieredPercentage 0 to 99 in progress, 100 to 199 passing, 200 to 299 silver, from 300 gold
 * @param baseline the highest level of the baseline series that is fully met, if any
 * @param repository the repository that the entry names, as written, or empty
 * @param homepage the home page that the entry names, as written, or empty
 * @param updatedAt when the entry was last changed, in ISO form
 * @param url the page of the entry, for people
 */
public record BadgeEntry(
    int id,
    String name,
    String level,
    int tieredPercentage,
    OptionalInt baseline,
    String repository,
    String homepage,
    Optional<String> updatedAt,
    String url) {

  public BadgeEntry {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(repository, "repository");
    Objects.requireNonNull(homepage, "homepage");
    Objects.requireNonNull(updatedAt, "updatedAt");
    Objects.requireNonNull(url, "url");
  }

  /** The address that says whose entry it is: the repository, or the home page if none is named. */
  public String owner() {
    return repository.isBlank() ? homepage : repository;
  }

  /** Whether it is the entry of this repository. */
  public boolean belongsTo(RepositoryUrl own) {
    return own.isSpelled(owner());
  }
}
