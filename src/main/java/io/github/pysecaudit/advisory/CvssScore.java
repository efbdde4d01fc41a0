package io.github.pysecaudit.advisory;

import io.github.pysecaudit.advisory.Vulnerability.Severity;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import us.springett.cvss.Cvss;

/**
 * How bad a vulnerability is, and by which source. The newest CVSS version wins, and among vectors
 * of that version the highest score; only without a vector does the word count. What nobody has
 * scored is {@link Severity#UNSCORED}, which is not zero.
 *
 * @param severity the class, by the scale of CVSS 3.1 section 5 for every version of CVSS
 * @param score base score, 0 to 10
 * @param vector what it was computed from
 */
record CvssScore(Severity severity, OptionalDouble score, Optional<String> vector) {
  private static final int MAX_VECTOR = 300;

  private record Scored(int generation, double score, String vector) {}

  /** The severity that all these vectors and words amount to. */
  static CvssScore of(Collection<String> vectors, Collection<String> words) {
    return vectors.stream()
        .flatMap(vector -> score(vector.strip()).stream())
        .max(Comparator.comparingInt(Scored::generation).thenComparingDouble(Scored::score))
        .map(
            best ->
                new CvssScore(
                    classOf(best.score()),
                    OptionalDouble.of(best.score()),
                    Optional.of(best.vector())))
        .orElseGet(
            () ->
                new CvssScore(
                    words.stream()
                        .map(CvssScore::classOf)
                        .max(Comparator.naturalOrder())
                        .orElse(Severity.UNSCORED),
                    OptionalDouble.empty(),
                    Optional.empty()));
  }

  /** The class of a score, by the qualitative scale of CVSS 3.1 and 4.0. */
  static Severity classOf(double score) {
    if (score >= 9.0) {
      return Severity.CRITICAL;
    }
    if (score >= 7.0) {
      return Severity.HIGH;
    }
    if (score >= 4.0) {
      return Severity.MEDIUM;
    }
    return score > 0 ? Severity.LOW : Severity.NONE;
  }

  private static Severity classOf(String word) {
    return switch (word.strip().toUpperCase(Locale.ROOT)) {
      case "CRITICAL" -> Severity.CRITICAL;
      case "HIGH", "IMPORTANT" -> Severity.HIGH;
      case "MODERATE", "MEDIUM" -> Severity.MEDIUM;
      case "LOW" -> Severity.LOW;
      case "NONE" -> Severity.NONE;
      default -> Severity.UNSCORED;
    };
  }

  private static Optional<Scored> score(String vector) {
    int generation = generation(vector);
    if (generation == 0 || vector.length() > MAX_VECTOR) {
      return Optional.empty();
    }
    try {
      Cvss parsed = Cvss.fromVector(vector);
      double score = parsed == null ? -1 : parsed.calculateScore().getBaseScore();
      return score < 0 || score > 10 || Double.isNaN(score)
          ? Optional.empty()
          : Optional.of(new Scored(generation, score, vector));
    } catch (RuntimeException e) {
      // The library throws many kinds for a malformed vector, which counts as none: the next best
      // source decides.
      return Optional.empty();
    }
  }

  private static int generation(String vector) {
    if (vector.startsWith("CVSS:4.0/")) {
      return 40;
    }
    if (vector.startsWith("CVSS:3.1/")) {
      return 31;
    }
    if (vector.startsWith("CVSS:3.0/")) {
      return 30;
    }
    return vector.startsWith("AV:") || vector.startsWith("(AV:") ? 20 : 0;
  }
}
