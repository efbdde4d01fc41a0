package io.github.pysecaudit.facts;

import io.github.pysecaudit.facts.Document.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Block;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Reads Markdown: CommonMark with tables, definition lists and front matter. */
final class MarkdownReader {
  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .build();
  private static final Pattern FRONT_TITLE =
      Pattern.compile("title\\s*[:=]\\s*[\"']?(.{1,200}?)[\"']?\\s*");

  private final String[] source;
  private final DocumentBuilder document;
  private int hiddenUpTo;

  private MarkdownReader(String[] source, DocumentBuilder document) {
    this.source = source;
    this.document = document;
  }

  static Document read(String path, String text) {
    DocumentBuilder document = new DocumentBuilder(path);
    readInto(document, text);
    return document.build();
  }

  /** Reads Markdown out of another file, with the lines of that file. */
  static Document read(String path, String text, IntUnaryOperator lines) {
    DocumentBuilder document = new DocumentBuilder(path, lines);
    readInto(document, text);
    return document.build();
  }

  private static void readInto(DocumentBuilder document, String text) {
    String body = MarkdownGuard.tame(withoutFrontMatter(text, document));
    new MarkdownReader(body.split("\n", -1), document).walk(PARSER.parse(body));
  }

  /** Blanks out the front matter of site generators; its title becomes a heading. */
  private static String withoutFrontMatter(String text, DocumentBuilder document) {
    String fence = text.startsWith("---\n") ? "---" : text.startsWith("+++\n") ? "+++" : null;
    if (fence == null) {
      return text;
    }
    int end = text.indexOf("\n" + fence + "\n", 3);
    if (end < 0 || end > 8_192) {
      return text;
    }
    String[] lines = text.substring(0, end).split("\n");
    for (int i = 1; i < lines.length; i++) {
      Matcher title = FRONT_TITLE.matcher(lines[i]);
      if (title.matches()) {
        document.heading(1, title.group(1), i + 1);
      }
    }
    return "\n".repeat(lines.length + 1) + text.substring(end + fence.length() + 2);
  }

  /** Visits the blocks in order, without recursion: nesting is in the hands of the author. */
  private void walk(Node root) {
    Node node = root;
    while (node != null) {
      boolean descend = visit(node);
      if (descend && node.getFirstChild() != null) {
        node = node.getFirstChild();
        continue;
      }
      while (node != null && node.getNext() == null) {
        node = node == root ? null : node.getParent();
      }
      node = node == null || node == root ? null : node.getNext();
    }
  }

  /** Handles one node; returns whether its children are to be visited. */
  private boolean visit(Node node) {
    int line = lineOf(node);
    if (line > 0 && line <= hiddenUpTo) {
      return false;
    }
    if (node instanceof Heading heading) {
      document.heading(heading.getLevel(), inline(heading, line), line);
      return false;
    }
    if (node instanceof Paragraph) {
      paragraph(node, line);
      return false;
    }
    if (node instanceof TableRow) {
      row(node, line);
      return false;
    }
    if (node instanceof HtmlBlock html) {
      html(html, line);
      return false;
    }
    return node instanceof Block || !(node.getFirstChild() == null);
  }

  private void paragraph(Node node, int line) {
    String text = inline(node, line);
    int colon = text.indexOf("\n: ");
    if (colon > 0) {
      definitions(text, line);
      return;
    }
    boolean item = node.getParent() instanceof ListItem && node.getPrevious() == null;
    document.block(item ? Kind.LIST_ITEM : Kind.PARAGRAPH, text, line);
  }

  private void definitions(String text, int line) {
    String[] lines = text.split("\n");
    String term = "";
    int termLine = line;
    for (int i = 0; i < lines.length; i++) {
      if (!lines[i].startsWith(": ")) {
        term = lines[i];
        termLine = line + i;
        continue;
      }
      StringBuilder definition = new StringBuilder(lines[i].substring(2));
      while (i + 1 < lines.length
          && !lines[i + 1].startsWith(": ")
          && !(i + 2 < lines.length && lines[i + 2].startsWith(": "))) {
        definition.append(' ').append(lines[++i].strip());
      }
      document.cells(Kind.DEFINITION, List.of(term, definition.toString()), termLine);
    }
  }

  private void row(Node row, int line) {
    List<String> cells = new ArrayList<>();
    for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
      if (cell instanceof TableCell) {
        cells.add(inline(cell, line));
      }
    }
    boolean head = row.getParent() instanceof TableHead;
    document.cells(head ? Kind.TABLE_HEADER : Kind.TABLE_ROW, cells, line);
  }

  private void html(HtmlBlock html, int line) {
    HtmlText text = HtmlText.of(html.getLiteral());
    if (text.endsInComment()) {
      hiddenUpTo = endOfComment(line);
    }
    text.links().forEach(link -> document.link(link.target(), link.text(), line + link.line() - 1));
    Optional<Integer> level = text.headingLevel();
    if (level.isPresent()) {
      document.heading(level.get(), text.text(), line);
    } else {
      document.block(Kind.PARAGRAPH, text.text(), line);
    }
  }

  private int endOfComment(int from) {
    for (int i = from; i < source.length; i++) {
      if (source[i].contains("-->")) {
        return i + 1;
      }
    }
    return source.length;
  }

  private String inline(Node block, int line) {
    return new MarkdownInline(document, line).text(block);
  }

  private static int lineOf(Node node) {
    return node.getSourceSpans().isEmpty() ? 0 : node.getSourceSpans().get(0).getLineIndex() + 1;
  }
}
