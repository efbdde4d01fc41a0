package io.github.pysecaudit.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.python.metadata.CoreMetadataReader;
import io.github.pysecaudit.python.metadata.RequiresTxtReader;

/** The metadata of built distributions. */
public final class PackageMetadataFuzzer {

  private PackageMetadataFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) {
    byte[] data = provider.consumeRemainingAsBytes();
    FuzzInput.inTime(
        () -> {
          CoreMetadataReader.read("a-1.dist-info/METADATA", data);
          RequiresTxtReader.read("a.egg-info/requires.txt", data);
        });
  }
}
