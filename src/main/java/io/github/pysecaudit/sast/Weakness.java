package io.github.pysecaudit.sast;

import io.github.pysecaudit.checklist.Credentials;
import io.github.pysecaudit.checklist.Place;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One possible weakness in Python source, as one or several scanners saw it.
 *
 * @param rule our rule id
 * @param title title of the rule
 * @param place file, line and column of the statement
 * @param severity how bad it is if it is true
 * @param confidence how likely it is to be true
 * @param cwe CWE number, 0 if none fits
 * @param message what was seen, in a full sentence
 * @param remedy what to do
 * @param witnesses the scanners that reported it with their rule id, for instance {@code
 *     bandit:B602}; never empty
 * @param marker the marker on the statement, if there is one
 */
public record Weakness(
    String rule,
    String title,
    Place place,
    Grade severity,
    Grade confidence,
    int cwe,
    String message,
    String remedy,
    List<String> witnesses,
    Optional<MarkedBy> marker) {

  /** Three grades, for severity and for confidence. */
  public enum Grade {
    LOW,
    MEDIUM,
    HIGH
  }

  /**
   * The marker that covers a weakness.
   *
   * @param place file and line of the comment
   * @param text the comment as written
   * @param explanation what it says beyond the marker and its ids, if it explains anything
   */
  public record MarkedBy(Place place, String text, Optional<String> explanation) {
    public MarkedBy {
      text = Credentials.hidden(text);
      explanation = explanation.map(Credentials::hidden);
    }
  }

  public Weakness {
    Objects.requireNonNull(rule, "rule");
    message = Credentials.hidden(message);
    witnesses = List.copyOf(witnesses);
    if (witnesses.isEmpty()) {
      throw new IllegalArgumentException("a weakness needs a witness: " + rule);
    }
  }
}
