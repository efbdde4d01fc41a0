package io.github.pysecaudit.mojo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.facts.repro.ArchiveComparison;
import io.github.pysecaudit.facts.repro.RebuildResult;
import io.github.pysecaudit.fuzz.Damage;
import io.github.pysecaudit.fuzz.FuzzFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is remembered of a second build is believed only as it was written. */
public final class RebuildMemoryFuzzer {
  private static final List<RebuildResult> RESULTS =
      List.of(
          new RebuildResult(
              "org.example:app",
              "0123",
              Instant.parse("2026-11-01T00:00:00Z"),
              List.of(
                  new ArchiveComparison("app.jar", true, Optional.empty()),
                  new ArchiveComparison(
                      "app.whl",
                      false,
                      Optional.of(new ArchiveComparison.Difference("a.py", "its time"))))));

  private RebuildMemoryFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) throws IOException {
    byte[] data = provider.consumeRemainingAsBytes();
    FuzzFolder.use(
        folder -> {
          RebuildMemory memory = new RebuildMemory(folder, Path.of("project"));
          memory.write(RESULTS);
          assertEquals(RESULTS, memory.read());
          Path file = FuzzFolder.files(folder).get(0);
          byte[] whole = Files.readAllBytes(file);
          for (byte[] other : List.of(data, Damage.of(data).to(whole))) {
            Files.write(file, other);
            assertEquals(Arrays.equals(whole, other) ? RESULTS : List.of(), memory.read());
          }
        });
  }
}
