package io.github.pysecaudit.check;

import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.ApplicabilityStatements;
import io.github.pysecaudit.facts.Document;
import io.github.pysecaudit.facts.Document.Block;
import io.github.pysecaudit.facts.Document.Kind;
import io.github.pysecaudit.facts.Document.Section;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.facts.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which verdicts does the documentation change by saying that a requirement is not applicable, and
 * are its statements sound?
 *
 * <p>The tree wins over a statement: a reason that the project contradicts changes nothing but the
 * verdict on 0.1.
 */
public final class Applicability {
  private static final String DECIDE =
      "Decide whether the requirement applies, and record it in audit.toml or give evidence.";

  private static final Pattern UNANSWERED = Pattern.compile("(?i)\\s*\\[\\s*insert\\b");
  private static final Pattern APPLICABLE = Pattern.compile("(?i)\\bapplicab");

  /** What has a way of its own to be accepted, finding by finding, so that no sentence does it. */
  private static final Map<Requirement, String> ACCEPTED_OTHERWISE =
      Map.of(
          Requirement.R5_1,
          "a known vulnerability is accepted in audit.toml only, with a reason and an end",
          Requirement.R10_2,
          "a finding in the code is accepted by a marker in the code only");

  private final ProjectFacts facts;
  private final ApplicabilityStatements statements;
  private final Map<Statement, Evidence> contradicted = new LinkedHashMap<>();
  private final Map<Requirement, List<Statement>> against = new EnumMap<>(Requirement.class);
  private final Set<Requirement> bothWays = new LinkedHashSet<>();

  private Applicability(ProjectFacts facts) {
    this.facts = facts;
    this.statements = facts.statements();
    for (Statement statement : statements.statements()) {
      if (!statement.applicable()) {
        statement
            .reason()
            .flatMap(reason -> Contradictions.of(reason, facts))
            .ifPresent(evidence -> contradicted.put(statement, evidence));
        statement
            .requirements()
            .forEach(r -> against.computeIfAbsent(r, key -> new ArrayList<>()).add(statement));
      }
    }
    for (Requirement requirement : against.keySet()) {
      if (!statements.inFavour(requirement).isEmpty()) {
        bothWays.add(requirement);
      }
    }
  }

  /** The statements of this project, held against its tree. */
  public static Applicability of(ProjectFacts facts) {
    return new Applicability(facts);
  }

  /** The verdicts after the statements were taken into account; 0.1 stays as it is. */
  public List<Verdict> apply(List<Verdict> raw) {
    return raw.stream().map(this::apply).toList();
  }

  private Verdict apply(Verdict raw) {
    Requirement requirement = raw.requirement();
    List<Statement> sound =
        against.getOrDefault(requirement, List.of()).stream()
            .filter(s -> !contradicted.containsKey(s))
            .toList();
    if (requirement == Requirement.R0_1 || sound.isEmpty() || bothWays.contains(requirement)) {
      return raw;
    }
    Statement statement =
        sound.stream()
            .filter(s -> s.part().isEmpty() && s.reason().isPresent())
            .findFirst()
            .orElse(sound.get(0));
    return switch (raw.status()) {
      case PASS -> outOfDate(raw, statement);
      case NOT_APPLICABLE -> raw.withEvidence(joined(List.of(quoted(statement)), raw.evidence()));
      default -> waived(raw, statement);
    };
  }

  private Verdict waived(Verdict raw, Statement statement) {
    Requirement requirement = raw.requirement();
    String said = "The documentation says \"" + statement.quote() + "\"";
    Optional<String> otherwise = Optional.ofNullable(ACCEPTED_OTHERWISE.get(requirement));
    if (raw.status() == Status.FAIL && otherwise.isPresent() && showsViolation(raw)) {
      return raw.withWarnings(
          joined(
              raw.warnings(),
              List.of(
                  new Finding(
                      said + ", but " + otherwise.get() + ".",
                      "Remove the statement, and settle each finding.",
                      statement.place()))));
    }
    if (statement.part().isPresent()) {
      return review(
          raw,
          statement,
          "Stated as not applicable to a part only; the rest still needs evidence.",
          said + ", which is limited to \"" + statement.part().get() + "\".");
    }
    if (statement.reason().isEmpty()) {
      return review(
          raw,
          statement,
          "Stated as not applicable without a reason.",
          said + " without a reason.");
    }
    if (!isWaivable(requirement)) {
      return review(
          raw,
          statement,
          "Stated as not applicable, but " + requirement.id() + " cannot be waived by a sentence.",
          said + ", but this requirement holds for every project.");
    }
    Verdict waived =
        Verdict.notApplicable(
            requirement,
            "Stated as not applicable: " + statement.reason().get(),
            List.of(quoted(statement)));
    List<Finding> beside = raw.findings().stream().filter(f -> !f.isAbsence()).toList();
    return beside.isEmpty() ? waived : waived.withWarnings(List.of(beside(beside)));
  }

  private static boolean showsViolation(Verdict raw) {
    return raw.findings().stream().anyMatch(f -> !f.isAbsence());
  }

  private static Finding beside(List<Finding> findings) {
    Finding first = findings.get(0);
    String more =
        findings.size() == 1 ? "" : " There are " + (findings.size() - 1) + " more findings.";
    return new Finding(
        "The statement sets aside what was found: " + first.message() + more,
        "Look whether the stated reason covers this.",
        first.place());
  }

  private boolean isWaivable(Requirement requirement) {
    boolean noPython =
        requirement == Requirement.R10_1
            && facts.repository().files().stream().noneMatch(f -> f.name().endsWith(".py"));
    return requirement.isWaivable() || noPython;
  }

