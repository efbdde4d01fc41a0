package io.github.pysecaudit.facts.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '^',
      value = {
        "a b c                       ~ a b c",
        "a && b || c; d & e | f      ~ a / b / c / d / e / f",
        "a 'b c' \"d e\"             ~ a b c d e",
        "# a                         ~ ^^",
        "a # b                       ~ a",
        "a#b                         ~ a#b",
        "if a; then b; fi            ~ a / b / fi",
        "X=1 Y='2 3' a b             ~ a b",
        "env -i X=1 a                ~ a",
        "timeout 5m a b              ~ a b",
        "echo $(a b) c               ~ echo / a b / c",
        "a > b 2>&1                  ~ a > b 2>&1",
        "! a                         ~ a",
      })
  void splitsCommands(String text, String commands) {
    String found =
        ShellLexer.commands(text.strip(), 1).stream()
            .map(c -> String.join(" ", c.program()))
            .filter(c -> !c.isEmpty())
            .collect(Collectors.joining(" / "));
    assertEquals(commands == null ? "" : commands.strip(), found);
  }

  @Test
  void joinsContinuationsAndSkipsHeredocs() {
    String text = "a \\\n  b\ncat <<EOF\nsudo x\nEOF\nc\n";
    List<ShellCommand> found = ShellLexer.commands(text, 10);
    assertEquals(List.of("a b", "cat", "c"), found.stream().map(ShellCommand::text).toList());
    assertEquals(List.of(10, 12, 15), found.stream().map(ShellCommand::line).toList());
  }

  @Test
  void dropsCommentsOfJavaAndKeepsStrings() {
    List<JavaToken> tokens =
        JavaLexer.tokens("// a\n/* b\n*/ c(\"d // e\", 'f', \"\"\"\n  g\n  \"\"\", \"h\\\"i\");");
    assertEquals(
        "c ( d // e , f , g , h\"i ) ;",
        tokens.stream().map(t -> t.text().strip()).collect(Collectors.joining(" ")));
    assertEquals(3, tokens.get(0).line());
  }

  @Test
  void listsImports() {
    List<JavaToken> imports =
        JavaLexer.imports(
            JavaLexer.tokens("package a;\nimport b.C;\nimport static d.E.*;\nclass F {}"));
    assertEquals(List.of("b.C", "d.E.*"), imports.stream().map(JavaToken::text).toList());
  }
}
