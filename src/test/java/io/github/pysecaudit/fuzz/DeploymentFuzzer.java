package io.github.pysecaudit.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.facts.MemoryRepository;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.facts.ci.CiFacts;
import io.github.pysecaudit.facts.deploy.PrivilegeReport;

/** Containers, units, scripts, charts and CI: what they run, and with which rights. */
@FuzzEffort(150)
public final class DeploymentFuzzer {

  private DeploymentFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) {
    FuzzInput input = FuzzInput.of(provider.consumeRemainingAsBytes(), "Dockerfile");
    FuzzInput.inTime(
        () -> {
          ProjectFacts facts = facts(input);
          CiFacts ci = facts.ci();
          PrivilegeReport privileges = facts.privileges();
          assertEquals(ci, facts(input).ci());
          assertEquals(privileges, facts(input).privileges());
          ci.uses().forEach(use -> input.assertHolds(use.place()));
          ci.rights().forEach(right -> input.assertHolds(right.place()));
          privileges.observations().forEach(seen -> input.assertHolds(seen.place()));
          facts.fuzzHarnesses().forEach(harness -> input.assertHolds(harness.place()));
        });
  }

  private static ProjectFacts facts(FuzzInput input) {
    return ProjectFacts.of(new MemoryRepository().with(input.path(), input.content())).build();
  }
}
