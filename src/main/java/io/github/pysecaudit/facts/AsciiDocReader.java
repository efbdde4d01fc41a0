package io.github.pysecaudit.facts;

import io.github.pysecaudit.facts.Document.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads AsciiDoc as far as a reader sees it: titles, paragraphs, lists, labelled lists, tables.
 * Listings, literal blocks, comments and passthroughs are left out.
 */
final class AsciiDocReader {
  private static final Pattern TITLE =
      Pattern.compile("(={1,6}|#{1,6})\\s+(\\S.*?)(?:\\s+=+)?\\s*");
  private static final Pattern ITEM =
      Pattern.compile("\\s*(?:[*]{1,5}|-|[.]{1,5}|\\d{1,4}[.])\\s+(\\S.*)");
  private static final Pattern LABELLED =
      Pattern.compile("\\s*(\\S.{0,300}?)(?:::{1,3}|;;)(?:\\s+(.*))?");
  private static final Pattern HIDDEN_FENCE = Pattern.compile("-{4,}|\\.{4,}|/{4,}|\\+{4,}|```.*");
  private static final Pattern SHOWN_FENCE = Pattern.compile("={4,}|\\*{4,}|_{4,}|--");
  private static final Pattern DROPPED =
      Pattern.compile(
          "//(?!/).*|\\[[^\\]]*\\]\\s*|:!?[\\w-]+!?:.*|(?:include|image|ifdef|ifndef|ifeval|endif|toc)::.*"
              + "|<<<|'''|\\+");

  private final String[] lines;
  private final DocumentBuilder document;
  private final StringBuilder text = new StringBuilder();
  private Kind kind = Kind.PARAGRAPH;
  private int start;

  private AsciiDocReader(String[] lines, DocumentBuilder document) {
    this.lines = lines;
    this.document = document;
  }

  static Document read(String path, String text) {
    DocumentBuilder document = new DocumentBuilder(path);
    new AsciiDocReader(text.split("\n", -1), document).read();
    return document.build();
  }

  private void read() {
    int i = 0;
    while (i < lines.length) {
      String line = lines[i].stripTrailing();
      Matcher title = TITLE.matcher(line);
      if (line.isBlank()
          || SHOWN_FENCE.matcher(line).matches()
          || DROPPED.matcher(line).matches()) {
        flush();
        i++;
      } else if (HIDDEN_FENCE.matcher(line).matches()) {
        flush();
        i = afterFence(i, line.startsWith("```") ? "```" : line);
      } else if (line.startsWith("|===") || line.startsWith("!===")) {
        flush();
        i = table(i + 1, line);
      } else if (title.matches()) {
        flush();
        document.heading(title.group(1).length(), inline(title.group(2), i), i + 1);
        i++;
      } else {
        line(line, i);
        i++;
      }
    }
    flush();
  }

  private void line(String line, int i) {
    Matcher item = ITEM.matcher(line);
    Matcher labelled = LABELLED.matcher(line);
    if (item.matches()) {
      flush();
      begin(Kind.LIST_ITEM, i);
      text.append(inline(item.group(1), i));
    } else if (!line.contains("://") && labelled.matches()) {
      flush();
      labelled(labelled, i);
    } else if (text.length() == 0 && line.startsWith(" ")) {
      // An indented paragraph is literal text.
      return;
    } else if (text.length() == 0 && line.startsWith(".") && !line.startsWith(". ")) {
      document.block(Kind.PARAGRAPH, inline(line.substring(1), i), i + 1);
    } else {
      if (text.length() == 0) {
        begin(Kind.PARAGRAPH, i);
      } else {
        text.append('\n');
      }
      text.append(inline(line.strip(), i));
    }
  }

  private void labelled(Matcher labelled, int i) {
    String term = inline(labelled.group(1), i);
    StringBuilder definition =
        new StringBuilder(labelled.group(2) == null ? "" : inline(labelled.group(2), i));
    int k = i + 1;
    while (k < lines.length
        && !lines[k].isBlank()
        && !LABELLED.matcher(lines[k]).matches()
        && !ITEM.matcher(lines[k]).matches()) {
      definition.append(' ').append(inline(lines[k].strip(), k));
      lines[k] = "";
      k++;
    }
    document.cells(Kind.DEFINITION, List.of(term, definition.toString()), i + 1);
  }

  private int table(int from, String fence) {
    int i = from;
    boolean headerPossible = true;
    int columns = 0;
    List<String> cells = new ArrayList<>();
    int first = from;
    while (i < lines.length && !lines[i].strip().equals(fence.strip())) {
      String line = lines[i].strip();
      if (!line.isEmpty() && line.startsWith("|")) {
        List<String> parts = new ArrayList<>();
        for (String part : line.substring(1).split("\\|", -1)) {
          parts.add(inline(part.strip(), i));
        }
        if (columns == 0 && parts.size() > 1) {
          columns = parts.size();
        }
        if (!cells.isEmpty() && cells.size() >= Math.max(columns, 1)) {
          row(cells, first, headerPossible);
          headerPossible = false;
          cells = new ArrayList<>();
        }
        if (cells.isEmpty()) {
          first = i;
        }
        cells.addAll(parts);
      } else if (!line.isEmpty() && !cells.isEmpty()) {
        int last = cells.size() - 1;
        cells.set(last, DocumentBuilder.joined(cells.get(last), inline(line, i)));
      } else if (line.isEmpty() && !cells.isEmpty() && columns == 0) {
        columns = cells.size();
      }
      i++;
    }
    if (!cells.isEmpty()) {
      row(cells, first, false);
    }
    return i + 1;
  }

  private void row(List<String> cells, int index, boolean header) {
    document.cells(header ? Kind.TABLE_HEADER : Kind.TABLE_ROW, cells, index + 1);
  }

  private int afterFence(int i, String fence) {
    int k = i + 1;
    while (k < lines.length && !lines[k].stripTrailing().equals(fence)) {
      k++;
    }
    return k + 1;
  }

  private void begin(Kind what, int i) {
    kind = what;
    start = i + 1;
  }

  private void flush() {
    if (text.length() > 0) {
      document.block(kind, text.toString(), start);
      text.setLength(0);
    }
    kind = Kind.PARAGRAPH;
  }

  private String inline(String line, int index) {
    return InlineMarkup.asciidoc(line, index + 1, document);
  }
}
