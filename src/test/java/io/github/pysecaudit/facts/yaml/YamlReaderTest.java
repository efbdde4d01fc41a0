package io.github.pysecaudit.facts.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.facts.text.Text;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {
  private static YamlFile read(String text) {
    return YamlReader.read(Text.of("a.yml", text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "True", "yes", "YES", "on", "'true'"})
  void takesEverySpellingOfTrue(String word) {
    assertTrue(read("a: " + word).documents().get(0).isTrue("a"));
  }

  @Test
  void readsTheKeyOnAsAWord() {
    assertEquals(Optional.of("push"), read("on: push").documents().get(0).stringAt("on"));
  }

  @Test
  void knowsTheLineOfKeysAndValues() {
    Yaml document = read("a:\n  b:\n    - c\n    - d\n").documents().get(0);
    assertEquals(2, document.at("a").orElseThrow().entry("b").orElseThrow().line());
    assertEquals(4, document.at("a", "b").orElseThrow().items().get(1).line());
  }

  @Test
  void readsEveryDocument() {
    assertEquals(3, read("a: 1\n---\nb: 2\n---\nc: 3\n").documents().size());
  }

  @Test
  void keepsTheDocumentsBeforeAFault() {
    YamlFile file = read("a: 1\n---\nb: [\n");
    assertEquals(1, file.documents().size());
    assertEquals(1, file.problems().size());
    assertTrue(file.problems().get(0).startsWith("a.yml:4 cannot be read"), file.toString());
  }

  @Test
  void followsAnchorsAndMergesWithoutOverriding() {
    Yaml document =
        read("x: &x {a: 1, b: 1}\ny: &y {c: 3}\nz:\n  <<: [*x, *y]\n  b: 2\n").documents().get(0);
    assertEquals(Optional.of("1"), document.stringAt("z", "a"));
    assertEquals(Optional.of("2"), document.stringAt("z", "b"));
    assertEquals(Optional.of("3"), document.stringAt("z", "c"));
  }

  @Test
  void reportsAKeyThatComesTwice() {
    assertTrue(read("a: 1\na: 2\n").problems().get(0).contains("a.yml:2"));
  }

  @Test
  void makesNoObjects() {
    YamlFile file = read("a: !!java.net.URL ['http://localhost']\n");
    assertEquals(1, file.documents().get(0).at("a").orElseThrow().items().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: [",
        "a: 'b",
        "\t- a",
        "a: *b",
        "a: b: c",
        "%YAML 9",
        "&a [*a]",
        "\u0001",
        "a: !!b%9"
      })
  void saysInOneSentenceWhatIsWrong(String text) {
    YamlFile file = read(text);
    assertEquals(1, file.problems().size(), file.toString());
    assertTrue(file.problems().get(0).matches("a\\.yml:\\d+ cannot be read as YAML: .+\\."));
    assertTrue(file.problems().get(0).lines().count() == 1);
  }

  @Test
  void readsNothingFromAnEmptyFile() {
    assertEquals(0, read("# only a comment\n").documents().size());
    assertEquals(0, read("").problems().size());
  }
}
