package io.github.pysecaudit.python.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValidSourceTest {

  static Stream<Arguments> cases() {
    return Cases.read("valid.txt");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void givesTheExpectedTree(String title, String snippet, String expected) {
    ParsedSource source = PythonParser.parse(snippet);

    assertEquals(List.of(), source.problems());
    assertEquals(expected, Shape.of(source));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void givesTheSameTreeWithoutTheLastLineEnd(String title, String snippet, String expected) {
    ParsedSource source = PythonParser.parse(snippet.stripTrailing());

    assertEquals(List.of(), source.problems());
    assertEquals(expected, Shape.of(source));
  }
}
