package io.github.pysecaudit.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.facts.Document;
import io.github.pysecaudit.facts.Documents;
import io.github.pysecaudit.facts.MemoryRepository;
import io.github.pysecaudit.facts.ProjectFacts;
import java.util.Optional;

/** Documents in every markup, licences among them, and what they say about requirements. */
public final class DocumentFuzzer {

  private DocumentFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) {
    FuzzInput input = FuzzInput.of(provider.consumeRemainingAsBytes(), "README.md");
    MemoryRepository repository = new MemoryRepository().with(input.path(), input.content());
    FuzzInput.inTime(
        () -> {
          Document document = read(repository, input);
          assertEquals(document, read(repository, input));
          document.sections().stream()
              .filter(section -> section.level() > 0)
              .forEach(section -> input.assertHolds(section.line()));
          document.blocks().forEach(block -> input.assertHolds(block.line()));
          document.links().forEach(link -> input.assertHolds(link.line()));
          ProjectFacts facts = ProjectFacts.of(repository).build();
          facts.statements();
          facts.designDefences();
          facts.licences();
          facts.securityPolicies();
        });
  }

  private static Document read(MemoryRepository repository, FuzzInput input) {
    return new Documents(repository, Optional.empty()).read(input.path());
  }
}
