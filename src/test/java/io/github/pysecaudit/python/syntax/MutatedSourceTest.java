package io.github.pysecaudit.python.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.HangGuard;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Snippets with random faults: whatever the source, the parser answers. Seeds are fixed. */
class MutatedSourceTest {

  private static final List<String> SNIPPETS =
      Stream.of("valid.txt", "invalid.txt")
          .flatMap(Cases::read)
          .map(arguments -> (String) arguments.get()[1])
          .toList();

  private static final String[] PIECES = {
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "'",
    "\"",
    "'''",
    "\"\"\"",
    "f'",
    "t\"",
    "rb'",
    "\\",
    "\\\n",
    "\n",
    "\r",
    "\t",
    " ",
    "    ",
    "\f",
    "\0",
    ":",
    ":=",
    ",",
    ";",
    "=",
    "*",
    "**",
    "@",
    "!",
    "->",
    ".",
    "...",
    "#",
    "if ",
    "else ",
    "for ",
    "in ",
    "lambda ",
    "match ",
    "case ",
    "type ",
    "async ",
    "await ",
    "yield ",
    "def ",
    "class ",
    "with ",
    "as ",
    "try:",
    "except",
    "not ",
    "import ",
    "1",
    "0x",
    "1e",
    "a",
    "é",
    "\ud83d\ude00",
    "\ud800",
    "\\N{",
    "\\x",
    "{x!r:",
    "}}",
    "{{",
    "print "
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void neverThrowsAndAlwaysEnds(long seed) {
    HangGuard.within(
        Duration.ofMinutes(2),
        () -> {
          Random random = new Random(seed);
          for (int i = 0; i < 1_500; i++) {
            check(PythonParser.parse(mutant(random)));
          }
        });
  }

  @Test
  void neverThrowsForBytes() {
    Random random = new Random(9);
    for (int i = 0; i < 1_500; i++) {
      byte[] bytes = mutant(random).getBytes(StandardCharsets.UTF_8);
      for (int j = random.nextInt(3); j > 0 && bytes.length > 0; j--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      check(PythonParser.parse(bytes));
    }
  }

  @Test
  void answersTheSameTwice() {
    Random random = new Random(10);
    for (int i = 0; i < 1_000; i++) {
      String mutant = mutant(random);
      ParsedSource first = PythonParser.parse(mutant);
      ParsedSource second = PythonParser.parse(mutant);
      assertEquals(AstDump.dump(first), AstDump.dump(second));
      assertEquals(first.problems(), second.problems());
    }
  }

  private static String mutant(Random random) {
    StringBuilder source = new StringBuilder(snippet(random));
    if (random.nextBoolean()) {
      source.append(snippet(random));
    }
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(source.length() + 1);
      switch (random.nextInt(3)) {
        case 0 -> source.insert(at, PIECES[random.nextInt(PIECES.length)]);
        case 1 -> source.delete(at, Math.min(source.length(), at + 1 + random.nextInt(5)));
        default -> source.insert(at, snippet(random));
      }
    }
    return source.toString();
  }

  private static String snippet(Random random) {
    return SNIPPETS.get(random.nextInt(SNIPPETS.size()));
  }

  /**
   * Every node lies inside of the file, ends behind its start, and inside of its parent's lines.
   */
  private static void check(ParsedSource source) {
    TreeWalk.forEach(
        source.module(),
        node -> {
          Span span = node.span();
          boolean forward =
              span.line() < span.endLine()
                  || span.line() == span.endLine() && span.column() <= span.endColumn();
          assertTrue(forward, () -> node.getClass().getSimpleName() + " " + span);
          assertTrue(span.line() >= 1 && span.column() >= 1, span::toString);
          assertTrue(span.endLine() <= source.lineCount() + 1, span::toString);
        });
  }
}
