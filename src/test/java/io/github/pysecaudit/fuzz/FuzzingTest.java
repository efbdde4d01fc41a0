package io.github.pysecaudit.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pysecaudit.fuzz.FuzzTargets.Target;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Searches for input that breaks a target, guided by coverage: Jazzer in a JVM of its own, for the
 * seconds that the property {@code fuzz.seconds} gives to each target. {@code fuzz.only} names one.
 *
 * <p>What is found is written to {@code target/fuzz}. It belongs beside the seeds, so that it is
 * read in every build.
 */
@EnabledIfSystemProperty(named = "fuzz.seconds", matches = "\\d+")
class FuzzingTest {

  @TestFactory
  Stream<DynamicTest> nothingIsFound() throws Exception {
    String only = System.getProperty("fuzz.only", "");
    return FuzzTargets.all().stream()
        .filter(target -> only.isEmpty() || only.equals(target.name()))
        .map(target -> DynamicTest.dynamicTest(target.name(), () -> search(target)));
  }

  private static void search(Target target) throws IOException, InterruptedException {
    Path work = Path.of("target", "fuzz").toAbsolutePath();
    Path corpus = Files.createDirectories(work.resolve(target.name()));
    Path log = work.resolve(target.name() + ".log");
    Process fuzzer =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx1g",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "com.code_intelligence.jazzer.Jazzer",
                    "--target_class=" + target.type().getName(),
                    "--instrumentation_includes=io.github.pysecaudit.**",
                    "--disabled_hooks=*",
                    "--reproducer_path=" + work,
                    "-artifact_prefix=" + work.resolve(target.name()) + "-",
                    "-max_total_time=" + System.getProperty("fuzz.seconds"),
                    "-timeout=25",
                    "-max_len=20000",
                    "-rss_limit_mb=4096",
                    corpus.toString(),
                    Path.of("src", "test", "resources", "fuzz", target.name()).toString()))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log.toFile()))
            .start();
    assertEquals(0, fuzzer.waitFor(), "see " + log);
  }
}
