package io.github.pysecaudit.sast.scan;

import io.github.pysecaudit.sast.RuleCatalogue;
import io.github.pysecaudit.sast.ScanReport;
import io.github.pysecaudit.sast.SourceFile;
import io.github.pysecaudit.sast.Weakness;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Prints what the scanner finds in a folder, for {@code src/bench/scanner.py}: a line for each
 * round with its times, then a line for each weakness. All files are taken for code that is
 * shipped, so that no rule is lowered for tests.
 */
final class ScanDump {
  private ScanDump() {}

  /** Arguments: folder, threads, rounds. */
  public static void main(String[] args) throws IOException {
    Path root = Path.of(args[0]);
    int threads = Integer.parseInt(args[1]);
    int rounds = Integer.parseInt(args[2]);
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    List<SourceFile> files;
    try (Stream<Path> walk = Files.walk(root)) {
      files =
          walk.filter(Files::isRegularFile)
              .filter(path -> path.toString().endsWith(".py"))
              .sorted()
              .map(path -> new SourceFile(path.toString(), false, () -> Files.readAllBytes(path)))
              .toList();
    }
    RuleCatalogue rules = RuleCatalogue.load();
    ScanReport report = null;
    for (int i = 0; i < rounds; i++) {
      long wall = System.nanoTime();
      long cpu = cpu();
      report = new SourceScanner(rules, threads, ScanCache.none()).scan(files);
      out.printf(
          "round\t%d\t%d\t%.3f\t%.3f\t%d%n",
          report.files(),
          report.lines(),
          (System.nanoTime() - wall) / 1e9,
          (cpu() - cpu) / 1e9,
          report.unscanned().size());
    }
    for (Weakness each : report.weaknesses()) {
      out.printf(
          "found\t%s\t%s\t%d\t%s\t%s%n",
          each.rule(),
          each.place().path().orElseThrow(),
          each.place().line().orElseThrow(),
          each.severity(),
          each.confidence());
    }
    out.flush();
  }

  private static long cpu() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getProcessCpuTime();
  }
}
