package io.github.pysecaudit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pysecaudit.badge.BadgeEntry;
import io.github.pysecaudit.badge.BadgeLevel;
import io.github.pysecaudit.badge.BadgeStanding;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.FileRepository;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.remote.Lookup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadgeCheckTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "https://github.com/acme/tool.git, PASS",
    "git@github.com:Acme/Tool.git, PASS",
    "https://user:secret@github.com/acme/tool, PASS",
    "/srv/mirror/tool, PASS",
    "https://github.com/mallory/tool, REVIEW",
    "https://github.com/mallory/other, REVIEW",
  })
  void aBadgeOfTheRepositoryThatThePomNamesCountsIfGitAgrees(String remote, Status status)
      throws IOException {
    Files.createDirectories(folder.resolve(".git"));
    Files.writeString(folder.resolve(".git/HEAD"), "ref: refs/heads/main");
    Files.writeString(
        folder.resolve(".git/config"), "[remote \"origin\"]\n\turl = " + remote + "\n");
    BadgeEntry entry =
        new BadgeEntry(
            1,
            "tool",
            "passing",
            100,
            OptionalInt.empty(),
            "https://github.com/acme/tool",
            "",
            Optional.empty(),
            "https://www.bestpractices.dev/projects/1");
    BadgeStanding held =
        new BadgeStanding(
            BadgeStanding.Kind.HELD, Optional.of(entry), List.of(), List.of(), List.of());
    ProjectFacts facts =
        ProjectFacts.of(FileRepository.at(folder, List.of()))
            .repositoryUrl(Optional.of("https://github.com/acme/tool"))
            .badge(q -> Lookup.found(held, "a test"), OptionalInt.empty(), BadgeLevel.PASSING)
            .build();
    Verdict verdict = new BadgeCheck().evaluate(facts).get(0);
    assertEquals(status, verdict.status(), verdict.toString());
  }
}
