package io.github.pysecaudit.python.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PythonParserTest {

  @Test
  void readsAnEmptyFile() {
    ParsedSource source = PythonParser.parse("");

    assertTrue(source.isComplete());
    assertEquals(0, source.module().body().size());
    assertEquals(1, source.lineCount());
  }
}
