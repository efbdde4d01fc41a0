package io.github.pysecaudit.python.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceDecoderTest {

  @ParameterizedTest
  @CsvSource({
    "# -*- coding: latin-1 -*-, ISO-8859-1",
    "# vim: set fileencoding=iso-8859-15 :, ISO-8859-15",
    "#coding:cp1252, windows-1252",
    "# coding=utf_8, UTF-8",
    "# coding: UTF8, UTF-8",
    "# coding: iso-8859-1-unix, ISO-8859-1",
    "# coding: mac-roman, x-MacRoman",
    "# coding: cp437, IBM437",
    "\t\f# coding: latin1, ISO-8859-1",
    "# Encoding: latin1, ISO-8859-1",
    "# Coding: latin1, UTF-8"
  })
  void readsTheCodingCommentOfTheFirstLine(String comment, String charset) {
    byte[] source = (comment + "\nx = 'é'\n").getBytes(Charset.forName(charset));

    ParsedSource parsed = PythonParser.parse(source);

    assertEquals(List.of(), parsed.problems());
    assertEquals("Assign([Name(x)], Constant(STR, é))", Shape.of(parsed));
    assertEquals(charset, parsed.encoding());
  }

  @Test
  void readsTheCodingCommentOfTheSecondLine() {
    byte[] source = "#!/usr/bin/python\r# coding: koi8-r\r'ж'".getBytes(Charset.forName("KOI8-R"));

    assertEquals("Expr(Constant(STR, ж))", Shape.of(PythonParser.parse(source)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x = 1\n# coding: latin-1\n", "\n\n# coding: latin-1\n", "'# coding: latin-1'\n"})
  void ignoresWhatIsNoCodingComment(String source) {
    assertEquals("UTF-8", PythonParser.parse(source.getBytes(StandardCharsets.UTF_8)).encoding());
  }

  @Test
  void skipsTheByteOrderMark() {
    ParsedSource parsed = PythonParser.parse("\ufeffx = 1".getBytes(StandardCharsets.UTF_8));

    assertTrue(parsed.isComplete());
    assertEquals(new Span(1, 1, 1, 6), parsed.module().body().get(0).span());
  }

  @Test
  void keepsAReplacementCharacterThatIsInTheFile() {
    ParsedSource parsed = PythonParser.parse("x = '\ufffd'".getBytes(StandardCharsets.UTF_8));

    assertTrue(parsed.isComplete());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "# coding: latin-1    | 1 | The byte order mark says UTF-8, but the coding comment says "
            + "'latin-1'.",
        "# coding: no-such    | 1 | The encoding 'no-such' of the coding comment is not known.",
        "# coding: utf-7      | 1 | The encoding 'utf-7' of the coding comment is not known.",
        "# coding: utf-16     | 1 | The encoding 'utf-16' of the coding comment is not known.",
        "# coding: unicode_escape | 1 | The encoding 'unicode_escape' of the coding comment is not "
            + "known."
      })
  void reportsACodingCommentThatCannotBeFollowed(String comment, int line, String reason) {
    String source = "\ufeff" + comment + "\neval(x)";

    ParsedSource parsed = PythonParser.parse(source.getBytes(StandardCharsets.UTF_8));

    assertEquals(List.of(new Problem(line, 1, reason)), parsed.problems());
    assertEquals("Expr(Call(Name(eval), [Name(x)], []))", Shape.of(parsed));
  }

  @Test
  void reportsBytesThatAreNoTextAndReadsTheRest() {
    byte[] source = "a\r\nb = 'é'\neval(x)".getBytes(StandardCharsets.ISO_8859_1);

    ParsedSource parsed = PythonParser.parse(source);

    assertEquals(
        List.of(new Problem(2, 6, "The byte 0xE9 is no text in UTF-8.")), parsed.problems());
    assertEquals(3, parsed.module().body().size());
  }

  @Test
  void reportsANulCharacterInAComment() {
    ParsedSource parsed = PythonParser.parse("a\n# b\0\n".getBytes(StandardCharsets.UTF_8));

    assertEquals(
        List.of(new Problem(2, 4, "The file contains a NUL character.")), parsed.problems());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
  void refusesUtf16(String charset) {
    ParsedSource parsed = PythonParser.parse("import os\n".getBytes(Charset.forName(charset)));

    assertFalse(parsed.isComplete());
    assertEquals(
        "The file is UTF-16 or UTF-32; Python reads no source in these.",
        parsed.problems().get(0).reason());
  }

  @Test
  void readsAnEmptyFile() {
    ParsedSource parsed = PythonParser.parse(new byte[0]);

    assertTrue(parsed.isComplete());
    assertEquals(List.of(), parsed.module().body());
  }
}
