package io.github.pysecaudit.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.remote.ResponseCache;
import io.github.pysecaudit.remote.Timekeeper;
import io.github.pysecaudit.sast.RuleCatalogue;
import io.github.pysecaudit.sast.SourceFile;
import io.github.pysecaudit.sast.scan.FolderScanCache;
import io.github.pysecaudit.sast.scan.SourceScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files of the caches that anybody may have written: none is believed that is not whole. */
public final class CacheFileFuzzer {
  private static final byte[] VALUE = "the answer".getBytes(StandardCharsets.UTF_8);
  private static final RuleCatalogue RULES = RuleCatalogue.load();
  private static final byte[] SOURCE = "import os\nos.system(x)\n".getBytes(StandardCharsets.UTF_8);

  private CacheFileFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) throws IOException {
    byte[] data = provider.consumeRemainingAsBytes();
    Path folder = Files.createTempDirectory("cache");
    try {
      FuzzInput.inTime(
          () -> {
            try {
              answers(folder.resolve("answers"), data);
              scans(folder.resolve("scans"), data);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } finally {
      clear(folder);
    }
  }

  private static void answers(Path folder, byte[] data) throws IOException {
    ResponseCache cache = new ResponseCache(folder, Timekeeper.system(), 1 << 20);
    cache.store("https://osv.example", "query", VALUE);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.write(file, data);
      }
    }
    cache
        .find("https://osv.example", "query")
        .ifPresent(found -> assertArrayEquals(VALUE, found.value()));
  }

  private static void scans(Path folder, byte[] data) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("source-scan.json"), data);
    FolderScanCache cache = FolderScanCache.open(folder, "1");
    new SourceScanner(RULES, 1, cache).scan(List.of(SourceFile.of("a.py", false, SOURCE)));
    cache.save();
  }

  private static void clear(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
