package io.github.pysecaudit.check;

import io.github.pysecaudit.checklist.Amount;
import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.DesignDefences;
import io.github.pysecaudit.facts.Document;
import io.github.pysecaudit.facts.ProjectFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Is there an architecture document with principles, decisions and security by design, under an
 * open licence, for everybody to read? Whether it is any good is for people to judge, and every
 * PASS says so.
 */
public final class ArchitectureCheck implements Check {
  /**
   * Fewer words than this are a stub, more than {@link #ENOUGH_WORDS} a document; between them a
   * person must look.
   */
  private static final int FEW_WORDS = 60;

  private static final int ENOUGH_WORDS = 150;

  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "(?i)\\b(TODO|TBD|to be (written|done|defined|completed)|coming soon|lorem ipsum|work in"
              + " progress)\\b|\\[\\s*(insert|answer|describe|your|fill)\\b[^\\]]{0,200}\\]?");
  private static final String WRITE =
      "Write an ARCHITECTURE.md with the parts of the program, their boundaries and the data that"
          + " crosses them; audit:init writes an outline.";

  @Override
  public List<Requirement> requirements() {
    return Requirement.of(Requirement.R4_1.group());
  }

  @Override
  public List<Verdict> evaluate(ProjectFacts facts) {
    List<Document> documents = facts.documents().architecture();
    List<Document> readable = documents.stream().filter(d -> d.problem().isEmpty()).toList();
    List<Finding> unreadable = documents.stream().flatMap(d -> problem(d).stream()).toList();
    boolean onlyNested = documents.isEmpty() && !facts.documents().nestedArchitecture().isEmpty();
    if (onlyNested) {
      return List.of(
          nested(Requirement.R4_1, facts),
          nested(Requirement.R4_2, facts),
          byDesign(facts.designDefences()),
          nested(Requirement.R4_4, facts),
          nested(Requirement.R4_5, facts));
    }
    return List.of(
        exists(facts, readable, unreadable),
        PrinciplesAndDecisions.judge(facts, readable, unreadable),
        byDesign(facts.designDefences()),
        DocumentLicence.judge(facts, readable),
        DocumentAvailability.judge(facts, readable));
  }

  /** Whether the document of a part speaks for the whole is for people to say. */
  private static Verdict nested(Requirement requirement, ProjectFacts facts) {
    String path = facts.documents().nestedArchitecture().get(0);
    return Verdict.review(
        requirement,
        "Only a part of the repository has an architecture document.",
        List.of(
            new Finding(
                path + " lies in a part of the repository.",
                "Move it to the root or to docs, or record in audit.toml that it covers the"
                    + " whole.",
                Place.file(path))));
  }

  private static Optional<Finding> problem(Document document) {
    return document
        .problem()
        .map(
            p ->
                new Finding(
                    "The document cannot be read: " + p + ".",
                    "Make it a readable text file of ordinary size.",
                    Place.file(document.path())));
  }

  private static Verdict exists(
      ProjectFacts facts, List<Document> documents, List<Finding> unreadable) {
    long words = documents.stream().mapToLong(Document::words).sum();
    List<Evidence> evidence =
        documents.stream()
            .map(d -> new Evidence(Place.file(d.path()), d.words() + " words"))
            .toList();
    Optional<Finding> placeholder = placeholder(documents);
    long filled =
        documents.stream()
            .filter(d -> placeholder(List.of(d)).isEmpty())
            .mapToLong(Document::words)
            .sum();
    if (filled >= ENOUGH_WORDS) {
      return Verdict.pass(
              Requirement.R4_1,
              "An architecture document of "
                  + filled
                  + " words exists; its quality was not judged.",
              evidence)
          .withWarnings(placeholder.stream().toList());
    }
    if (!unreadable.isEmpty()) {
      return Verdict.unknown(
          Requirement.R4_1, "An architecture document could not be read.", unreadable);
    }
    if (documents.isEmpty()) {
      return missing(facts);
    }
    if (placeholder.isPresent()) {
      return fail(
          Requirement.R4_1,
          "The architecture document is not filled in.",
          evidence,
          placeholder.get());
    }
    Document first = documents.get(0);
    if (words < FEW_WORDS && first.links().isEmpty()) {
      return fail(
          Requirement.R4_1,
          "The architecture document is a stub.",
          evidence,
          Finding.absence(
              first.path() + " holds only " + words + " words, which is a stub.",
              WRITE,
              Place.file(first.path())));
    }
    return new Verdict(
        Requirement.R4_1,
        Status.REVIEW,
        "The architecture document is short; a person must look whether it says enough.",
        evidence,
        List.of(
            new Finding(
                first.path()
                    + " holds only "
                    + words
                    + " words"
                    + (first.links().isEmpty() ? "." : " and links elsewhere."),
                "Write more, or record in audit.toml that a person found it sufficient.",
                Place.file(first.path()))),
        List.of());
  }

  private static Verdict missing(ProjectFacts facts) {
    return fail(
        Requirement.R4_1,
        "There is no architecture or design document among "
            + Amount.of(facts.repository().files().size(), "file")
            + ".",
        List.of(),
        Finding.absence(
            "No ARCHITECTURE, DESIGN, docs/architecture, decision record, arc42 or C4 source was"
                + " found.",
            WRITE,
            Place.nowhere()));
  }

  /** A document in which a tenth of the blocks or more were never filled in. */
  private static Optional<Finding> placeholder(List<Document> documents) {
    for (Document document : documents) {
      List<Document.Block> open =
          document.blocks().stream().filter(b -> PLACEHOLDER.matcher(b.flat()).find()).toList();
      boolean most = open.size() * 10 >= document.blocks().size();
      if (!open.isEmpty() && most) {
        return Optional.of(
            Finding.absence(
                "The document still holds a placeholder: \""
                    + shortened(open.get(0).flat())
                    + "\".",
                "Answer what the outline asks.",
                Place.line(document.path(), open.get(0).line())));
      }
    }
    return Optional.empty();
  }

  static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 77) + "...";
  }

  static Verdict fail(
      Requirement requirement, String summary, List<Evidence> evidence, Finding finding) {
    return new Verdict(requirement, Status.FAIL, summary, evidence, List.of(finding), List.of());
  }

  private static Verdict byDesign(DesignDefences defences) {
    List<Evidence> evidence = new ArrayList<>();
    defences
        .sections()
        .forEach(s -> evidence.add(new Evidence(s.place(), "section " + s.heading())));
    if (!evidence.isEmpty()) {
      return Verdict.pass(
          Requirement.R4_3,
          "The documents cover security by design; how well was not judged.",
          evidence);
    }
    if (!defences.problems().isEmpty()) {
      return Verdict.unknown(
          Requirement.R4_3,
          "Documents could not be read.",
          defences.problems().stream()
              .map(p -> new Finding(p, "Make the document readable.", Place.nowhere()))
              .toList());
    }
    Finding nothing =
        Finding.absence(
            "No document has a threat model, trust boundaries or a section on security by design.",
            "Describe the threat model and trust boundaries in the architecture document.",
            Place.nowhere());
    if (defences.controls().size() >= 2) {
      List<Evidence> controls = new ArrayList<>();
      defences.controls().forEach((name, place) -> controls.add(new Evidence(place, name)));
      return Verdict.review(
              Requirement.R4_3,
              "The documents name security controls, but no threat model.",
              List.of(nothing))
          .withEvidence(controls);
    }
    return fail(Requirement.R4_3, "No document shows security by design.", List.of(), nothing);
  }
}
