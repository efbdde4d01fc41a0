package io.github.pysecaudit.facts;

import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Requirement;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the documentation says about whether a requirement applies.
 *
 * @param requirements those it names; never empty
 * @param applicable whether it says that they do apply
 * @param reason the reason as written, if there is one
 * @param part the part of the project that it is limited to, if it is
 * @param place the line
 * @param quote the statement as written, in one line
 */
public record Statement(
    Set<Requirement> requirements,
    boolean applicable,
    Optional<String> reason,
    Optional<String> part,
    Place place,
    String quote) {
  public Statement {
    requirements = Set.copyOf(requirements);
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(part, "part");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(quote, "quote");
  }

  /** With the place, as a hostile file says the same thousands of times. */
  @Override
  public int hashCode() {
    return Objects.hash(place, quote);
  }
}
