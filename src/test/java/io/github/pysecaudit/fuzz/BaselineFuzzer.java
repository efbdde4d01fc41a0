package io.github.pysecaudit.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.gate.Baseline;
import io.github.pysecaudit.gate.BaselineException;
import io.github.pysecaudit.gate.BaselineFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** {@code audit-baseline.json}: what is read is written and read as the same, or it is an error. */
public final class BaselineFuzzer {

  private BaselineFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) {
    FuzzInput input = new FuzzInput(BaselineFile.NAME, provider.consumeRemainingAsBytes());
    FuzzInput.inTime(
        () -> {
          Optional<Baseline> read = read(input);
          if (read.isPresent()) {
            String written = write(read.get());
            assertEquals(written, write(again(written)));
          }
        });
  }

  private static Optional<Baseline> read(FuzzInput input) {
    try {
      return Optional.of(BaselineFile.read(new String(input.content(), StandardCharsets.UTF_8)));
    } catch (BaselineException e) {
      assertFalse(e.getMessage().isBlank());
      input.assertHolds(e.line());
      return Optional.empty();
    }
  }

  private static Baseline again(String written) {
    try {
      return BaselineFile.read(written);
    } catch (BaselineException e) {
      throw new AssertionError("what was written is not read: " + written, e);
    }
  }

  private static String write(Baseline baseline) {
    try {
      return BaselineFile.write(baseline);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
