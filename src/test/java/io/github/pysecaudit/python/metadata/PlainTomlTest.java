package io.github.pysecaudit.python.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTomlTest {
  private static final String LOCK =
      """
      # made by a tool
      version = 1
      requires-python = ">=3.11" # quoted
      markers = [
          "python_full_version >= '3.12'", # newer
          'older',
      ]

      [options]
      exclude-newer = "2026-01-01T00:00:00Z"

      [[package]]
      name = "a"
      version = "1.0"
      optional = false
      source = { registry = "https://index.example/simple" }
      files = [
          {file = "a-1.0.tar.gz", hash = "sha256:00", size = 152931, when = 2025-01-25T11:30:10.164985+00:00},
      ]

      [package.dependencies]
      b = {version = ">=1", markers = "os_name == \\"nt\\""}

      [[package]]
      name = "b"
      version = "2.0"

      [[package.sub]]
      x = 1

      [[package.sub]]
      x = [[1, 2], []]

      [metadata]
      "quoted key" = 'literal'
      [metadata.files]
      a = []
      run-on = 2025-03-06T12:28:57.760769
      """;

  @Test
  void readsALockAsTheGeneralParserDoes() {
    assertEquals(general(LOCK), PlainToml.read(LOCK).map(Object::toString));
    String windows = LOCK.replace("\n", "\r\n");
    assertEquals(general(windows), PlainToml.read(windows).map(Object::toString));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = \"\"\"x\"\"\"",
        "a = '''x'''",
        "a.b = 1",
        "a = 1\na = 2",
        "[a]\n[a]",
        "a = [1]\n[[a]]",
        "a = {b = 1}\n[a.c]",
        "[[a]]\n[a]",
        "a = 1 2",
        "a = \"\\u00e9\"",
        "a = \"x\ny\"",
        "a = 0x10",
        "a = 2025-13-01",
        "a = {b = 1,}",
        "a = \"tab\u0001\"",
        "# \u0007",
        "a = \"\\q\"",
        "a",
        "[a",
        "= 1",
        "a = 01"
      })
  void leavesEverythingElseToTheGeneralParser(String text) {
    assertEquals(Optional.empty(), PlainToml.read(text));
  }

  /** What it accepts after damage, the general parser accepts with the same values and lines. */
  @Test
  void neverAcceptsMoreThanTheGeneralParser() {
    Random random = new Random(20261101);
    String alphabet = "[]{}=.,\"'#\n \t\\-_:abx019TZ+";
    int accepted = 0;
    for (int round = 0; round < 3000; round++) {
      StringBuilder text = new StringBuilder(LOCK);
      for (int hit = 1 + random.nextInt(3); hit > 0; hit--) {
        int at = random.nextInt(text.length());
        char c = alphabet.charAt(random.nextInt(alphabet.length()));
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, c);
          case 1 -> text.insert(at, c);
          default -> text.deleteCharAt(at);
        }
      }
      String damaged = text.toString();
      Optional<String> plain = PlainToml.read(damaged).map(Object::toString);
      if (plain.isPresent()) {
        accepted++;
        assertEquals(general(damaged), plain, damaged);
      }
    }
    assertTrue(accepted > 500, "accepted " + accepted);
  }

  private static Optional<String> general(String text) {
    return LockToml.general(text).table().map(Object::toString);
  }
}
