package io.github.pysecaudit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.FileRepository;
import io.github.pysecaudit.facts.LeftOut;
import io.github.pysecaudit.facts.MemoryRepository;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.facts.Repository;
import io.github.pysecaudit.facts.config.ConfigurationException;
import io.github.pysecaudit.facts.config.ConfigurationReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attempts to keep code, lists and files from being looked at, and to be called clean. */
class HiddenSourceTest {
  private static final String SHELL = "import os, sys\nos.system(sys.argv[1])\n";

  @TempDir Path folder;

  private static Verdict judge(ProjectFacts facts, Requirement requirement) {
    return Checklist.evaluate(facts, EnumSet.of(requirement)).get(0);
  }

  private static Status status(Repository repository, Requirement requirement) {
    return judge(ProjectFacts.of(repository).build(), requirement).status();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run.sh",
        "run.pl",
        "run.script",
        "run",
        "run.cgi",
        "RUN.PY3",
        ".hidden",
        "a.b.command"
      })
  void aScriptIsFoundWhateverItsEnding(String name) {
    Repository repository = MemoryRepository.of(name, "#!/usr/bin/env python3\n" + SHELL);
    assertEquals(Status.FAIL, status(repository, Requirement.R10_2));
  }

  @Test
  void compiledPythonWithoutSourceIsNotValidated() {
    assertEquals(
        Status.UNKNOWN, status(MemoryRepository.of("app/evil.pyc", "x"), Requirement.R10_1));
    Repository both = MemoryRepository.of("app/a.pyc", "x").with("app/a.py", "x = 1\n");
    assertEquals(Status.PASS, status(both, Requirement.R10_1));
  }

  @Test
  void aLinkToSourceOutsideOfTheTreeIsNotValidated() {
    MemoryRepository repository =
        MemoryRepository.of("a.py", "x = 1\n")
            .leavingOut(new LeftOut("b.py", LeftOut.Kind.OUTSIDE, "a link that leads out"));
    assertEquals(Status.UNKNOWN, status(repository, Requirement.R10_1));
  }

  @Test
  void whatIsLeftOutByRuleIsNamed() {
    MemoryRepository repository =
        MemoryRepository.of("README.md", "x")
            .leavingOut(new LeftOut("code", LeftOut.Kind.BY_RULE, "ignored by git"));
    Verdict verdict = judge(ProjectFacts.of(repository).build(), Requirement.R10_1);
    assertTrue(verdict.evidence().toString().contains("ignored by git"), verdict.toString());
  }

  @ParameterizedTest
  @EnumSource(
      value = Requirement.class,
      names = {"R6_1", "R6_2", "R10_1"})
  void nothingIsMetByAbsenceWherePartOfTheTreeWasNotRead(Requirement requirement) {
    MemoryRepository repository =
        MemoryRepository.of("README.md", "x")
            .leavingOut(new LeftOut("lib", LeftOut.Kind.UNREADABLE, "the folder cannot be read"));
    assertEquals(Status.UNKNOWN, status(repository, requirement));
  }

  @ParameterizedTest
  @CsvSource({
    "src/test/resources/evil.py, pkg/evil.py",
    "tests/evil.py, pkg/evil.py",
    "x.txt, evil-1.0.data/scripts/evil",
    "x.txt, pkg/evil.py"
  })
  void aShippedFileIsJudgedAlthoughATestLooksTheSame(String inTree, String inWheel)
      throws IOException {
    String source = inWheel.endsWith(".py") ? SHELL : "#!python\n" + SHELL;
    Path copy = folder.resolve(inTree);
    Files.createDirectories(copy.getParent());
    Files.writeString(copy, source);
    Files.createDirectories(folder.resolve("dist"));
    try (OutputStream out = Files.newOutputStream(folder.resolve("dist/evil-1.0.whl"));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(inWheel));
      zip.write(source.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    ProjectFacts facts = ProjectFacts.of(FileRepository.at(folder, List.of())).build();
    Verdict verdict = judge(facts, Requirement.R10_2);
    assertTrue(
        verdict.findings().stream().anyMatch(f -> f.place().toString().contains(inWheel)),
        verdict.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"results\": [], \"metrics\": {}, \"generated_at\": \"2036-01-01T00:00:00Z\"} | FAIL",
        "{\"results\": [], \"metrics\": {\"b.py\": {}}, \"generated_at\": \"2036-01-01T00:00:00Z\"}"
            + " | FAIL"
      })
  void aReportThatCoversNothingIsNoRequiredScanner(String report, Status expected)
      throws ConfigurationException {
    String configuration = "[code]\nrequireScanner = \"bandit\"\nreports = \"bandit.json\"\n";
    ProjectFacts facts =
        ProjectFacts.of(MemoryRepository.of("a.py", "x = 1\n").with("bandit.json", report))
            .configuration(ConfigurationReader.read("audit.toml", configuration, k -> null))
            .build();
    assertEquals(expected, judge(facts, Requirement.R10_1).status());
  }

  @Test
  void noSentenceAcceptsAFindingInTheCode() {
    MemoryRepository repository =
        MemoryRepository.of("a.py", SHELL)
            .with(
                "SECURITY.md",
                "# Not applicable\n\n- 10.2 is not applicable because this is a small project.\n");
    Verdict verdict = judge(ProjectFacts.of(repository).build(), Requirement.R10_2);
    assertEquals(Status.FAIL, verdict.status());
    assertTrue(verdict.warnings().toString().contains("by a marker in the code only"));
  }

  @Test
  void aManifestInJsonGrantsRightsToo() {
    String pod =
        "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"spec\": {\"containers\": [{\"name\": \"a\","
            + " \"image\": \"b\", \"securityContext\": {\"privileged\": true}}]}}";
    assertEquals(
        Status.FAIL, status(MemoryRepository.of("deploy/app.json", pod), Requirement.R8_2));
  }
}
