package io.github.pysecaudit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownReportTest {
  static final List<String> HOSTILE = TestReports.HOSTILE;
  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  @Test
  void hostileTextMakesNoMarkup() {
    makesNoMarkup(TestReports.hostile());
  }

  void makesNoMarkup(AuditReport report) {
    assertEquals(List.of(), markup(PARSER.parse(MarkdownReport.text(report))));
  }

  @ParameterizedTest
  @FieldSource("HOSTILE")
  void escapedTextReadsAsItWasWritten(String text) {
    StringBuilder read = new StringBuilder();
    Node parsed = PARSER.parse(MarkdownText.escape(text, 200));
    parsed.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text node) {
            read.append(node.getLiteral());
          }
        });
    assertEquals(
        PlainText.line(text, 200).strip().replaceAll(" +", " "),
        read.toString().replaceAll(" +", " "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# heading",
        "- item",
        "+ item",
        "* item",
        "1. item",
        "12) item",
        "> quote",
        "---",
        "===",
        "```fence",
        "~~~",
        "    code",
        "| a | b |",
        "<b>",
        "&copy;",
        "[a]: https://x.example",
        "snake_case_name and *stars*",
        "https://evil.example",
        "a\\",
        "~~gone~~"
      })
  void whatLooksLikeMarkupStaysText(String text) {
    List<String> kinds = new ArrayList<>();
    Node document = PARSER.parse(MarkdownText.escape(text, 200));
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      kinds.add(node.getClass().getSimpleName());
      for (Node inner = node.getFirstChild(); inner != null; inner = inner.getNext()) {
        assertEquals("Text", inner.getClass().getSimpleName(), text);
      }
    }
    assertEquals(List.of("Paragraph"), kinds);
  }

  @Test
  void isShortEnoughForAStepSummary() {
    String large = MarkdownReport.text(TestReports.large(10_000));
    assertTrue(large.getBytes(StandardCharsets.UTF_8).length <= MarkdownReport.MOST_BYTES);
    assertTrue(large.contains("more, see audit.json"));
    String hostile = MarkdownReport.text(TestReports.hostile());
    assertTrue(hostile.length() <= MarkdownReport.MOST_BYTES);
  }

  @Test
  void beginsWithTheVerdictAndTheGroups() {
    String text = MarkdownReport.text(TestReports.ordinary());
    assertTrue(
        text.startsWith(
            "# Security checklist: 3 requirement(s) violated, and 1 could not be checked\n"),
        text.substring(0, 200));
    assertTrue(text.contains("| 1 | Security policy | \u274C FAIL | 1.1 PASS, 1.2 FAIL |"));
    assertTrue(
        text.contains("- `pyproject.toml:14`: requests\\>=2.20")
            || text.contains("requests&gt;=2.20"));
  }

  @Test
  void anEmptyReportSaysSo() {
    assertTrue(MarkdownReport.text(TestReports.empty()).contains("No requirement was judged."));
  }

  private static List<String> markup(Node document) {
    List<String> found = new ArrayList<>();
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(HtmlInline node) {
            if (!node.getLiteral().equals("<!-- -->")) {
              found.add("html " + node.getLiteral());
            }
          }

          @Override
          public void visit(HtmlBlock node) {
            found.add("html " + node.getLiteral());
          }

          @Override
          public void visit(Link node) {
            found.add("link " + node.getDestination());
          }

          @Override
          public void visit(Image node) {
            found.add("image " + node.getDestination());
          }
        });
    return found;
  }
}
