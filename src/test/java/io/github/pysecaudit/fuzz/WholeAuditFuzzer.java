package io.github.pysecaudit.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.check.Checklist;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.facts.MemoryRepository;
import io.github.pysecaudit.facts.ProjectFacts;
import java.util.EnumSet;

/** The whole audit over a project of one file, whatever it is called and holds. */
public final class WholeAuditFuzzer {

  private WholeAuditFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) {
    byte[] data = provider.consumeRemainingAsBytes();
    FuzzInput input = FuzzInput.of(data, "README.md");
    FuzzInput.inTime(
        () -> {
          ProjectFacts facts =
              ProjectFacts.of(new MemoryRepository().with(input.path(), input.content())).build();
          assertFalse(Checklist.evaluate(facts, EnumSet.allOf(Requirement.class)).isEmpty());
        });
  }
}
