package io.github.pysecaudit.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.python.version.Marker;
import io.github.pysecaudit.python.version.PackageName;
import io.github.pysecaudit.python.version.PackageRequirement;
import io.github.pysecaudit.python.version.ParseException;
import io.github.pysecaudit.python.version.SpecifierSet;
import io.github.pysecaudit.python.version.Version;
import java.nio.charset.StandardCharsets;

/**
 * Versions, specifiers, markers and requirements: what is understood is understood again as
 * written.
 */
public final class VersionFuzzer {

  private static void sameAgain(Version version) {
    Version again = Version.tryParse(version.toString()).orElseThrow();
    assertEquals(version, again);
    assertEquals(version.hashCode(), again.hashCode());
    assertEquals(0, version.compareTo(again));
    assertEquals(version, Version.tryParse(version.canonical()).orElseThrow());
  }

  private VersionFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) {
    byte[] data = provider.consumeRemainingAsBytes();
    String text = new String(data, StandardCharsets.UTF_8);
    FuzzInput.inTime(
        () -> {
          Version.tryParse(text).ifPresent(VersionFuzzer::sameAgain);
          try {
            SpecifierSet set = SpecifierSet.parse(text);
            set.contains("1.0");
            SpecifierSet.parse(set.toString());
          } catch (ParseException e) {
            assertNotNull(e.getMessage());
          }
          try {
            PackageRequirement read = PackageRequirement.parse(text);
            assertEquals(read.packageName(), PackageName.of(read.name()));
          } catch (ParseException e) {
            assertNotNull(e.getMessage());
          }
          try {
            assertNotNull(Marker.parse(text));
          } catch (ParseException e) {
            assertNotNull(e.getMessage());
          }
        });
  }
}
