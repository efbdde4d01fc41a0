package io.github.pysecaudit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.HangGuard;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.MemoryRepository;
import io.github.pysecaudit.facts.ProjectFacts;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attempts to keep requirements without exact versions from being judged. */
class HiddenRequirementsTest {

  private static Verdict elsewhere(MemoryRepository repository) {
    ProjectFacts facts = ProjectFacts.of(repository).build();
    return Checklist.evaluate(facts, EnumSet.of(Requirement.R6_2)).get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "reqs.txt, FAIL",
    "req-dev.txt, FAIL",
    "requirements.pip, FAIL",
    "requirements/base.pip, FAIL",
    "Requirements-DEV.TXT, FAIL",
    "notes.txt, NOT_APPLICABLE"
  })
  void aListIsFoundByEveryUsualName(String path, Status status) {
    assertEquals(status, elsewhere(MemoryRepository.of(path, "requests>=1\n")).status());
  }

  @ParameterizedTest
  @CsvSource({
    "'', FAIL",
    "'# nothing', FAIL",
    "'flask==1.0', FAIL",
    "'requests==2.0', PASS",
    "'requests==2.0\nidna==3.0', PASS"
  })
  void aListOfWishesCountsUnlessTheExactListWasMadeFromIt(String exact, Status status) {
    MemoryRepository repository =
        MemoryRepository.of("requirements.in", "requests>=1\n").with("requirements.txt", exact);
    Verdict verdict = elsewhere(repository);
    assertEquals(status, verdict.status(), verdict.toString());
  }

  @ParameterizedTest
  @CsvSource({"run", "run.sh", "tool.script"})
  void aScriptBlockIsFoundWithoutTheEndingOfPython(String path) {
    String script =
        "#!/usr/bin/env -S uv run --script\n# /// script\n# dependencies = [\"requests\"]\n# ///\n";
    assertEquals(Status.FAIL, elsewhere(MemoryRepository.of(path, script)).status());
  }

  @ParameterizedTest
  @CsvSource({
    "setup.py, exec(open('x.txt').read()), REVIEW",
    "setup.py, __import__('setuptools').setup(), REVIEW",
    "setup.py, from mine import go, REVIEW",
    "setup.py, '', PASS",
    "part/setup.py, exec(open('x.txt').read()), REVIEW",
    "part/setup.py, def setup(bot): pass, PASS"
  })
  void aSetupScriptThatRunsOtherCodeIsLookedAtByAPerson(String path, String source, Status status) {
    Verdict verdict = elsewhere(MemoryRepository.of(path, source));
    assertEquals(status, verdict.status(), verdict.toString());
  }

  @Test
  void aListThatIsTakenForTestDataIsNamed() {
    Verdict verdict = elsewhere(MemoryRepository.of("fixtures/requirements.txt", "requests>=1\n"));
    assertTrue(verdict.summary().contains("other than data for tests"), verdict.summary());
    assertTrue(verdict.evidence().toString().contains("fixtures/requirements.txt"));
  }

  @Test
  void manyFindingsBesideALargeLockFileTakeNoLongerThanEither() {
    MemoryRepository repository =
        MemoryRepository.of("requirements.txt", "a\n".repeat(20_000))
            .with("uv.lock", "version = 1\n" + "[[package]]\nname = \"b\"\n".repeat(20_000));
    HangGuard.within(
        Duration.ofSeconds(30), () -> assertEquals(Status.FAIL, elsewhere(repository).status()));
  }
}
