package io.github.pysecaudit.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.python.metadata.LockFile;
import io.github.pysecaudit.python.metadata.LockIndex;
import io.github.pysecaudit.python.metadata.LockReader;
import java.util.List;

/** Every lock file. */
public final class LockFuzzer {

  private LockFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) {
    FuzzInput given = FuzzInput.of(provider.consumeRemainingAsBytes(), "uv.lock");
    String path = LockReader.isLock(given.path()) ? given.path() : "poetry.lock";
    FuzzInput input = new FuzzInput(path, given.content());
    FuzzInput.inTime(
        () -> {
          LockFile lock = LockReader.read(path, input.content());
          assertEquals(lock, LockReader.read(path, input.content()));
          lock.packages().forEach(each -> input.assertHolds(each.dependency().place()));
          lock.problems().forEach(problem -> input.assertHolds(problem.place()));
          LockIndex.of(List.of(lock)).versions();
        });
  }
}
