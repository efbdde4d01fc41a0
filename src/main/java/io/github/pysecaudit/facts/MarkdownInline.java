package io.github.pysecaudit.facts;

import java.util.regex.Pattern;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** The visible text of one Markdown block; records the links in it. */
final class MarkdownInline {
  private static final int MOST_LINK_TEXT = 500;

  /** What looks like a tag but is a gap that somebody was to fill in: {@code <your address>}. */
  private static final Pattern BLANK_TO_FILL =
      Pattern.compile(
          "(?i)<(?:your|insert|e-?mail|name|project|contact|company|todo)\\b[^>]{0,80}>");

  private final DocumentBuilder document;
  private final StringBuilder text = new StringBuilder();
  private final int first;
  private int line;

  MarkdownInline(DocumentBuilder document, int line) {
    this.document = document;
    this.first = Math.max(line, 1);
    this.line = first;
  }

  /** Walks without recursion: emphasis may be nested as deep as the author likes. */
  String text(Node block) {
    Node node = block.getFirstChild();
    while (node != null) {
      boolean descend = visit(node);
      if (descend && node.getFirstChild() != null) {
        node = node.getFirstChild();
        continue;
      }
      while (node != block && node.getNext() == null) {
        node = node.getParent();
      }
      node = node == block ? null : node.getNext();
    }
    String visible = text.toString();
    if (visible.contains("://")) {
      bareLinks(visible);
    }
    return visible;
  }

  /** Addresses that stand in the text as such; forges show them as links. */
  private void bareLinks(String visible) {
    int number = first;
    for (String part : visible.split("\n", -1)) {
      InlineMarkup.bareLinks(part, number++, document);
    }
  }

  private boolean visit(Node node) {
    if (node instanceof Text words) {
      text.append(words.getLiteral());
    } else if (node instanceof Code code) {
      text.append('`').append(code.getLiteral()).append('`');
    } else if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
      text.append('\n');
      line++;
    } else if (node instanceof HtmlInline html) {
      if (html.getLiteral().regionMatches(true, 0, "<br", 0, 3)) {
        text.append(' ');
      }
      if (BLANK_TO_FILL.matcher(html.getLiteral()).matches()) {
        text.append(html.getLiteral());
      }
      HtmlText.hrefOf(html.getLiteral()).ifPresent(target -> document.link(target, "", line));
    } else if (node instanceof Image image) {
      document.link(image.getDestination(), "", line);
      return false;
    } else if (node instanceof Link link) {
      document.link(link.getDestination(), shown(link), line);
    }
    return true;
  }

  private static String shown(Node link) {
    StringBuilder shown = new StringBuilder();
    for (Node child = link.getFirstChild(); child != null; child = child.getNext()) {
      if (shown.length() > MOST_LINK_TEXT) {
        break;
      }
      if (child instanceof Text words) {
        shown.append(words.getLiteral());
      } else if (child instanceof Code code) {
        shown.append(code.getLiteral());
      } else if (child.getFirstChild() instanceof Text words) {
        shown.append(words.getLiteral());
      }
    }
    return shown.toString();
  }
}
