package io.github.pysecaudit.advisory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.fuzz.FuzzInput;
import java.util.List;
import java.util.Optional;

/** Lines as versions of both ecosystems, which have an order, and as CVSS vectors. */
public final class VersionOrderFuzzer {
  private static final int MOST_LINES = 12;

  private VersionOrderFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) {
    List<String> lines =
        FuzzInput.lines(provider.consumeRemainingAsBytes()).stream().limit(MOST_LINES).toList();
    FuzzInput.inTime(
        () -> {
          ordered(Dependency.MAVEN, lines);
          ordered(Dependency.PYPI, lines);
          CvssScore score = CvssScore.of(lines, lines);
          score.score().ifPresent(s -> assertTrue(s >= 0 && s <= 10, score::toString));
          assertEquals(score.score().isPresent(), score.vector().isPresent());
          assertEquals(score, CvssScore.of(lines, lines));
        });
  }

  private static void ordered(String ecosystem, List<String> lines) {
    List<EcosystemVersion> versions =
        lines.stream()
            .map(line -> EcosystemVersion.of(ecosystem, line))
            .flatMap(Optional::stream)
            .toList();
    for (EcosystemVersion one : versions) {
      for (EcosystemVersion other : versions) {
        int forth = Integer.signum(one.compareTo(other));
        int back = Integer.signum(other.compareTo(one));
        assertEquals(forth, -back, () -> ecosystem + " " + one + " and " + other);
      }
    }
  }
}
