package io.github.pysecaudit.python.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.pysecaudit.HangGuard;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sources made to overflow the stack, to hang, or to fill the memory. */
class HostileSourceTest {

  private static final int MANY = 100_000;
  private static final int DEEP = PythonParser.MAX_DEPTH - 1;
  private static final int STACK_BYTES = 512 * 1024;

  /** Only against hangs; every case takes well under a second on its own. */
  private static final Duration HANG = Duration.ofSeconds(60);

  static Stream<Arguments> valid() {
    return Stream.of(
        arguments("sum", "a" + "+a".repeat(MANY)),
        arguments("sum of products", "a" + "+a*b".repeat(MANY)),
        arguments("powers", "a" + "**a".repeat(MANY)),
        arguments("conditions", "a" + " and a".repeat(MANY)),
        arguments("comparisons", "a" + "<a".repeat(MANY)),
        arguments("attributes", "a" + ".b".repeat(MANY)),
        arguments("calls", "f" + "()".repeat(MANY)),
        arguments("subscripts", "x" + "[0]".repeat(MANY)),
        arguments("mixed trailers", "f" + "(a)[b].c".repeat(MANY)),
        arguments("elif ladder", "if a: b\n" + "elif a: b\n".repeat(MANY)),
        arguments("except ladder", "try: b\n" + "except a: b\n".repeat(MANY)),
        arguments("targets of one assignment", "a=".repeat(MANY) + "1"),
        arguments("decorators", "@a\n".repeat(MANY) + "def f(): pass"),
        arguments("clauses of a comprehension", "[x " + "for x in y ".repeat(MANY) + "]"),
        arguments("alternatives", "match x:\n case a" + "|b".repeat(MANY) + ": pass"),
        arguments("slices", "x[" + "::,".repeat(MANY) + "]"),
        arguments("adjacent strings", "'a'".repeat(MANY)),
        arguments("adjacent f-strings", "f'{a}'".repeat(MANY)),
        arguments("fields of an f-string", "f'" + "{a}".repeat(MANY) + "'"),
        arguments("dots of an import", "from " + ".".repeat(MANY) + " import a"),
        arguments("10 MB in a string on one line", "x = '" + "a".repeat(10_000_000) + "'"),
        arguments("10 MB of spaces", " ".repeat(10_000_000)),
        arguments("10 MB name", "a".repeat(10_000_000)),
        arguments("10 MB number", "1".repeat(10_000_000)),
        arguments("1 MB list on one line", "x = [" + "1,".repeat(500_000) + "]"),
        arguments("names that could be match", "match;".repeat(MANY)),
        arguments("backslashes at line ends", "\\\n".repeat(MANY)),
        arguments("form feeds", "\f".repeat(MANY) + "a"),
        arguments("bare carriage returns", "a\r".repeat(MANY)),
        arguments("comments", "#\n".repeat(MANY)),
        arguments("names of one hash", namesOfOneHash()),
        arguments(DEEP + " brackets", "(".repeat(DEEP) + "a" + ")".repeat(DEEP)),
        arguments(
            DEEP + " calls with a generator",
            "f(".repeat(DEEP) + "x for x in y" + ")".repeat(DEEP)),
        arguments(DEEP + " keyword arguments", "f(a=".repeat(DEEP) + "1" + ")".repeat(DEEP)),
        arguments(DEEP + " lambda defaults", "lambda a=".repeat(DEEP) + "1" + ":1".repeat(DEEP)),
        arguments(DEEP + " star targets", "(*".repeat(DEEP) + "a" + ",)".repeat(DEEP) + " = b"),
        arguments("with in " + DEEP + " parentheses", "with " + nested(DEEP) + " as b: pass"),
        arguments("brackets in 100 blocks", blocks(100, "x = " + nested(DEEP))));
  }

