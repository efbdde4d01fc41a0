package io.github.pysecaudit.python.syntax;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Reads tables of cases: a line {@code === title}, a Python snippet, and what is expected on lines
 * that start with {@code => }. In a snippet {@code ␍}, {@code ␌}, {@code ␉} and {@code ␀} stand for
 * the control characters they show.
 */
final class Cases {

  private Cases() {}

  static Stream<Arguments> read(String name) {
    List<Arguments> cases = new ArrayList<>();
    for (String block : text(name).split("(?m)^=== ")) {
      if (block.isBlank() || block.startsWith("#")) {
        continue;
      }
      StringBuilder snippet = new StringBuilder();
      List<String> expected = new ArrayList<>();
      String[] lines = block.split("\n", -1);
      for (int i = 1; i < lines.length; i++) {
        if (lines[i].startsWith("=> ")) {
          expected.add(lines[i].substring(3));
        } else if (expected.isEmpty()) {
          snippet.append(lines[i]).append('\n');
        }
      }
      cases.add(Arguments.of(lines[0], controls(snippet.toString()), String.join("\n", expected)));
    }
    return cases.stream();
  }

  private static String controls(String snippet) {
    return snippet
        .replace("␍\n", "\r\n")
        .replace('␍', '\r')
        .replace('␌', '\f')
        .replace('␉', '\t')
        .replace('␀', '\0');
  }

  private static String text(String name) {
    try (InputStream in = Cases.class.getResourceAsStream("/python/syntax/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
