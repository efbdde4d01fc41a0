package io.github.pysecaudit.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.facts.MemoryRepository;
import io.github.pysecaudit.facts.ProjectFacts;

/** Containers, units, scripts, charts and CI: what they run, and with which rights. */
public final class DeploymentFuzzer {

  private DeploymentFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) {
    byte[] data = provider.consumeRemainingAsBytes();
    FuzzInput input = FuzzInput.of(data, "Dockerfile");
    MemoryRepository repository = new MemoryRepository().with(input.path(), input.content());
    FuzzInput.inTime(
        () -> {
          ProjectFacts facts = ProjectFacts.of(repository).build();
          facts.ci();
          facts.privileges();
          facts.fuzzHarnesses();
        });
  }
}
