package io.github.pysecaudit.facts;

import io.github.pysecaudit.badge.BadgeLevel;
import io.github.pysecaudit.badge.BadgeLink;
import io.github.pysecaudit.badge.BadgeLinks;
import io.github.pysecaudit.badge.BadgeQuestion;
import io.github.pysecaudit.badge.BadgeSource;
import io.github.pysecaudit.badge.BadgeStanding;
import io.github.pysecaudit.badge.RepositoryUrl;
import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.remote.Lookup;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was asked about the badge, and the answer.
 *
 * @param minimum the level that is wanted
 * @param own the project's own repository, if known
 * @param links links to badge entries in the documents, with file and line
 * @param answer the standing, or why nobody could be asked
 */
public record BadgeLookup(
    BadgeLevel minimum,
    Optional<RepositoryUrl> own,
    List<Evidence> links,
    Lookup<BadgeStanding> answer) {

  public BadgeLookup {
    Objects.requireNonNull(minimum, "minimum");
    Objects.requireNonNull(own, "own");
    links = List.copyOf(links);
    Objects.requireNonNull(answer, "answer");
  }

  static BadgeLookup of(
      Repository repository,
      Optional<String> repositoryUrl,
      OptionalInt configuredId,
      BadgeLevel minimum,
      BadgeSource source) {
    List<BadgeLink> links = new ArrayList<>();
    List<Evidence> shown = new ArrayList<>();
    for (RepositoryFile file : repository.files()) {
      boolean readme = file.name().toLowerCase(Locale.ROOT).startsWith("readme");
      if (file.folder().isEmpty() && (readme || file.name().equals("pom.xml"))) {
        String text = new String(repository.read(file.path()).bytes(), StandardCharsets.UTF_8);
        for (BadgeLink link : BadgeLinks.find(text)) {
          links.add(link);
          shown.add(Evidence.at(file.path(), link.line(), link.url()));
        }
      }
    }
    Optional<RepositoryUrl> own = repositoryUrl.flatMap(RepositoryUrl::parse);
    return new BadgeLookup(
        minimum, own, shown, source.find(new BadgeQuestion(own, links, configuredId, minimum)));
  }
}
