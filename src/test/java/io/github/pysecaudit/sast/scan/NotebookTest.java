package io.github.pysecaudit.sast.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.sast.RuleCatalogue;
import io.github.pysecaudit.sast.ScanReport;
import io.github.pysecaudit.sast.SourceFile;
import io.github.pysecaudit.sast.Weakness;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotebookTest {

  private static ScanReport scan(String json) {
    SourceFile file = SourceFile.of("a.ipynb", false, json.getBytes(UTF_8));
    return new SourceScanner(RuleCatalogue.load(), 1, ScanCache.none()).scan(List.of(file));
  }

  private static String notebook(String... cells) {
    return "{\"cells\": [\n" + String.join(",\n", cells) + "\n], \"metadata\": {}}";
  }

  private static String code(String... lines) {
    StringBuilder cell = new StringBuilder("{\"cell_type\": \"code\", \"source\": [\n");
    for (int i = 0; i < lines.length; i++) {
      boolean last = i == lines.length - 1;
      cell.append('"').append(lines[i].replace("\"", "\\\"")).append(last ? "\"\n" : "\\n\",\n");
    }
    return cell.append("]}").toString();
  }

  @Test
  void namesCellAndLineAndTheLineOfTheFile() {
    String markdown = "{\"cell_type\": \"markdown\", \"source\": [\"eval(x)\"]}";
    ScanReport report =
        scan(notebook(code("import os as o"), markdown, code("x = 1", "o.system(x)")));
    assertTrue(report.isComplete(), () -> report.unscanned().toString());
    Weakness weakness = report.weaknesses().get(0);
    assertEquals("PYA605", weakness.rule());
    assertEquals(8, weakness.place().line().orElseThrow());
    assertTrue(weakness.message().endsWith("(cell 3, line 2)"), weakness.message());
    assertEquals(3, report.lines());
  }

  @Test
  void toleratesMagics() {
    ScanReport report =
        scan(
            notebook(
                code("%matplotlib inline", "!pip install x", "files = !ls", "eval(files)"),
                code("%%time", "exec(x)"),
                code("%%bash", "echo $(eval x"),
                code("print?")));
    assertTrue(report.isComplete(), () -> report.unscanned().toString());
    assertEquals(
        List.of("PYA307", "PYA102"), report.weaknesses().stream().map(Weakness::rule).toList());
  }

  @Test
  void aBrokenCellDoesNotHideTheOthersAndIsNamed() {
    ScanReport report = scan(notebook(code("x = ("), code("eval(x)")));
    assertFalse(report.isComplete());
    assertTrue(report.unscanned().get(0).reason().contains("(cell 1, line"));
    assertEquals("PYA307", report.weaknesses().get(0).rule());
  }

  @Test
  void aCellMayBeOneString() {
    ScanReport report =
        scan(
            "{\"cells\":[{\"cell_type\":\"code\",\"source\":\"x=1\\n"
                + "eval(x)  # nosec B307 - own text\"}]}");
    assertTrue(report.weaknesses().get(0).message().endsWith("(cell 1, line 2)"));
    assertEquals(0, report.open().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{", "{\"cells\": 3", "{}{}", "not json", "{\"cells\":[{\"source\":["})
  void aBrokenNotebookIsNotScanned(String json) {
    assertFalse(scan(json).isComplete());
  }

  @ParameterizedTest
  @CsvSource({"ir, R, R, 0", "python3, R, R, 1", "mine, R, python, 1", "mine, mine, mine, 1"})
  void aLabelOfAnotherLanguageHidesNothingThatAPythonKernelRuns(
      String kernel, String language, String info, int weaknesses) {
    String json =
        "{\"metadata\": {\"kernelspec\": {\"name\": \""
            + kernel
            + "\", \"language\": \""
            + language
            + "\"}, \"language_info\": {\"name\": \""
            + info
            + "\"}}, \"cells\": [\n"
            + code("eval(x)")
            + "]}";
    assertEquals(weaknesses, scan(json).weaknesses().size());
  }

  @ParameterizedTest
  @CsvSource({"R, 0", "python, 1"})
  void onlyPythonCounts(String language, int weaknesses) {
    String json =
        "{\"metadata\": {\"kernelspec\": {\"language\": \""
            + language
            + "\"}}, \"cells\": [\n"
            + code("eval(x)")
            + "]}";
    assertEquals(weaknesses, scan(json).weaknesses().size());
  }

  @ParameterizedTest
  @CsvSource({
    "'#!/usr/bin/env python3', true",
    "'#!/usr/bin/python', true",
    "'#! /usr/bin/env -S python3.11 -I', true",
    "'#!/usr/bin/env -S uv run --script', true",
    "'#!/bin/sh', false",
    "'import os', false",
    "'#!/usr/bin/pythonista', false",
    "'', false"
  })
  void recognisesAScriptByItsFirstLine(String line, boolean python) {
    assertEquals(python, PythonFiles.hasPythonShebang((line + "\nx\n").getBytes(UTF_8)));
  }
}
