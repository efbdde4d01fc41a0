package io.github.pysecaudit.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.facts.config.ConfigurationException;
import io.github.pysecaudit.facts.config.ConfigurationReader;
import java.nio.charset.StandardCharsets;

/** The configuration of the plugin itself: what is wrong has a line, and is wrong each time. */
public final class ConfigurationFuzzer {
  private static final String FILE = "audit.toml";

  private ConfigurationFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) {
    FuzzInput input = new FuzzInput(FILE, provider.consumeRemainingAsBytes());
    FuzzInput.inTime(() -> assertEquals(read(input), read(input)));
  }

  private static Object read(FuzzInput input) {
    try {
      String text = new String(input.content(), StandardCharsets.UTF_8);
      return ConfigurationReader.read(FILE, text, key -> null);
    } catch (ConfigurationException e) {
      String line = e.where().substring(FILE.length());
      if (!line.isEmpty()) {
        input.assertHolds(Place.line(FILE, Integer.parseInt(line.substring(1))));
      }
      return e.getMessage();
    }
  }
}
