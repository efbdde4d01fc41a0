package io.github.pysecaudit.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.python.metadata.CoreMetadataReader;
import io.github.pysecaudit.python.metadata.DirectUrl;
import io.github.pysecaudit.python.metadata.RecordFile;
import io.github.pysecaudit.python.metadata.RequiresTxtReader;

/** The metadata of built and installed distributions. */
public final class PackageMetadataFuzzer {

  private PackageMetadataFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) {
    byte[] data = provider.consumeRemainingAsBytes();
    FuzzInput.inTime(
        () -> {
          String metadata = "a-1.dist-info/METADATA";
          assertEquals(
              CoreMetadataReader.read(metadata, data), CoreMetadataReader.read(metadata, data));
          String requires = "a.egg-info/requires.txt";
          assertEquals(
              RequiresTxtReader.read(requires, data), RequiresTxtReader.read(requires, data));
          RecordFile record = RecordFile.read(data);
          record.rows().forEach(row -> row.matches(data));
          FuzzInput input = new FuzzInput("RECORD", data);
          record.damaged().forEach(input::assertHolds);
          DirectUrl.read(data).ifPresent(url -> assertFalse(holdsPassword(url.url()), url.url()));
        });
  }

  private static boolean holdsPassword(String url) {
    int user = url.indexOf("//");
    int end = url.indexOf('/', user + 2);
    String authority = user < 0 ? "" : url.substring(user + 2, end < 0 ? url.length() : end);
    return authority.chars().noneMatch(Character::isWhitespace)
        && authority.indexOf('@') >= 0
        && !authority.startsWith("***@");
  }
}
