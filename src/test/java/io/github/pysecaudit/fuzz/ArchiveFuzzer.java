package io.github.pysecaudit.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.python.metadata.ArchiveLimits;
import io.github.pysecaudit.python.metadata.ArchiveReader;
import io.github.pysecaudit.python.metadata.ArchiveReading;
import io.github.pysecaudit.python.metadata.ArchiveShape;
import io.github.pysecaudit.python.metadata.ArchiveShapeCollector;
import io.github.pysecaudit.python.metadata.BundledPackagesCollector;
import java.util.List;

/**
 * Archives of all formats, with everything that looks into them. Reading again gives the same, and
 * what is not complete says why.
 */
public final class ArchiveFuzzer {
  private static final ArchiveReader READER = new ArchiveReader(ArchiveLimits.defaults());

  private ArchiveFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) {
    byte[] data = provider.consumeRemainingAsBytes();
    FuzzInput.inTime(
        () -> {
          for (String name : List.of("a-1-py3-none-any.whl", "a-1.tar.gz", "a.jar", "a.tar.bz2")) {
            assertEquals(shape(data, name), shape(data, name));
            BundledPackagesCollector bundled = new BundledPackagesCollector();
            ArchiveReading reading = READER.read(data, name, bundled);
            bundled.packages();
            assertFalse(!reading.complete() && reading.problems().isEmpty(), name);
          }
        });
  }

  private static ArchiveShape shape(byte[] data, String name) {
    ArchiveShapeCollector shape = new ArchiveShapeCollector(name);
    READER.read(data, name, shape);
    return shape.shape();
  }
}
