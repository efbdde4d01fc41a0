package io.github.pysecaudit.facts.deploy;

import io.github.pysecaudit.checklist.Place;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the documentation says about the rights that the program needs.
 *
 * @param known false if the documents were not read, so that silence means nothing
 * @param statements the sections on rights, in the order of the documents
 */
public record RequiredAuthorizations(boolean known, List<Statement> statements) {

  /**
   * A section on rights.
   *
   * @param place of its heading
   * @param text heading and text
   * @param saysNone whether it says that no special right is needed
   */
  public record Statement(Place place, String text, boolean saysNone) {}

  public RequiredAuthorizations {
    statements = List.copyOf(statements);
  }

  /** The documents were not read. */
  public static RequiredAuthorizations unknown() {
    return new RequiredAuthorizations(false, List.of());
  }

  /** The section that says that no special right is needed, if there is one. */
  public Optional<Statement> none() {
    return statements.stream().filter(Statement::saysNone).findFirst();
  }

  /** The section that outlines this kind of right, if there is one. */
  public Optional<Statement> outlines(Privilege privilege) {
    return statements.stream()
        .filter(s -> !s.saysNone())
        .filter(
            s -> {
              String text = s.text().toLowerCase(Locale.ROOT);
              return privilege.topics().stream().anyMatch(text::contains);
            })
        .findFirst();
  }
}
