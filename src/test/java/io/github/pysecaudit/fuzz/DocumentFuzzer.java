package io.github.pysecaudit.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.facts.Documents;
import io.github.pysecaudit.facts.MemoryRepository;
import io.github.pysecaudit.facts.ProjectFacts;
import java.util.Optional;

/** Documents in every markup, and what they say about requirements. */
public final class DocumentFuzzer {

  private DocumentFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) {
    byte[] data = provider.consumeRemainingAsBytes();
    FuzzInput input = FuzzInput.of(data, "README.md");
    MemoryRepository repository = new MemoryRepository().with(input.path(), input.content());
    FuzzInput.inTime(
        () -> {
          new Documents(repository, Optional.empty()).read(input.path());
          ProjectFacts facts = ProjectFacts.of(repository).build();
          facts.statements();
          facts.designDefences();
        });
  }
}
