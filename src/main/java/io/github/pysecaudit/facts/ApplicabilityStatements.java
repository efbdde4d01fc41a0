package io.github.pysecaudit.facts;

import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Requirement;
import java.util.ArrayList;
import java.util.List;

/**
 * All that the documentation says about which requirements apply.
 *
 * @param statements in the order of the documents
 * @param mistakes statements that name no requirement of the catalogue, or an id and a title that
 *     do not belong together
 * @param read paths of the documents that were read
 * @param problems why a document could not be read
 */
public record ApplicabilityStatements(
    List<Statement> statements, List<Finding> mistakes, List<String> read, List<Finding> problems) {
  public ApplicabilityStatements {
    statements = List.copyOf(statements);
    mistakes = List.copyOf(mistakes);
    read = List.copyOf(read);
    problems = List.copyOf(problems);
  }

  /** Reads the statements of these documents. */
  static ApplicabilityStatements of(Documents documents) {
    List<Statement> statements = new ArrayList<>();
    List<Finding> mistakes = new ArrayList<>();
    List<String> read = new ArrayList<>();
    List<Finding> problems = new ArrayList<>();
    for (Document document : documents.applicability()) {
      if (document.problem().isPresent()) {
        problems.add(
            new Finding(
                "The document could not be read for not-applicable statements: "
                    + document.problem().get()
                    + ".",
                "Make the document a readable text file of ordinary size.",
                io.github.pysecaudit.checklist.Place.file(document.path())));
        continue;
      }
      read.add(document.path());
      StatementReader reader =
          new StatementReader(document, documents.isApplicabilityDocument(document));
      reader.read();
      statements.addAll(reader.statements());
      mistakes.addAll(reader.mistakes());
    }
    return new ApplicabilityStatements(statements, mistakes, read, problems);
  }

  /** The statements that say that this requirement does not apply. */
  public List<Statement> against(Requirement requirement) {
    return statements.stream()
        .filter(s -> !s.applicable() && s.requirements().contains(requirement))
        .toList();
  }

  /** The statements that say that this requirement does apply. */
  public List<Statement> inFavour(Requirement requirement) {
    return statements.stream()
        .filter(s -> s.applicable() && s.requirements().contains(requirement))
        .toList();
  }
}
