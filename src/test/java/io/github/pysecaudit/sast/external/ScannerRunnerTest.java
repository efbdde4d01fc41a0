package io.github.pysecaudit.sast.external;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(OS.WINDOWS)
class ScannerRunnerTest {
  private static final String EMPTY_REPORT =
      "{\"errors\": [], \"results\": [], \"metrics\": {\"a.py\": {}, \"_totals\": {}}}";

  @TempDir private Path project;
  @TempDir private Path tools;
  @TempDir private Path work;
  private Path source;

  @BeforeEach
  void writeASource() throws IOException {
    source = Files.writeString(project.resolve("a.py"), "eval(x)\n");
  }

  private Path program(String name, String script) throws IOException {
    Path file = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + script + "\n");
    assertTrue(file.toFile().setExecutable(true));
    return file;
  }

  private ScannerRun run(ExternalScanner scanner, Path program, Duration limit) {
    Map<String, String> environment =
        Map.of("PATH", System.getenv("PATH"), "SECRET_TOKEN", "s3cret", "LANG", "C");
    return new ScannerRunner(environment, work, limit, Clock.systemUTC())
        .run(scanner, program, project, List.of(source));
  }

  private ScannerRun bandit(String script) throws IOException {
    return run(ExternalScanner.BANDIT, program("bandit", script), Duration.ofSeconds(20));
  }

  @Test
  void givesTheReportOfAScannerThatRan() throws IOException {
    ScannerRun run =
        bandit(
            "[ \"$1\" = --version ] && { echo 'bandit 1.9.4'; exit 0; }; echo '"
                + EMPTY_REPORT
                + "'");
    assertEquals("", run.problem());
    assertEquals(Optional.of("1.9.4"), run.version());
    assertEquals(Set.of("a.py"), run.report().orElseThrow().covered());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "echo oops >&2; exit 2   | It ended with exit code 2 (oops).",
        "kill -9 $$              | It ended with exit code 137.",
        "echo 'no report'        | The report is not valid JSON",
        "exit 0                  | The report",
        "head -c 70000000 /dev/zero | It wrote more than 64 MB.",
      })
  void aCrashIsAProblemAndNeverAReport(String script, String problem) throws IOException {
    ScannerRun run = bandit("[ \"$1\" = --version ] && exit 0; " + script);
    assertTrue(run.report().isEmpty());
    assertTrue(run.problem().contains(problem), run.problem());
  }

  @Test
  void aScannerThatDoesNotEndIsStopped() throws IOException {
    Path slow = program("bandit", "[ \"$1\" = --version ] && exit 0; sleep 60");
    ScannerRun run = run(ExternalScanner.BANDIT, slow, Duration.ofMillis(700));
    assertTrue(run.report().isEmpty());
    assertTrue(run.problem().contains("did not end within"), run.problem());
    assertTrue(run.took().toSeconds() < 20);
  }

  @Test
  void aProgramThatCannotBeStartedIsAProblem() {
    ScannerRun run = run(ExternalScanner.BANDIT, tools.resolve("missing"), Duration.ofSeconds(5));
    assertTrue(run.report().isEmpty());
    assertTrue(run.problem().startsWith("bandit gave no report"), run.problem());
  }

  @Test
  void handsOnFewVariablesAndRunsOutsideOfTheProject() throws IOException {
    bandit("env > " + tools + "/env; pwd > " + tools + "/pwd; echo '" + EMPTY_REPORT + "'");
    assertFalse(Files.readString(tools.resolve("env")).contains("s3cret"));
    assertEquals(work.toRealPath().toString(), Files.readString(tools.resolve("pwd")).strip());
  }

  @Test
  void argumentsAreNeverSeenByAShell() throws IOException {
    source = Files.writeString(project.resolve("a; touch pwned; $(id).py"), "x = 1\n");
    bandit("echo '" + EMPTY_REPORT + "'");
    assertFalse(Files.exists(work.resolve("pwned")));
  }

  @Test
  void semgrepNeedsAConfigurationOfTheProject() throws IOException {
    ScannerRun run =
        run(ExternalScanner.SEMGREP, program("semgrep", "exit 0"), Duration.ofSeconds(5));
    assertTrue(run.problem().contains(".semgrep.yml"), run.problem());
  }

  @Test
  void ruffCoversTheFilesItWasGivenUnlessItComplains() throws IOException {
    ScannerRun run = run(ExternalScanner.RUFF, program("ruff", "echo '[]'"), Duration.ofSeconds(5));
    assertEquals(Set.of(source.toString()), run.report().orElseThrow().covered());
  }

  @Test
  void findsAProgramButNeverInTheProjectItself() throws IOException {
    Path program = program("bandit", "exit 0");
    Path bin = Files.createDirectories(project.resolve("bin"));
    Files.copy(program, bin.resolve("bandit"));
    assertTrue(bin.resolve("bandit").toFile().setExecutable(true));
    ExternalScanner bandit = ExternalScanner.BANDIT;
    assertEquals(Optional.of(program), bandit.find("/nowhere:" + tools, project));
    assertEquals(Optional.empty(), bandit.find(bin + ":.:bin::relative", project));
  }

  @Test
  void theRealBanditAgreesWithItsFormat() {
    Optional<Path> bandit =
        ExternalScanner.BANDIT.find(System.getenv().getOrDefault("PATH", ""), project);
    assumeTrue(bandit.isPresent(), "Bandit is not installed here");
    ScannerRun run =
        new ScannerRunner(System.getenv(), work, Duration.ofSeconds(60), Clock.systemUTC())
            .run(ExternalScanner.BANDIT, bandit.get(), project, List.of(source));
    assertEquals("", run.problem());
    assertEquals("B307", run.report().orElseThrow().findings().get(0).ruleId());
    assertEquals(Set.of(source.toString()), run.report().orElseThrow().covered());
  }
}
