package io.github.pysecaudit.checklist;

import java.time.LocalDate;
import java.util.Objects;

/**
 * What a person decided about a requirement that a program cannot decide, as recorded in {@code
 * audit.toml}.
 *
 * @param requirement the requirement in REVIEW
 * @param met whether the reviewer found it met
 * @param reason why, never blank
 * @param reviewer who decided, never blank
 * @param expires last day on which the decision counts
 * @param place line of the entry
 */
public record ReviewDecision(
    Requirement requirement,
    boolean met,
    String reason,
    String reviewer,
    LocalDate expires,
    Place place) {
  public ReviewDecision {
    Objects.requireNonNull(requirement, "requirement");
    Objects.requireNonNull(expires, "expires");
    Objects.requireNonNull(place, "place");
    if (reason.isBlank() || reviewer.isBlank()) {
      throw new IllegalArgumentException("a decision needs a reason and a reviewer");
    }
  }
}
