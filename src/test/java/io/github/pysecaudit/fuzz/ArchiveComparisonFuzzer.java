package io.github.pysecaudit.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.facts.repro.ArchiveComparer;
import io.github.pysecaudit.facts.repro.ArchiveComparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Two builds of an archive, of which one is damaged: they are identical if and only if their bytes
 * are. The last two bytes of the input say which byte differs and how.
 */
public final class ArchiveComparisonFuzzer {

  private ArchiveComparisonFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) throws IOException {
    byte[] data = provider.consumeRemainingAsBytes();
    if (data.length < 3) {
      return;
    }
    byte[] other = data.clone();
    int part = Byte.toUnsignedInt(data[data.length - 2]);
    other[(int) ((long) part * data.length / 256)] ^= data[data.length - 1];
    boolean same = data[data.length - 1] == 0;
    FuzzFolder.use(
        folder -> {
          Path first = Files.write(folder.resolve("first"), data);
          Path second = Files.write(folder.resolve("second"), other);
          for (String name : List.of("a.whl", "a.tar.gz", "a.jar", "a.txt")) {
            ArchiveComparison found = new ArchiveComparer().compare(name, first, second);
            assertEquals(same, found.identical(), name);
            assertTrue(found.difference().stream().noneMatch(d -> d.what().isBlank()), name);
          }
        });
  }
}
