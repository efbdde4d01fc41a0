package io.github.pysecaudit.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.check.Checklist;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.facts.MemoryRepository;
import io.github.pysecaudit.facts.ProjectFacts;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;

/**
 * A file in which one piece is repeated, and the same with four times as many: the work of the
 * whole audit must not grow much faster than the file. What stands between two {@code @@} is
 * repeated, or else all of it.
 */
@FuzzEffort(6)
public final class GrowthFuzzer {
  /** A search uses longer files than an ordinary build, in which seconds count. */
  private static final int SMALL = Boolean.getBoolean("fuzz.search") ? 40_000 : 6_000;

  private static final int TIMES = 4;

  /** Quadratic work grows by 16; the first run also pays for warming up. */
  private static final int MOST_GROWTH = 9;

  /** Less says nothing: a pause of the garbage collector is as long. */
  private static final long LEAST_NANOSECONDS = 1_500_000_000L;

  private GrowthFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) {
    FuzzInput input = FuzzInput.of(provider.consumeRemainingAsBytes(), "README.md");
    String text = new String(input.content(), StandardCharsets.ISO_8859_1);
    String[] parts = text.split("@@", 3);
    String piece = parts.length == 3 ? parts[1] : text;
    if (piece.isEmpty() || text.length() > 1_500) {
      return;
    }
    int times = Math.max(1, SMALL / piece.length());
    long small = time(input.path(), grown(parts, piece, times));
    long large = time(input.path(), grown(parts, piece, times * TIMES));
    assertTrue(
        large < LEAST_NANOSECONDS || large / MOST_GROWTH < small,
        () -> input.path() + ": " + small + " ns grew to " + large + " ns");
  }

  private static byte[] grown(String[] parts, String piece, int times) {
    String text =
        parts.length == 3 ? parts[0] + piece.repeat(times) + parts[2] : piece.repeat(times);
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static long time(String path, byte[] content) {
    return FuzzInput.processorTime(
        () ->
            Checklist.evaluate(
                ProjectFacts.of(new MemoryRepository().with(path, content)).build(),
                EnumSet.allOf(Requirement.class)));
  }
}
