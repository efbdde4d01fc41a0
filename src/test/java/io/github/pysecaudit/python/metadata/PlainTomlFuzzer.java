package io.github.pysecaudit.python.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.fuzz.FuzzInput;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What the fast reader of TOML accepts, the general parser accepts with equal values and lines. */
public final class PlainTomlFuzzer {

  private PlainTomlFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) {
    String text = new String(provider.consumeRemainingAsBytes(), StandardCharsets.UTF_8);
    FuzzInput.inTime(
        () -> {
          Optional<String> plain = PlainToml.read(text).map(Object::toString);
          if (plain.isPresent()) {
            LockToml.Result general = LockToml.general(text);
            assertEquals(plain, general.table().map(Object::toString), general::error);
          }
        });
  }
}
