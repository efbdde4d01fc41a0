package io.github.pysecaudit.fuzz;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.facts.config.ConfigurationException;
import io.github.pysecaudit.facts.config.ConfigurationReader;
import java.nio.charset.StandardCharsets;

/** The configuration of the plugin itself. */
public final class ConfigurationFuzzer {

  private ConfigurationFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) {
    byte[] data = provider.consumeRemainingAsBytes();
    String text = new String(data, StandardCharsets.UTF_8);
    FuzzInput.inTime(
        () -> {
          try {
            assertNotNull(ConfigurationReader.read("audit.toml", text, key -> null));
          } catch (ConfigurationException e) {
            assertNotNull(e.getMessage());
          }
        });
  }
}
