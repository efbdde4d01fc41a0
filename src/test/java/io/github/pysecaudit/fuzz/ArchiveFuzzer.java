package io.github.pysecaudit.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.python.metadata.ArchiveLimits;
import io.github.pysecaudit.python.metadata.ArchiveReader;
import io.github.pysecaudit.python.metadata.ArchiveShapeCollector;
import io.github.pysecaudit.python.metadata.BundledPackagesCollector;
import java.util.List;

/** Archives of all formats, with everything that looks into them. */
public final class ArchiveFuzzer {

  private ArchiveFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) {
    byte[] data = provider.consumeRemainingAsBytes();
    FuzzInput.inTime(
        () -> {
          for (String name : List.of("a-1-py3-none-any.whl", "a-1.tar.gz", "a.jar", "a.tar.bz2")) {
            ArchiveShapeCollector shape = new ArchiveShapeCollector(name);
            new ArchiveReader(ArchiveLimits.defaults()).read(data, name, shape);
            shape.shape();
            BundledPackagesCollector bundled = new BundledPackagesCollector();
            new ArchiveReader(ArchiveLimits.defaults()).read(data, name, bundled);
            bundled.packages();
          }
        });
  }
}
