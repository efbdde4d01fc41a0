package io.github.pysecaudit.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.facts.text.Text;
import io.github.pysecaudit.facts.yaml.YamlReader;
import java.nio.charset.StandardCharsets;

/** YAML, as it is and as a template. */
public final class YamlFuzzer {

  private YamlFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) {
    byte[] data = provider.consumeRemainingAsBytes();
    Text text = Text.of("a.yml", new String(data, StandardCharsets.UTF_8));
    FuzzInput.inTime(
        () -> {
          YamlReader.read(text);
          YamlReader.readTemplate(text);
        });
  }
}
