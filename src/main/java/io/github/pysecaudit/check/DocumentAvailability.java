package io.github.pysecaudit.check;

import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.Document;
import io.github.pysecaudit.facts.Document.Block;
import io.github.pysecaudit.facts.ProjectFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Requirement 4.5: can everybody read the architecture document without asking anybody? */
final class DocumentAvailability {
  private static final int FEW_WORDS = 60;
  private static final List<String> USUAL_NAMES =
      List.of(
          "ARCHITECTURE.md",
          "DESIGN.md",
          "ARCHITECTURE.rst",
          "docs/architecture.md",
          "docs/ARCHITECTURE.md",
          "docs/design.md");

  /** Notices that restrict who may read; talk about confidential data is not one. */
  private static final Pattern RESTRICTION =
      Pattern.compile(
          "(?i)all rights reserved|\\b(strictly|company|commercial[- ]in)"
              + " confiden(tial|ce)\\b|\\bconfidential and proprietary\\b|\\bproprietary and"
              + " confidential\\b|\\bthis (document|page|file) is (strictly"
              + " )?(confidential|internal|proprietary)\\b|\\b(for )?internal (use|distribution)"
              + " only\\b|\\bfor internal use\\b|\\bnot for (public"
              + " )?(distribution|release|disclosure)\\b|\\b(only|exclusively) (available"
              + " )?(to|for) (licensed |registered |paying"
              + " )?(customers|employees|licensees)\\b|\\bavailable to (licensed|registered|paying)"
              + " (customers|users)\\b"
              + "|^(classification:?\\s*)?(internal|confidential|restricted|secret)\\s*[.!]?$");

  private DocumentAvailability() {}

  static Verdict judge(ProjectFacts facts, List<Document> documents) {
    List<Finding> findings = new ArrayList<>();
    List<Finding> doubts = new ArrayList<>();
    if (documents.isEmpty()) {
      return ArchitectureCheck.fail(
          Requirement.R4_5,
          "There is no architecture document in the repository.",
          List.of(),
          ignored(facts)
              .orElse(
                  Finding.absence(
                      "There is no architecture document in the repository for anybody to read.",
                      "Commit the document itself to the repository.",
                      Place.nowhere())));
    }
    for (Document document : documents) {
      restriction(document).ifPresent(findings::add);
      if (document.words() < FEW_WORDS && !document.links().isEmpty()) {
        doubts.add(
            new Finding(
                "The document says little and links to "
                    + document.links().get(0).target()
                    + "; whether everybody can read that was not checked.",
                "Commit the document itself to the repository.",
                Place.line(document.path(), document.links().get(0).line())));
      }
    }
    List<Evidence> evidence =
        documents.stream()
            .map(d -> new Evidence(Place.file(d.path()), "in the repository, not ignored by git"))
            .toList();
    if (!findings.isEmpty()) {
      return new Verdict(
          Requirement.R4_5,
          Status.FAIL,
          "A notice restricts who may read the architecture document.",
          evidence,
          findings,
          List.of());
    }
    if (!doubts.isEmpty() && doubts.size() == documents.size()) {
      return Verdict.review(
              Requirement.R4_5, "The document lies elsewhere, where nobody looked.", doubts)
          .withEvidence(evidence);
    }
    return Verdict.pass(
        Requirement.R4_5,
        "The document is in the repository, with no notice against it.",
        evidence);
  }

  private static Optional<Finding> restriction(Document document) {
    Stream<Block> headings =
        document.sections().stream()
            .filter(s -> !s.heading().isBlank())
            .map(
                s ->
                    new Block(
                        Document.Kind.PARAGRAPH, s.heading(), Math.max(1, s.line()), List.of()));
    return Stream.concat(headings, document.blocks().stream())
        .flatMap(block -> of(document, block).stream())
        .findFirst();
  }

  private static Optional<Finding> of(Document document, Block block) {
    Matcher matcher = RESTRICTION.matcher(block.flat());
    return matcher.find()
        ? Optional.of(
            new Finding(
                "The notice \""
                    + matcher.group().strip()
                    + "\" restricts who may read or use the document.",
                "Remove the notice, or publish a version of the document without it.",
                Place.line(document.path(), block.line())))
        : Optional.empty();
  }

  /** A document that is there, but that git would not publish. */
  private static Optional<Finding> ignored(ProjectFacts facts) {
    return USUAL_NAMES.stream()
        .filter(p -> facts.repository().isIgnored(p))
        .filter(p -> facts.repository().read(p).isComplete())
        .map(
            p ->
                new Finding(
                    p + " exists, but git ignores it, so nobody else gets it.",
                    "Remove it from .gitignore and commit it.",
                    Place.file(p)))
        .findFirst();
  }
}
