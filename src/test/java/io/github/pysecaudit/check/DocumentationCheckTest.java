package io.github.pysecaudit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.MemoryRepository;
import io.github.pysecaudit.facts.ProjectFacts;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentationCheckTest {
  private static final String README =
      """
      # Parcels

      Parcels tracks where a parcel is and tells its owner by mail, nothing more and nothing less.

      ## Installation

      pip install parcels

      ## Usage

      parcels 1234
      """;
  private static final String THREATS =
      """
      # Architecture

      ## Threat model

      Mail is sent to addresses that the owner entered, so an attacker may try to make us send mail to others;
      we confirm each address once and limit how many mails one account can cause in an hour.
      """;

  private static MemoryRepository complete() {
    return MemoryRepository.of(
        "LICENSE", "SPDX-License-Identifier: MIT", "README.md", README, "ARCHITECTURE.md", THREATS);
  }

  private static Verdict judge(MemoryRepository repository, String url) {
    ProjectFacts facts =
        ProjectFacts.of(repository).repositoryUrl(Optional.ofNullable(url)).build();
    return new DocumentationCheck()
        .evaluate(facts).stream()
            .filter(v -> v.requirement() == Requirement.R0_2)
            .findFirst()
            .orElseThrow();
  }

  @Test
  void passesWithLicenceSourceReadmeAndDesign() {
    Verdict verdict = judge(complete(), "https://github.com/acme/parcels");
    assertEquals(Status.PASS, verdict.status(), verdict.toString());
    assertEquals(6, verdict.evidence().size(), verdict.evidence().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LICENSE         | All rights reserved.  | The text of LICENSE is no open-source licence",
        "README.md       | # Parcels             | The README does not say what the program is",
        "ARCHITECTURE.md | # Threat model        | No document shows security by design"
      })
  void namesWhatIsMissing(String path, String text, String message) {
    Verdict verdict = judge(complete().with(path, text), "https://github.com/acme/parcels");
    assertEquals(Status.FAIL, verdict.status());
    assertTrue(verdict.findings().get(0).message().startsWith(message), verdict.toString());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, FAIL",
        "https://github.com/acme/parcels, PASS",
        "git@gitlab.com:acme/parcels.git, PASS",
        "scm:git:https://codeberg.org/acme/parcels.git, PASS",
        "https://git.acme.internal/parcels, REVIEW",
        "file:///srv/git/parcels, REVIEW"
      })
  void theSourceMustBePublic(String url, Status status) {
    assertEquals(status, judge(complete(), url).status());
  }

  @Test
  void aManifestMayNameTheLicenceAndTheSource() {
    MemoryRepository repository =
        MemoryRepository.of(
            "README.md",
            README,
            "ARCHITECTURE.md",
            THREATS,
            "pyproject.toml",
            """
            [project]
            name = "parcels"
            version = "1"
            license = "Apache-2.0"
            [project.urls]
            Source = "https://github.com/acme/parcels"
            """);
    assertEquals(Status.PASS, judge(repository, null).status());
  }
}