  static Stream<Arguments> invalid() {
    return Stream.of(
        arguments("open (", "(".repeat(MANY)),
        arguments("open [", "[".repeat(MANY)),
        arguments("open {", "{".repeat(MANY)),
        arguments("open calls", "f(".repeat(MANY)),
        arguments("open subscripts", "x[".repeat(MANY)),
        arguments("closed (", nested(MANY)),
        arguments("closed [", "[".repeat(MANY) + "]".repeat(MANY)),
        arguments("brackets that cross", "([".repeat(MANY) + ")]".repeat(MANY)),
        arguments("( closed by ]", "(".repeat(MANY) + "]".repeat(MANY)),
        arguments("closing only", ")".repeat(MANY)),
        arguments("dictionaries", "{a:".repeat(MANY)),
        arguments("every level of precedence", "(a or b and c<d|b^c&d<<e+f*g**".repeat(MANY)),
        arguments("lambdas", "lambda:".repeat(MANY) + "x"),
        arguments("lambda defaults", "lambda a=".repeat(MANY) + "1"),
        arguments("not", "not ".repeat(MANY) + "x"),
        arguments("minus", "-".repeat(MANY) + "x"),
        arguments("signed powers", "a" + "**-a".repeat(MANY)),
        arguments("conditional expressions", "a if b else ".repeat(MANY) + "x"),
        arguments("await", "await ".repeat(MANY) + "x"),
        arguments("yield", "(yield ".repeat(MANY)),
        arguments("walrus", "(a:=".repeat(MANY)),
        arguments("stars", "(*".repeat(MANY)),
        arguments("double stars", "{**".repeat(MANY)),
        arguments("open f-strings", "f'{".repeat(MANY)),
        arguments("f-strings with other quotes", "f'{f\"{".repeat(MANY)),
        arguments("formats in formats", "f'" + "{a:".repeat(MANY)),
        arguments("f-strings in f-strings", "f'{".repeat(MANY) + "1" + "}'".repeat(MANY)),
        arguments("open long f-string", "f'''" + "{\n".repeat(MANY)),
        arguments("names of characters", "'" + "\\N{".repeat(MANY) + "'"),
        arguments("names of characters in f-strings", "f'" + "\\N{".repeat(MANY) + "'"),
        arguments("blocks", blocks(2_000, "a")),
        arguments("dedents to nowhere", "if a:\n    b\n  c\n".repeat(MANY)),
        arguments("dedents", dedents()),
        arguments("tabs and spaces", "if a:\n\tb\n        c\n".repeat(MANY)),
        arguments("open with", "with (".repeat(MANY)),
        arguments("open with on many lines", "with (a\n".repeat(MANY)),
        arguments("open match", "match (".repeat(MANY)),
        arguments("match on many lines", "match x:\n".repeat(MANY)),
        arguments("patterns", "match x:\n case " + "[".repeat(MANY) + "]".repeat(MANY) + ": a"),
        arguments("class patterns", "match x:\n case " + "A(".repeat(MANY) + ": a"),
        arguments("broken clauses", "match x:\n" + " case $:\n  a\n".repeat(MANY)),
        arguments("type parameters", "type X[" + "T:(".repeat(MANY)),
        arguments("nested targets", "for " + "(".repeat(MANY)),
        arguments("brackets before statements", "foo(\nimport a\n".repeat(MANY)),
        arguments("fields before statements", "f'''{\nimport a\n".repeat(MANY)),
        arguments("try alone", "try:\n a\n".repeat(MANY)),
        arguments("else alone", "else:\n a\n".repeat(MANY)),
        arguments("print", "print 'a'\n".repeat(MANY)),
        arguments("NUL", "\0".repeat(MANY)),
        arguments("lone surrogates", "\ud800".repeat(MANY)),
        arguments("backslashes", "\\".repeat(MANY)),
        arguments("backslash at the end", "a = \\"),
        arguments("open '", "'\n".repeat(MANY)),
        arguments("open \"\"\"", "\"\"\"" + "a\n".repeat(MANY)),
        arguments("open bytes", "b'"),
        arguments("open raw string", "r'\\'"),
        arguments("open f-string", "f'a"),
        arguments("open field", "f'{a"),
        arguments("open format", "f'{a:b"),
        arguments("open \\N", "f'\\N{"),
        arguments("open function", "def f("),
        arguments("open block", "if a:"),
        arguments("open decorator", "@"),
        arguments("5 million tokens", "a;".repeat(2_500_000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("valid")
  void isReadCompletely(String title, String source) {
    ParsedSource parsed = parseOnSmallStack(source);

    assertEquals("[]", parsed.problems().toString());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invalid")
  void isReportedAndReadToTheEnd(String title, String source) {
    ParsedSource parsed = parseOnSmallStack(source);

    assertFalse(parsed.isComplete());
    assertTrue(parsed.problems().size() <= PythonParser.MAX_PROBLEMS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invalid")
  void doesNotHideTheStatementBefore(String title, String source) {
    ParsedSource parsed = parseOnSmallStack("import os\nos.system(x)\n" + source);

    assertTrue(Shape.of(parsed.module().body().get(1)).contains("Attribute(Name(os), system)"));
  }

  @Test
  void saysThatTheNestingIsTooDeep() {
    ParsedSource parsed = parseOnSmallStack(nested(MANY) + "\neval(x)");

    assertEquals(
        "[Problem[line=1, column=152, reason=Expressions are nested deeper than 150 levels.]]",
        parsed.problems().toString());
    assertEquals("Unparsed([])\nExpr(Call(Name(eval), [Name(x)], []))", Shape.of(parsed));
  }

  private static ParsedSource parseOnSmallStack(String source) {
    return HangGuard.within(
        HANG,
        () -> {
          FutureTask<ParsedSource> task =
              new FutureTask<>(
                  () -> {
                    ParsedSource parsed = PythonParser.parse(source);
                    TreeWalk.forEach(parsed.module(), node -> assertTrue(node.line() > 0));
                    return parsed;
                  });
          Thread thread = new Thread(null, task, "small stack", STACK_BYTES);
          thread.start();
          return task.get();
        });
  }

  private static String nested(int depth) {
    return "(".repeat(depth) + "a" + ")".repeat(depth);
  }

  private static String blocks(int depth, String last) {
    StringBuilder source = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      source.append(" ".repeat(i)).append("if a:\n");
    }
    return source.append(" ".repeat(depth)).append(last).toString();
  }

  /** Goes up all levels at once and down one by one, again and again. */
  private static String dedents() {
    StringBuilder down = new StringBuilder();
    for (int i = 99; i > 0; i--) {
      down.append(" ".repeat(i)).append("b\n");
    }
    return blocks(99, "b\n") + down.toString().repeat(300);
  }

  /** 65,536 names whose {@link String#hashCode} is the same. */
  private static String namesOfOneHash() {
    StringBuilder source = new StringBuilder();
    IntStream.range(0, 1 << 16)
        .forEach(
            number -> {
              IntStream.range(0, 16)
                  .forEach(bit -> source.append((number >> bit & 1) == 0 ? "Aa" : "BB"));
              source.append('\n');
            });
    return source.toString();
  }
}
