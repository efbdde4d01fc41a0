package io.github.pysecaudit.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pysecaudit.fuzz.FuzzTargets.Target;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Searches for input that breaks a target, guided by coverage: Jazzer in a JVM of its own, for the
 * seconds that the property {@code fuzz.seconds} gives to each target. {@code fuzz.only} names the
 * targets, if not all.
 *
 * <p>What is found is written to {@code target/fuzz}, with a table of what was done. It belongs
 * beside the seeds, so that it is read in every build.
 */
@EnabledIfSystemProperty(named = "fuzz.seconds", matches = "\\d+")
class FuzzingTest {
  private static final Path WORK = Path.of("target", "fuzz").toAbsolutePath();
  private static final Path SEEDS = Path.of("src", "test", "resources", "fuzz").toAbsolutePath();

  /** Libraries that decide what a reader sees; their branches lead the search as ours do. */
  private static final String GUIDED =
      String.join(
          ":",
          "io.github.pysecaudit.**",
          "org.commonmark.**",
          "org.tomlj.**",
          "org.yaml.snakeyaml.**");

  @TestFactory
  Stream<DynamicTest> nothingIsFound() throws Exception {
    List<String> only = List.of(System.getProperty("fuzz.only", "").split(","));
    List<Target> targets =
        FuzzTargets.all().stream()
            .filter(target -> only.contains("") || only.contains(target.name()))
            .toList();
    assertEquals(
        only.contains("") ? targets.size() : only.size(), targets.size(), "unknown target");
    return targets.stream()
        .map(target -> DynamicTest.dynamicTest(target.name(), () -> search(target)));
  }

  @AfterAll
  static void tellWhatWasDone() throws Exception {
    Files.writeString(WORK.resolve("summary.md"), FuzzSummary.of(FuzzTargets.all(), WORK));
  }

  private static void search(Target target) throws IOException, InterruptedException {
    Path corpus = Files.createDirectories(WORK.resolve(target.name()));
    Path log = FuzzSummary.log(WORK, target);
    Process fuzzer =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx1g",
                    "-XX:+UseSerialGC",
                    "-Dfuzz.search=true",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "com.code_intelligence.jazzer.Jazzer",
                    "--target_class=" + target.type().getName(),
                    "--instrumentation_includes=" + GUIDED,
                    "--custom_hook_includes=" + GUIDED,
                    "--keep_going=10",
                    "--reproducer_path=" + WORK,
                    "-artifact_prefix=" + WORK.resolve(target.name()) + "-",
                    "-max_total_time=" + System.getProperty("fuzz.seconds"),
                    "-timeout=300",
                    "-max_len=20000",
                    "-len_control=20",
                    "-rss_limit_mb=4096",
                    corpus.toString(),
                    SEEDS.resolve(target.name()).toString()))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log.toFile()))
            .start();
    int exit = fuzzer.waitFor();
    String where = target.name() + ", see " + log;
    assertEquals(List.of(), FuzzSummary.findings(log), where);
    assertEquals(0, exit, where);
  }
}
