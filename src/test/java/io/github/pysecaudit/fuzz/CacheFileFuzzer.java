package io.github.pysecaudit.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.remote.ResponseCache;
import io.github.pysecaudit.remote.Timekeeper;
import io.github.pysecaudit.sast.RuleCatalogue;
import io.github.pysecaudit.sast.ScanReport;
import io.github.pysecaudit.sast.SourceFile;
import io.github.pysecaudit.sast.scan.FolderScanCache;
import io.github.pysecaudit.sast.scan.ScanCache;
import io.github.pysecaudit.sast.scan.SourceScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Files of the caches that anybody may have written or damaged: none is believed. */
@FuzzEffort(60)
public final class CacheFileFuzzer {
  private static final byte[] VALUE = "the answer".getBytes(StandardCharsets.UTF_8);
  private static final RuleCatalogue RULES = RuleCatalogue.load();
  private static final byte[] SOURCE = "import os\nos.system(x)\n".getBytes(StandardCharsets.UTF_8);
  private static final ScanReport SCANNED = scan(ScanCache.none());

  private CacheFileFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) throws IOException {
    byte[] data = provider.consumeRemainingAsBytes();
    FuzzFolder.use(
        folder -> {
          answers(folder.resolve("answers"), data);
          scans(folder.resolve("scans"), data);
        });
  }

  private static void answers(Path folder, byte[] data) throws IOException {
    ResponseCache cache = new ResponseCache(folder, Timekeeper.system(), 1 << 20);
    cache.store("https://osv.example", "query", VALUE);
    for (Path file : FuzzFolder.files(folder)) {
      byte[] whole = Files.readAllBytes(file);
      for (byte[] other : List.of(data, Damage.of(data).to(whole))) {
        Files.write(file, other);
        assertEquals(
            Arrays.equals(whole, other), cache.find("https://osv.example", "query").isPresent());
      }
    }
  }

  private static void scans(Path folder, byte[] data) throws IOException {
    scanned(folder);
    List<Path> files = FuzzFolder.files(folder);
    assertTrue(!files.isEmpty());
    for (Path file : files) {
      byte[] whole = Files.readAllBytes(file);
      for (byte[] other : List.of(data, Damage.of(data).to(whole))) {
        Files.write(file, other);
        assertEquals(SCANNED, scanned(folder));
      }
    }
  }

  private static ScanReport scanned(Path folder) {
    ScanCache cache = FolderScanCache.open(folder, "1");
    ScanReport report = scan(cache);
    cache.save();
    return report;
  }

  private static ScanReport scan(ScanCache cache) {
    return new SourceScanner(RULES, 1, cache).scan(List.of(SourceFile.of("a.py", false, SOURCE)));
  }
}
