package io.github.pysecaudit.advisory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.advisory.KeyAnswer.Known;
import io.github.pysecaudit.fuzz.Damage;
import io.github.pysecaudit.fuzz.FuzzEffort;
import io.github.pysecaudit.fuzz.FuzzFolder;
import io.github.pysecaudit.fuzz.FuzzInput;
import io.github.pysecaudit.remote.FakeTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The bulk files of OSV on disk, with one more record, or with the archive, its index or its note
 * damaged: a package with a known vulnerability never has an answer without it. The first line says
 * which.
 */
@FuzzEffort(60)
public final class OfflineDatabaseFuzzer {
  private static final PackageKey CAVE = SampleRecords.pypi("cave-paint", "1.2");
  private static final String KNOWN = "GHSA-aaaa-bbbb-cccc";

  private OfflineDatabaseFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) throws IOException {
    FuzzInput input = FuzzInput.of(provider.consumeRemainingAsBytes(), "record");
    FakeTime time = new FakeTime();
    String record = new String(input.content(), StandardCharsets.UTF_8);
    FuzzFolder.use(
        folder -> {
          DatabaseFolders folders = new DatabaseFolders(folder, List.of());
          Path zip =
              BulkArchive.write(
                  folders.ownZip("PyPI"),
                  time.now(),
                  input.path().equals("record") ? Map.of("FUZZ-1.json", record) : Map.of());
          ask(folders, time);
          for (Path file : FuzzFolder.files(folder)) {
            boolean chosen = file.equals(zip) == input.path().equals("zip");
            if (chosen && !input.path().equals("record")) {
              var modified = Files.getLastModifiedTime(file);
              Files.write(file, Damage.of(input.content()).to(Files.readAllBytes(file)));
              Files.setLastModifiedTime(file, modified);
            }
          }
          ask(folders, time);
        });
  }

  private static void ask(DatabaseFolders folders, FakeTime time) {
    PackageKey other = SampleRecords.pypi("moss", "2.0");
    Map<PackageKey, KeyAnswer> answers =
        new OsvDatabase(folders, Duration.ofDays(7), time).ask(List.of(CAVE, other)).byKey();
    assertEquals(2, answers.size());
    if (answers.get(CAVE) instanceof Known known) {
      assertTrue(known.advisories().stream().anyMatch(a -> a.id().equals(KNOWN)));
    }
  }
}
