package io.github.pysecaudit.check;

import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.Document;
import io.github.pysecaudit.facts.Licences;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.facts.RepositoryFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requirement 4.4: may the architecture document be used under Creative Commons or an equivalent
 * licence?
 */
final class DocumentLicence {
  /** A tag, a link or prose; what follows tells which of the licences it is. */
  private static final Pattern NOTICE =
      Pattern.compile(
          "(?i)(SPDX-License-Identifier:\\s*CC[-A-Z0-9.]+|creativecommons\\.org/(licenses|publicdomain)/[-a-z0-9./]+|\\bCC[-"
              + " ]?(BY|0)([- ](SA|NC|ND))*([- ][0-9.]+)?|creative commons[^.\\n"
              + "]{0,80})");

  private static final Pattern RESTRICTED =
      Pattern.compile("(?i)[-/ ](nc|nd)\\b|non-?commercial|no[- ]?deriv");
  private static final Pattern DOCUMENT_LICENCE_FILE =
      Pattern.compile(
          "(?i)LICENSES/CC[-A-Z0-9.]*(\\.txt)?|docs?/licen[cs]e(\\.[a-z]+)?|LICENSE[-.]docs?(\\..*)?");

  private DocumentLicence() {}

  static Verdict judge(ProjectFacts facts, List<Document> documents) {
    if (documents.isEmpty()) {
      return ArchitectureCheck.fail(
          Requirement.R4_4,
          "There is no architecture document that could have a licence.",
          List.of(),
          Finding.absence(
              "There is no architecture document that could have a licence.",
              "Write the document, and state its licence in it.",
              Place.nowhere()));
    }
    List<Evidence> open = new ArrayList<>();
    List<Evidence> restricted = new ArrayList<>();
    for (Document document : documents) {
      notices(facts, document.path(), open, restricted);
    }
    for (RepositoryFile file : facts.repository().files()) {
      if (DOCUMENT_LICENCE_FILE.matcher(file.path()).matches()) {
        open.add(new Evidence(Place.file(file.path()), "licence of the documentation"));
      } else if (file.path().equals("REUSE.toml") || file.path().equals(".reuse/dep5")) {
        notices(facts, file.path(), open, restricted);
      }
    }
    if (!restricted.isEmpty()) {
      return Verdict.review(
              Requirement.R4_4,
              "The document has a Creative Commons licence with restrictions.",
              List.of(
                  new Finding(
                      "The licence \"" + restricted.get(0).text() + "\" restricts use or changes.",
                      "Use CC-BY or CC-BY-SA, or record in audit.toml why this one is equivalent.",
                      restricted.get(0).place())))
          .withEvidence(restricted);
    }
    if (!open.isEmpty()) {
      return Verdict.pass(
          Requirement.R4_4, "The document is under an open documentation licence.", open);
    }
    Licences licences = facts.licences();
    if (!licences.recognised().isEmpty()) {
      Evidence whole = licences.recognised().get(0);
      return Verdict.pass(
          Requirement.R4_4,
          "The licence of the whole repository, "
              + whole.text()
              + ", covers the document and counts as equivalent.",
          List.of(whole));
    }
    return ArchitectureCheck.fail(
        Requirement.R4_4,
        "Neither the document nor the repository has an open licence.",
        List.of(),
        Finding.absence(
            documents.get(0).path()
                + " names no licence, and no open licence covers the repository.",
            "State the licence in the document, for instance SPDX-License-Identifier: CC-BY-4.0.",
            Place.file(documents.get(0).path())));
  }

  private static void notices(
      ProjectFacts facts, String path, List<Evidence> open, List<Evidence> restricted) {
    String text = new String(facts.repository().read(path).bytes(), StandardCharsets.UTF_8);
    Matcher matcher = NOTICE.matcher(text);
    while (matcher.find()) {
      int line =
          1
              + (int) text.substring(0, matcher.start()).lines().count()
              - (startsLine(text, matcher.start()) ? 0 : 1);
      Evidence evidence = Evidence.at(path, Math.max(1, line), matcher.group().strip());
      boolean isRestricted = RESTRICTED.matcher(matcher.group().toLowerCase(Locale.ROOT)).find();
      (isRestricted ? restricted : open).add(evidence);
    }
  }

  private static boolean startsLine(String text, int offset) {
    return offset == 0 || text.charAt(offset - 1) == '\n';
  }
}
