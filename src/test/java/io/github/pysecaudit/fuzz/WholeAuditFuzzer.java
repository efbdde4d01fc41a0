package io.github.pysecaudit.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.check.Checklist;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.MemoryRepository;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.sast.ScanReport;
import java.util.EnumSet;
import java.util.List;

/**
 * The whole audit over a project of one file, whatever it is called and holds: every requirement
 * gets a verdict, the same each time, no place lies outside of the file, and nothing passes that
 * was not looked at.
 */
@FuzzEffort(100)
public final class WholeAuditFuzzer {

  private WholeAuditFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) {
    byte[] data = provider.consumeRemainingAsBytes();
    FuzzInput input = FuzzInput.of(data, "README.md");
    FuzzInput.inTime(
        () -> {
          ProjectFacts facts = facts(input);
          List<Verdict> verdicts = verdicts(facts);
          assertEquals(Requirement.values().length, verdicts.size());
          assertEquals(verdicts, verdicts(facts(input)));
          verdicts.forEach(verdict -> check(verdict, facts, input));
        });
  }

  private static ProjectFacts facts(FuzzInput input) {
    return ProjectFacts.of(new MemoryRepository().with(input.path(), input.content())).build();
  }

  private static List<Verdict> verdicts(ProjectFacts facts) {
    return Checklist.evaluate(facts, EnumSet.allOf(Requirement.class));
  }

  private static void check(Verdict verdict, ProjectFacts facts, FuzzInput input) {
    verdict.evidence().forEach(e -> input.assertHolds(e.place()));
    verdict.findings().forEach(f -> input.assertHolds(f.place()));
    verdict.warnings().forEach(w -> input.assertHolds(w.place()));
    if (verdict.requirement() == Requirement.R2_1) {
      assertNotEquals(Status.PASS, verdict.status(), "nobody was asked for the badge");
    }
    if (verdict.requirement() == Requirement.R5_1 && verdict.status() == Status.PASS) {
      assertEquals(List.of(), facts.dependencies(), "nobody was asked for advisories");
    }
    if (verdict.requirement() == Requirement.R10_1 && verdict.status() == Status.PASS) {
      ScanReport scan = facts.scan();
      assertTrue(scan.isComplete() && scan.files() > 0, scan.unscanned()::toString);
    }
  }
}
