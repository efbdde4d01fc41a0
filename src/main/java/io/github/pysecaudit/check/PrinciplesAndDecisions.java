package io.github.pysecaudit.check;

import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.Document;
import io.github.pysecaudit.facts.Document.Block;
import io.github.pysecaudit.facts.Document.Section;
import io.github.pysecaudit.facts.ProjectFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Requirement 4.2: principles and decisions, recognised by heading and by content. */
final class PrinciplesAndDecisions {
  private static final int LEAST_WORDS = 12;
  private static final int ENOUGH_SENTENCES = 2;

  private static final Theme PRINCIPLES =
      new Theme(
          "design principles",
          "(principles?|tenets?|design (goals?|philosophy|rules|guidelines)|quality"
              + " (goals?|attributes|requirements)|architecture (goals?|constraints)|goals and"
              + " non-goals|guiding ideas?)",
          "(principle|we (always|never)|must (never|always)|by default|least privilege|separation"
              + " of concerns|single responsibility|keep (it|things) simple|fail(s)?"
              + " (closed|safe|fast)|is a goal|design goal)");
  private static final Theme DECISIONS =
      new Theme(
          "design decisions",
          "(decisions?|rationale|trade-?offs?|alternatives( considered)?|why\\b.*|considered"
              + " options|choices|adrs?)",
          "(we (decided|chose|choose|use|prefer|opted|picked)|was"
              + " (chosen|decided|rejected|preferred)|were"
              + " (chosen|rejected)|decision|rationale|trade-?off|instead of|rather"
              + " than|alternative|out of scope|because)");

  private PrinciplesAndDecisions() {}

  /** What is looked for: the words of a heading, and the words of a sentence. */
  private static final class Theme {
    private final String name;
    private final Pattern heading;
    private final Pattern sentence;

    Theme(String name, String heading, String sentence) {
      this.name = name;
      this.heading = Pattern.compile("(?i).*\\b" + heading + "\\b.*");
      this.sentence = Pattern.compile("(?i)\\b" + sentence + "\\b");
    }
  }

  static Verdict judge(ProjectFacts facts, List<Document> documents, List<Finding> unreadable) {
    if (documents.isEmpty() && unreadable.isEmpty()) {
      return ArchitectureCheck.fail(
          Requirement.R4_2,
          "There is no architecture document (4.1).",
          List.of(),
          Finding.absence(
              "No document names design principles and decisions.",
              "Write the document with a section on the design principles and one on the design"
                  + " decisions with their reasons, or keep decision records in docs/adr.",
              Place.nowhere()));
    }
    List<Evidence> evidence = new ArrayList<>();
    List<Finding> missing = new ArrayList<>();
    List<Finding> doubts = new ArrayList<>();
    for (Theme theme : List.of(PRINCIPLES, DECISIONS)) {
      List<Evidence> headings = headings(facts, documents, theme);
      List<Evidence> sentences = sentences(documents, theme);
      evidence.addAll(headings.isEmpty() ? sentences : headings);
      if (headings.isEmpty() && sentences.isEmpty()) {
        missing.add(
            Finding.absence(
                "The architecture document names no " + theme.name + ".",
                "Add a section on the "
                    + theme.name
                    + " with their reasons, or decision records in docs/adr.",
                documents.isEmpty() ? Place.nowhere() : Place.file(documents.get(0).path())));
      } else if (headings.isEmpty() && sentences.size() < ENOUGH_SENTENCES) {
        doubts.add(
            new Finding(
                "Only one sentence looks like one of the "
                    + theme.name
                    + ": \""
                    + sentences.get(0).text()
                    + "\".",
                "Add a section on the "
                    + theme.name
                    + ", or record in audit.toml that this is enough.",
                sentences.get(0).place()));
      }
    }
    if (missing.isEmpty() && doubts.isEmpty()) {
      return Verdict.pass(
          Requirement.R4_2,
          "The document names principles and decisions; their quality was not judged.",
          evidence);
    }
    if (!unreadable.isEmpty()) {
      return Verdict.unknown(
          Requirement.R4_2, "An architecture document could not be read.", unreadable);
    }
    if (missing.isEmpty()) {
      return Verdict.review(Requirement.R4_2, "Principles or decisions are hardly named.", doubts)
          .withEvidence(evidence);
    }
    missing.addAll(doubts);
    return new Verdict(
        Requirement.R4_2,
        Status.FAIL,
        "The architecture document lacks principles or decisions.",
        evidence,
        missing,
        List.of());
  }

  /** Sections under such a heading that say something. */
  private static List<Evidence> headings(
      ProjectFacts facts, List<Document> documents, Theme theme) {
    List<Evidence> found = new ArrayList<>();
    for (Document document : documents) {
      for (Section section : document.sections()) {
        boolean named = theme.heading.matcher(section.heading()).matches();
        boolean record =
            theme == DECISIONS
                && section.level() == 1
                && facts.documents().isDecisionRecord(document);
        if ((named || record) && words(document, section) >= LEAST_WORDS) {
          found.add(
              Evidence.at(
                  document.path(),
                  Math.max(1, section.line()),
                  theme.name + ": " + section.heading()));
        }
      }
    }
    return found;
  }

  private static long words(Document document, Section section) {
    return document.under(section).stream()
        .flatMap(s -> s.blocks().stream())
        .mapToLong(b -> b.text().split("\\s+").length)
        .sum();
  }

  private static List<Evidence> sentences(List<Document> documents, Theme theme) {
    List<Evidence> found = new ArrayList<>();
    for (Document document : documents) {
      for (Block block : document.blocks()) {
        String text = block.flat();
        if (text.split(" ").length >= LEAST_WORDS / 2 && theme.sentence.matcher(text).find()) {
          found.add(Evidence.at(document.path(), block.line(), ArchitectureCheck.shortened(text)));
        }
      }
    }
    return found;
  }
}
