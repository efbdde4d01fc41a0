package io.github.pysecaudit.python.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InvalidSourceTest {

  static Stream<Arguments> cases() {
    return Cases.read("invalid.txt");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void reportsTheLineAndReadsTheRest(String title, String snippet, String expected) {
    ParsedSource source = PythonParser.parse(snippet);

    assertFalse(source.isComplete());
    assertEquals(expected, describe(source));
  }

  private static String describe(ParsedSource source) {
    String problems =
        source.problems().stream()
            .map(problem -> problem.line() + ":" + problem.column() + " " + problem.reason())
            .collect(Collectors.joining("\n"));
    return problems + "\n" + Shape.of(source);
  }
}
