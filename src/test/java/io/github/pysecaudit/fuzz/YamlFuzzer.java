package io.github.pysecaudit.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.github.pysecaudit.facts.text.Text;
import io.github.pysecaudit.facts.yaml.Yaml;
import io.github.pysecaudit.facts.yaml.YamlFile;
import io.github.pysecaudit.facts.yaml.YamlReader;
import java.nio.charset.StandardCharsets;

/** YAML, as it is and as a template: every value has a line of the file. */
public final class YamlFuzzer {

  private YamlFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) {
    FuzzInput input = new FuzzInput("a.yml", provider.consumeRemainingAsBytes());
    Text text = Text.of(input.path(), new String(input.content(), StandardCharsets.UTF_8));
    FuzzInput.inTime(
        () -> {
          YamlFile file = YamlReader.read(text);
          assertEquals(file, YamlReader.read(text));
          file.documents().forEach(value -> check(value, input));
          YamlReader.readTemplate(text).documents().forEach(value -> check(value, input));
        });
  }

  private static void check(Yaml value, FuzzInput input) {
    input.assertHolds(value.line());
    value.items().forEach(item -> check(item, input));
    for (Yaml.Entry entry : value.entries()) {
      input.assertHolds(entry.line());
      check(entry.value(), input);
    }
  }
}
