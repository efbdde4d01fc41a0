package io.github.pysecaudit.python.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionTest {

  @Test
  void comesWithEveryNode() {
    String source =
        """
        @d
        def f(a: int = 1):
            return (a +
                    b).c(x=1)
        """;

    assertEquals(
        List.of(
            "Module 1:1-5:1",
            "FunctionDef 2:1-4:22",
            "Name 1:2-1:3",
            "Parameter 2:7-2:13",
            "Name 2:10-2:13",
            "Constant 2:16-2:17",
            "Return 3:5-4:22",
            "Call 3:12-4:22",
            "Attribute 3:12-4:17",
            "BinOp 3:13-4:14",
            "Name 3:13-3:14",
            "Name 4:13-4:14",
            "Keyword 4:18-4:21",
            "Constant 4:20-4:21"),
        positions(source));
  }

  @Test
  void isRightInsideOfFStrings() {
    assertEquals(
        List.of(
            "Module 1:1-3:5",
            "Expr 1:1-3:5",
            "JoinedStr 1:1-3:5",
            "Constant 1:5-2:1",
            "FormattedValue 2:1-2:8",
            "Name 2:2-2:3",
            "JoinedStr 2:3-2:7",
            "FormattedValue 2:4-2:7",
            "Name 2:5-2:6",
            "Constant 2:8-3:2"),
        positions("f'''\n{a:{w}}\nx'''"));
  }

  @Test
  void countsUtf16UnitsAndTreatsEveryLineEndAlike() {
    List<String> expected = List.of("Expr 2:1-2:10", "Call 2:1-2:10");

    for (String end : List.of("\n", "\r", "\r\n")) {
      List<String> seen = positions("x" + end + "f('\ud83d\ude00',a)" + end);
      assertTrue(seen.containsAll(expected), seen::toString);
    }
  }

  @ParameterizedTest
  @CsvSource({"'', 1", "a, 1", "'a\n', 1", "'a\n\n', 2", "'a\r\nb', 2", "'a\rb\r', 2"})
  void lineCountIsThatOfAnEditor(String source, int lines) {
    assertEquals(lines, PythonParser.parse(source).lineCount());
  }

  @Test
  void isKnownForEveryComment() {
    String source =
        """
        #!/usr/bin/python
        a = '# no' # one
          # two
        b = [  # three
           # four
        ]
        c = f'{a  # five
        }'
        d = \"""
        # no \"""  # six\
        """;

    assertEquals(
        List.of(
            new Comment(1, 1, "#!/usr/bin/python", true),
            new Comment(2, 12, "# one", false),
            new Comment(3, 3, "# two", true),
            new Comment(4, 8, "# three", false),
            new Comment(5, 4, "# four", true),
            new Comment(7, 11, "# five", false),
            new Comment(10, 11, "# six", false)),
        PythonParser.parse(source).comments());
  }

  @Test
  void spansKnowWhatTheyContain() {
    Span span = new Span(2, 5, 3, 4);

    assertFalse(span.contains(2, 4));
    assertTrue(span.contains(2, 5));
    assertTrue(span.contains(3, 3));
    assertFalse(span.contains(3, 4));
  }

  private static List<String> positions(String source) {
    ParsedSource parsed = PythonParser.parse(source);
    assertEquals(List.of(), parsed.problems());
    List<String> positions = new ArrayList<>();
    TreeWalk.forEach(
        parsed.module(),
        node -> {
          Span span = node.span();
          positions.add(
              node.getClass().getSimpleName()
                  + (" " + span.line() + ":" + span.column())
                  + ("-" + span.endLine() + ":" + span.endColumn()));
        });
    return positions;
  }
}
