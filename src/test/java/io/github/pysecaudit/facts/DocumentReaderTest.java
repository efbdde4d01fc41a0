package io.github.pysecaudit.facts;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.HangGuard;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {

  /** One line per heading, block and link: what is seen, and on which line. */
  private static String seen(Document document) {
    StringBuilder seen = new StringBuilder();
    for (Document.Section section : document.sections()) {
      if (section.level() > 0) {
        seen.append(section.line())
            .append(" H")
            .append(section.level())
            .append(' ')
            .append(section.heading())
            .append('\n');
      }
      for (Document.Block block : section.blocks()) {
        seen.append(block.line()).append(' ').append(block.kind()).append(' ');
        seen.append(block.text().replace("\n", " / ")).append('\n');
      }
    }
    return seen.toString();
  }

  private static Document parse(String path, String text) {
    return DocumentReader.parse(path, text);
  }

  @Test
  void readsMarkdownAsAReaderSeesIt() {
    Document document =
        parse(
            "a.md",
            """
            ---
            title: "Front"
            ---
            # The *title* of `x`

            First line
            second [line](https://example.org/a).
            <!-- hidden -->

            - **one** item
              goes on

            1. two

               more of two

            | a | b |
            | --- | --- |
            | `c` | d |

            Term
            : Its definition

            Setext
            ------

            ```
            code
            ```

                indented code

            <div>
            <!-- hidden

            ## hidden too

            -->

            <h2 align="center">Shown <a href="https://example.org/b">here</a></h2>

            <!--
            never closed
            """);
    assertEquals(
        """
        2 H1 Front
        4 H1 The title of `x`
        6 PARAGRAPH First line / second line.
        10 LIST_ITEM one item / goes on
        13 LIST_ITEM two
        15 PARAGRAPH more of two
        17 TABLE_HEADER a | b
        19 TABLE_ROW `c` | d
        21 DEFINITION Term: Its definition
        24 H2 Setext
        40 H2 Shown here
        """,
        seen(document).replaceAll("(?m)^8 .*\n", ""));
    assertEquals("7 https://example.org/a line, 40 https://example.org/b ", links(document));
  }

  @Test
  void readsReStructuredTextAsAReaderSeesIt() {
    Document document =
        parse(
            "a.rst",
            """
            =====
            Title
            =====

            .. _anchor:
            .. _site: https://example.org/site
            .. this is
               a comment

            First **line**
            with ``code`` and `a link <https://example.org/a>`_.

            Section
            -------

            - one
              goes on
            - two

            Term
                Its definition
                goes on.

            :Field: value

            Example::

                literal text

            .. note:: Mind

               the body

            .. code-block:: python

               x = 1

            =====  =====
            id     why
            =====  =====
            3.1    no
                   input
            =====  =====

            +-----+------+
            | id  | why  |
            +=====+======+
            | 4.1 | x    |
            +-----+------+
            """);
    assertEquals(
        """
        2 H1 Title
        10 PARAGRAPH First line / with `code` and a link.
        13 H2 Section
        16 LIST_ITEM one / goes on
        18 LIST_ITEM two
        20 DEFINITION Term: Its definition goes on.
        24 DEFINITION Field: value
        26 PARAGRAPH Example:
        30 PARAGRAPH Mind
        32 PARAGRAPH the body
        39 TABLE_HEADER id | why
        41 TABLE_ROW 3.1 | no input
        46 TABLE_HEADER id | why
        48 TABLE_ROW 4.1 | x
        """,
        seen(document));
    assertEquals(
        "6 https://example.org/site site, 11 https://example.org/a a link", links(document));
  }

  @Test
  void readsAsciiDocAsAReaderSeesIt() {
    Document document =
        parse(
            "a.adoc",
            """
            = Title
            :toc:

            // a comment
            First *line*
            with `code` and https://example.org/a[a link].

            == Section

            * one
            goes on
            * two

            Term:: Its definition

            ----
            listing
            ----

            ////
            hidden
            ////

            NOTE: Mind the body.

            [cols="1,1"]
            |===
            |id |why

            |3.1
            |no input
            |===
            """);
    assertEquals(
        """
        1 H1 Title
        5 PARAGRAPH First line / with `code` and a link.
        8 H2 Section
        10 LIST_ITEM one / goes on
        12 LIST_ITEM two
        14 DEFINITION Term: Its definition
        24 PARAGRAPH NOTE: Mind the body.
        28 TABLE_HEADER id | why
        30 TABLE_ROW 3.1 | no input
        """,
        seen(document));
    assertEquals("6 https://example.org/a a link", links(document));
  }

  @Test
  void readsPlainTextByItsLayout() {
    assertEquals(
        """
        1 H1 Title
        4 PARAGRAPH Some text / goes on.
        7 H2 SECURITY
        9 LIST_ITEM one / goes on
        11 LIST_ITEM two
        """,
        seen(
            parse(
                "README",
                """
                Title
                =====

                Some text
                goes on.

                SECURITY

                - one
                  goes on
                - two
                """)));
  }

  @Test
  void readsTheMarkdownCellsOfANotebookWithItsLines() {
    String notebook =
        """
        {
         "cells": [
          {"cell_type": "code", "source": ["# not a heading"]},
          {
           "cell_type": "markdown",
           "metadata": {"source": ["x"]},
           "source": [
            "# Title\\n",
            "\\n",
            "Text"
           ]
          },
          {"source": "## Two\\nMore", "cell_type": "markdown"}
         ]
        }
        """;
    assertEquals(
        "8 H1 Title\n10 PARAGRAPH Text\n13 H2 Two\n13 PARAGRAPH More\n",
        seen(parse("a.ipynb", notebook)));
    assertTrue(parse("a.ipynb", "{\"cells\": [").problem().isPresent());
    assertTrue(parse("a.ipynb", "[".repeat(100_000)).problem().isPresent());
  }

  @ParameterizedTest
  @CsvSource({"UTF-8", "UTF-16LE", "UTF-16BE", "ISO-8859-1"})
  void decodesWhatEditorsWrite(String charset) {
    byte[] bytes = "Gr\u00fc\u00dfe an alle\r\nhier\r".getBytes(Charset.forName(charset));
    assertEquals("Gr\u00fc\u00dfe an alle\nhier\n", TextDecoder.decode(bytes).orElseThrow());
  }

  @Test
  void saysWhyADocumentCannotBeRead() {
    MemoryRepository repository =
        MemoryRepository.of("empty.md", "")
            .with("binary.md", new byte[5_000])
            .with("huge.md", new byte[(4 << 20) + 1])
            .with("nul.md", "a\0text that has only one of them".getBytes(StandardCharsets.UTF_8))
            .with("long.md", "a ".repeat(700_000));
    assertEquals("", seen(DocumentReader.read(repository, "empty.md")));
    assertEquals(
        "binary.md is not a text file",
        DocumentReader.read(repository, "binary.md").problem().orElseThrow());
    assertTrue(DocumentReader.read(repository, "huge.md").problem().orElseThrow().contains("larg"));
    assertEquals(1, DocumentReader.read(repository, "nul.md").blocks().size());
    assertTrue(DocumentReader.read(repository, "long.md").problem().isPresent());
    assertTrue(DocumentReader.read(repository, "none.md").problem().isPresent());
  }

  static Stream<String> bombs() {
    return Stream.of(
            ">",
            "[",
            "*a **a ",
            "[a](",
            "`a``b",
            "<",
            "<a ",
            "<!--",
            "- ",
            "_a __",
            "[a](<",
            "|a",
            ".. note:: ",
            "* a\n ",
            "::\n",
            "=== ===\n",
            "+---+\n|",
            "term\n  ",
            "|===\n|a",
            "a::b::",
            "<<a",
            "**",
            "a\n=\n",
            "`a <b",
            ":a:`",
            "[\n",
            "   \n",
            "1.1 ",
            "\n=====\na")
        .map(unit -> unit.repeat(300_000 / unit.length()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.md", "a.rst", "a.adoc", "a.txt"})
  void aPageBreakEndsNoLine(String name) {
    byte[] file = "First page.\n\f\n\f\fSee https://example.org\n".getBytes(StandardCharsets.UTF_8);
    Document document = parse(name, TextDecoder.decode(file).orElseThrow());
    assertEquals(List.of(3), document.links().stream().map(Document.Link::line).toList());
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void survivesTextMadeToBeSlowOrDeep(String bomb) {
    for (String name : new String[] {"a.md", "a.rst", "a.adoc", "a.txt"}) {
      HangGuard.within(Duration.ofSeconds(10), () -> parse(name, bomb));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.md", "a.rst"})
  void survivesDeepIndentation(String name) {
    StringBuilder deep = new StringBuilder();
    for (int i = 0; i < 1_200; i++) {
      deep.append(" ".repeat(i * 2 % 1_300)).append("- a\n").append(i % 2 == 0 ? "\n" : "");
    }
    HangGuard.within(Duration.ofSeconds(10), () -> parse(name, deep.toString()));
  }

  private static String links(Document document) {
    return document.links().stream()
        .map(link -> link.line() + " " + link.target() + " " + link.text())
        .collect(Collectors.joining(", "));
  }

  @Test
  void readsAnyMixtureOfMarkupWithoutFailing() {
    String[] pieces = {
      "|",
      "+---+",
      "=== ==",
      "===",
      "---",
      "\n",
      "\n",
      "\n\n",
      "  ",
      "    ",
      ".. ",
      "note:: ",
      "::",
      "* ",
      "- ",
      "1. ",
      ":a: ",
      "`",
      "``",
      "<",
      ">",
      "[",
      "](",
      ")",
      "text ",
      "//",
      "----",
      "|===",
      "<!--",
      "-->",
      "<h1>",
      "#",
      "= ",
      ".. _a: ",
      "list-table::",
      "\t",
      "*",
      "_",
      "\\",
      "&#0;",
      "\u00a0"
    };
    Random random = new Random(42);
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = random.nextInt(40); k >= 0; k--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      for (String name : new String[] {"a.md", "a.rst", "a.adoc", "a.txt"}) {
        assertDoesNotThrow(() -> parse(name, text.toString()), () -> name + ": " + text);
      }
    }
  }
}
