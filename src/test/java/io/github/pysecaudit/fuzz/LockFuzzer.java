package io.github.pysecaudit.fuzz;

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
    byte[] data = provider.consumeRemainingAsBytes();
    FuzzInput input = FuzzInput.of(data, "uv.lock");
    String path = LockReader.isLock(input.path()) ? input.path() : "poetry.lock";
    FuzzInput.inTime(
        () -> {
          LockFile lock = LockReader.read(path, input.content());
          LockIndex.of(List.of(lock)).versions();
        });
  }
}