  private static Verdict review(Verdict raw, Statement statement, String summary, String message) {
    List<Finding> findings = new ArrayList<>();
    findings.add(new Finding(message, DECIDE, statement.place()));
    findings.addAll(raw.findings());
    return new Verdict(
        raw.requirement(),
        Status.REVIEW,
        summary,
        joined(List.of(quoted(statement)), raw.evidence()),
        findings,
        raw.warnings());
  }

  private static Verdict outOfDate(Verdict raw, Statement statement) {
    Finding warning =
        new Finding(
            "The documentation says \""
                + statement.quote()
                + "\", but the requirement is met: the statement is out of date.",
            "Remove the statement.",
            statement.place());
    return raw.withWarnings(joined(raw.warnings(), List.of(warning)));
  }

  /** 0.1: are the statements sound? */
  Verdict verdict() {
    List<Finding> wrong = new ArrayList<>(statements.mistakes());
    contradicted.forEach((statement, evidence) -> wrong.add(contradiction(statement, evidence)));
    bothWays.forEach(requirement -> wrong.add(bothWays(requirement)));
    facts.documents().applicability().forEach(d -> unanswered(d).ifPresent(wrong::add));
    List<Evidence> evidence = evidence();
    if (!wrong.isEmpty()) {
      return Verdict.fail(
              Requirement.R0_1,
              wrong.size() + " of the statements on what does not apply cannot stand.",
              wrong)
          .withEvidence(evidence);
    }
    if (!statements.problems().isEmpty()) {
      return Verdict.unknown(
              Requirement.R0_1,
              "Not every document could be read for not-applicable statements.",
              statements.problems())
          .withEvidence(evidence);
    }
    if (statements.read().isEmpty()) {
      return Verdict.review(
          Requirement.R0_1,
          "There is no document that could say what does not apply.",
          List.of(
              Finding.absence(
                  "No README, SECURITY or architecture document was found, so nothing says whether"
                      + " every requirement applies.",
                  "Write a README.md and a SECURITY.md; name there what does not apply, and why.",
                  Place.nowhere())));
    }
    return Verdict.pass(Requirement.R0_1, summary(), evidence).withWarnings(incomplete());
  }

  /** A table of an outline that nobody has answered says neither that something applies nor not. */
  private static Optional<Finding> unanswered(Document document) {
    List<Block> rows =
        document.sections().stream()
            .map(Section::blocks)
            .filter(blocks -> blocks.stream().anyMatch(Applicability::isHeader))
            .flatMap(List::stream)
            .filter(b -> b.kind() == Kind.TABLE_ROW)
            .filter(b -> b.cells().stream().anyMatch(c -> UNANSWERED.matcher(c).lookingAt()))
            .toList();
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            count(rows.size(), "row")
                + " of the table of what applies are not answered, first \""
                + rows.get(0).flat()
                + "\".",
            "Answer each row with yes or no and the reason, or remove it.",
            Place.line(document.path(), rows.get(0).line())));
  }

  private static boolean isHeader(Block block) {
    return block.kind() == Kind.TABLE_HEADER
        && block.cells().stream().anyMatch(c -> APPLICABLE.matcher(c).find());
  }

  private String summary() {
    long negative = statements.statements().stream().filter(s -> !s.applicable()).count();
    String read = count(statements.read().size(), "document");
    return negative == 0
        ? "No requirement is stated to be not applicable in " + read + "."
        : count((int) negative, "not-applicable statement") + " found in " + read + ".";
  }

  private List<Evidence> evidence() {
    List<Evidence> evidence = new ArrayList<>();
    statements.statements().stream()
        .filter(s -> !s.applicable())
        .forEach(s -> evidence.add(quoted(s)));
    Set<String> quoted = new LinkedHashSet<>();
    evidence.forEach(e -> e.place().path().ifPresent(quoted::add));
    statements.read().stream()
        .filter(path -> !quoted.contains(path))
        .forEach(path -> evidence.add(new Evidence(Place.file(path), "read, no statement")));
    return evidence;
  }

  private List<Finding> incomplete() {
    List<Finding> warnings = new ArrayList<>();
    for (Statement statement : statements.statements()) {
      if (!statement.applicable() && statement.reason().isEmpty()) {
        warnings.add(
            new Finding(
                "\"" + statement.quote() + "\" is stated without a reason.",
                "Add the reason behind the statement.",
                statement.place()));
      }
    }
    return warnings;
  }

  private static Finding contradiction(Statement statement, Evidence evidence) {
    return new Finding(
            "\""
                + statement.quote()
                + "\" is contradicted by the project: "
                + evidence.text()
                + " in "
                + evidence.place()
                + ".",
            "Correct or remove the statement; the requirement is judged by the evidence.",
            statement.place())
        .with("contradictedBy", evidence.place().toString());
  }

  private Finding bothWays(Requirement requirement) {
    Statement no = against.get(requirement).get(0);
    Optional<Statement> yes = statements.inFavour(requirement).stream().findFirst();
    return new Finding(
        requirement.id()
            + " is stated both ways: \""
            + no.quote()
            + "\", and \""
            + yes.map(Statement::quote).orElse("")
            + "\" in "
            + yes.map(s -> s.place().toString()).orElse("")
            + ".",
        "Keep one of the two statements.",
        no.place());
  }

  private static Evidence quoted(Statement statement) {
    return new Evidence(statement.place(), "\"" + statement.quote() + "\"");
  }

  private static String count(int n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
