package io.github.pysecaudit.badge;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is known about a project before its badge is looked up.
 *
 * @param repository its own repository, if known
 * @param links links to badge entries in its documents
 * @param configuredId the entry that its configuration names; it alone decides then
 * @param minimum the level that is wanted; a cached answer below it is not relied on
 */
public record BadgeQuestion(
    Optional<RepositoryUrl> repository,
    List<BadgeLink> links,
    OptionalInt configuredId,
    BadgeLevel minimum) {

  public BadgeQuestion {
    Objects.requireNonNull(repository, "repository");
    Objects.requireNonNull(configuredId, "configuredId");
    Objects.requireNonNull(minimum, "minimum");
    links = List.copyOf(links);
    if (configuredId.isPresent() && configuredId.getAsInt() < 1) {
      throw new IllegalArgumentException("a badge id is at least 1: " + configuredId.getAsInt());
    }
  }
}
