package io.github.pysecaudit.advisory;

import io.github.pysecaudit.advisory.Vulnerability.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * From which vulnerability on a build fails. The checklist says SHOULD, so by default none does.
 *
 * @param from the class that fails, {@link Severity#NONE} for never
 * @param score instead of a class, the CVSS score from which on it fails
 * @param failOnUnscored whether a vulnerability that nobody has scored fails too; without effect
 *     where nothing fails at all
 * @param onlyIfFixed whether only those count that a newer version fixes
 */
public record FailureThreshold(
    Severity from, OptionalDouble score, boolean failOnUnscored, boolean onlyIfFixed) {

  public FailureThreshold {
    Objects.requireNonNull(score, "score");
    if (from == Severity.UNSCORED) {
      throw new IllegalArgumentException("unscored is no threshold");
    }
  }

  /** Fails on nothing. */
  public static FailureThreshold never() {
    return new FailureThreshold(Severity.NONE, OptionalDouble.empty(), true, false);
  }

  /**
   * Reads a threshold as it is configured.
   *
   * @param text NONE, LOW, MEDIUM (or MODERATE), HIGH, CRITICAL, or a score from 0.1 to 10
   * @throws IllegalArgumentException if it is none of these, with a message for the user
   */
  public static FailureThreshold parse(String text, boolean failOnUnscored, boolean onlyIfFixed) {
    String word = text.strip().toUpperCase(Locale.ROOT);
    Severity from =
        switch (word) {
          case "NONE" -> Severity.NONE;
          case "LOW" -> Severity.LOW;
          case "MEDIUM", "MODERATE" -> Severity.MEDIUM;
          case "HIGH" -> Severity.HIGH;
          case "CRITICAL" -> Severity.CRITICAL;
          default -> null;
        };
    if (from != null) {
      return new FailureThreshold(from, OptionalDouble.empty(), failOnUnscored, onlyIfFixed);
    }
    double score = score(word, text);
    return new FailureThreshold(
        CvssScore.classOf(score), OptionalDouble.of(score), failOnUnscored, onlyIfFixed);
  }

  private static double score(String word, String text) {
    if (word.matches("[0-9]{1,2}(\\.[0-9])?")) {
      double score = Double.parseDouble(word);
      if (score > 0 && score <= 10) {
        return score;
      }
    }
    throw new IllegalArgumentException(
        "\""
            + text
            + "\" is no severity. Write NONE, LOW, MEDIUM, HIGH, CRITICAL, or a CVSS score from 0.1"
            + " to 10.");
  }

  /** Whether this vulnerability fails the build. */
  public boolean isReachedBy(Vulnerability vulnerability) {
    if (from == Severity.NONE || (onlyIfFixed && vulnerability.fixedIn().isEmpty())) {
      return false;
    }
    if (vulnerability.severity() == Severity.UNSCORED) {
      return failOnUnscored;
    }
    if (score.isEmpty()) {
      return vulnerability.severity().compareTo(from) >= 0;
    }
    return vulnerability.score().orElse(highestOf(vulnerability.severity())) >= score.getAsDouble();
  }

  /** Those of these vulnerabilities that fail the build. */
  public List<Vulnerability> reachedBy(List<Vulnerability> vulnerabilities) {
    return vulnerabilities.stream().filter(this::isReachedBy).toList();
  }

  /** Only the class is known, so the score may be anything in it: take the worst. */
  private static double highestOf(Severity severity) {
    return switch (severity) {
      case CRITICAL -> 10.0;
      case HIGH -> 8.9;
      case MEDIUM -> 6.9;
      case LOW -> 3.9;
      case NONE, UNSCORED -> 0.0;
    };
  }
}
