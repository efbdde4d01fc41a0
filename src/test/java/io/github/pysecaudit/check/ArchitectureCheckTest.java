package io.github.pysecaudit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.MemoryRepository;
import io.github.pysecaudit.facts.ProjectFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureCheckTest {
  private static final String BODY =
      "The service reads parcels from a queue and stores them in one table. A worker takes each of"
          + " them, asks the carrier where it is, and writes the answer back. ";
  private static final String COMPLETE =
      "# Architecture\n\n"
          + BODY.repeat(6)
          + "\n\n## Principles\n\nEvery part does one thing, and what fails does so visibly and"
          + " closed, never silently and open.\n\n## Decisions\n\nWe chose a queue instead of calls"
          + " between services, because carriers are slow and often down for hours.\n\n"
          + "## Threat model\n\nCarriers may send us anything, so their answers are parsed by a"
          + " process without rights, and bounded in size and time.\n";

  private static Verdict judge(MemoryRepository repository, Requirement requirement) {
    return new ArchitectureCheck()
        .evaluate(ProjectFacts.of(repository).build()).stream()
            .filter(v -> v.requirement() == requirement)
            .findFirst()
            .orElseThrow();
  }

  private static Status status(String path, String text, Requirement requirement) {
    return judge(MemoryRepository.of(path, text), requirement).status();
  }

  @Test
  void aCompleteDocumentPassesAllButItsLicence() {
    MemoryRepository repository = MemoryRepository.of("ARCHITECTURE.md", COMPLETE);
    assertEquals(Status.PASS, judge(repository, Requirement.R4_1).status());
    assertEquals(Status.PASS, judge(repository, Requirement.R4_2).status());
    assertEquals(Status.PASS, judge(repository, Requirement.R4_3).status());
    assertEquals(Status.FAIL, judge(repository, Requirement.R4_4).status());
    assertEquals(Status.PASS, judge(repository, Requirement.R4_5).status());
  }

  @Test
  void aPlaceholderInOneOfManyDocumentsIsAWarning() {
    MemoryRepository repository =
        MemoryRepository.of(
            "docs/architecture/a.md", COMPLETE, "docs/architecture/b.md", "# Options\n\nTODO\n");
    Verdict verdict = judge(repository, Requirement.R4_1);
    assertEquals(Status.PASS, verdict.status());
    assertEquals("docs/architecture/b.md:3", verdict.warnings().get(0).place().toString());
  }

  @Test
  void theDocumentOfAPartIsForPeopleToJudge() {
    MemoryRepository repository = MemoryRepository.of("server/architecture.md", COMPLETE);
    for (String id : new String[] {"4.1", "4.2", "4.4", "4.5"}) {
      assertEquals(Status.REVIEW, judge(repository, Requirement.byId(id).orElseThrow()).status());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DESIGN.md",
    "docs/architecture.rst",
    "docs/design.adoc",
    "docs/architecture/overview.md",
    "ARCHITECTURE.txt"
  })
  void isFoundUnderItsUsualNames(String path) {
    String text = path.endsWith(".md") ? COMPLETE : COMPLETE.replace("#", "");
    assertEquals(Status.PASS, status(path, text, Requirement.R4_1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "README.md       | # Parcels                                   | FAIL",
        "ARCHITECTURE.md | # Architecture                              | FAIL",
        "ARCHITECTURE.md | To be written.                              | FAIL",
        "ARCHITECTURE.md | Lorem ipsum dolor sit amet.                 | FAIL",
        "ARCHITECTURE.md | See [the wiki](https://wiki.example.org/x). | REVIEW",
        "parts/a/ARCHITECTURE.md | The part reads and writes.          | REVIEW"
      })
  void aStubIsNoDocument(String path, String text, Status status) {
    assertEquals(status, status(path, text, Requirement.R4_1));
  }

  @Test
  void textInCodeAndCommentsDoesNotCount() {
    String hidden =
        "# Architecture\n\n<!-- " + BODY.repeat(8) + " -->\n\n```\n" + BODY.repeat(8) + "\n```\n";
    assertEquals(Status.FAIL, status("ARCHITECTURE.md", hidden, Requirement.R4_1));
  }

  @Test
  void namesThePartThatIsMissing() {
    Verdict verdict =
        judge(
            MemoryRepository.of(
                "ARCHITECTURE.md",
                COMPLETE.replaceAll("(?s)## Decisions.*?## Threat", "## Threat")),
            Requirement.R4_2);
    assertEquals(Status.FAIL, verdict.status());
    assertEquals(
        "The architecture document names no design decisions.",
        verdict.findings().get(0).message());
  }

  @Test
  void aHeadingWithNothingBelowItIsNoSection() {
    String empty = "# Architecture\n\n" + BODY.repeat(6) + "\n\n## Principles\n\n## Decisions\n";
    assertEquals(Status.FAIL, status("ARCHITECTURE.md", empty, Requirement.R4_2));
  }

  @Test
  void decisionRecordsCountAsDecisions() {
    MemoryRepository repository =
        MemoryRepository.of(
            "ARCHITECTURE.md",
            COMPLETE.replaceAll("(?s)## Decisions.*?## Threat", "## Threat"),
            "docs/adr/0001-use-a-queue.md",
            "# Use a queue\n\n## Decision\n\nWe put a queue between the services, since carriers"
                + " are often down for hours.\n");
    assertEquals(Status.PASS, judge(repository, Requirement.R4_2).status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<!-- SPDX-License-Identifier: CC-BY-4.0 -->                     | PASS",
        "This document is released under a Creative Commons licence.    | PASS",
        "[CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/) | PASS",
        "Licence: CC BY-NC 4.0                                           | REVIEW",
        "https://creativecommons.org/licenses/by-nd/4.0/                 | REVIEW",
        "The licence of the text is a secret.                            | FAIL"
      })
  void readsTheLicenceOfTheDocument(String notice, Status status) {
    assertEquals(
        status, status("ARCHITECTURE.md", COMPLETE + "\n" + notice + "\n", Requirement.R4_4));
  }

  @Test
  void theLicenceOfTheRepositoryIsEquivalentAndNamed() {
    Verdict verdict =
        judge(
            MemoryRepository.of(
                "ARCHITECTURE.md", COMPLETE, "LICENSE", "SPDX-License-Identifier: Apache-2.0"),
            Requirement.R4_4);
    assertEquals(Status.PASS, verdict.status());
    assertTrue(verdict.summary().contains("Apache-2.0"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "All rights reserved.                                             | FAIL",
        "Internal use only.                                               | FAIL",
        "This document is confidential.                                   | FAIL",
        "Confidential                                                     | FAIL",
        "The full text is available to licensed customers.                | FAIL",
        "Confidential data is encrypted before it leaves the process.     | PASS",
        "An internal queue is used by the worker only.                    | PASS"
      })
  void aNoticeMayRestrictWhoReadsIt(String notice, Status status) {
    assertEquals(
        status, status("ARCHITECTURE.md", COMPLETE + "\n\n" + notice + "\n", Requirement.R4_5));
  }

  @Test
  void aDocumentThatGitIgnoresIsNotAvailable() {
    Verdict verdict =
        judge(
            MemoryRepository.of("ARCHITECTURE.md", COMPLETE).ignoring("ARCHITECTURE.md"),
            Requirement.R4_5);
    assertEquals(Status.FAIL, verdict.status());
    assertTrue(verdict.findings().get(0).message().contains("git ignores it"));
  }

  @Test
  void anUnreadableDocumentIsUnknown() {
    MemoryRepository repository = MemoryRepository.of("ARCHITECTURE.md", "x".repeat(9 << 20));
    assertEquals(Status.UNKNOWN, judge(repository, Requirement.R4_1).status());
  }
}
