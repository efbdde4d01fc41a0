package io.github.pysecaudit.facts;

import io.github.pysecaudit.facts.Document.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads plain text by its layout: underlined, numbered and capital lines on their own are headings,
 * dashes are list items, the rest is paragraphs.
 */
final class PlainTextReader {
  private static final Pattern ITEM = Pattern.compile("\\s*(?:[-*+•]|\\d{1,3}[.)])\\s+(\\S.*)");
  private static final Pattern HASHES = Pattern.compile("(#{1,6})\\s+(\\S.*?)\\s*#*");
  private static final Pattern NUMBERED =
      Pattern.compile("\\d{1,2}(?:\\.\\d{1,2})*\\.?\\s+\\p{Lu}.{1,70}");
  private static final Pattern UNDERLINE = Pattern.compile("={3,}|-{3,}|~{3,}|\\*{3,}");

  private final String[] lines;
  private final DocumentBuilder document;
  private final StringBuilder text = new StringBuilder();
  private Kind kind = Kind.PARAGRAPH;
  private int start;

  private PlainTextReader(String[] lines, DocumentBuilder document) {
    this.lines = lines;
    this.document = document;
  }

  static Document read(String path, String text) {
    DocumentBuilder document = new DocumentBuilder(path);
    new PlainTextReader(text.split("\n", -1), document).read();
    return document.build();
  }

  private void read() {
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      Matcher item = ITEM.matcher(lines[i]);
      if (line.isEmpty() || UNDERLINE.matcher(line).matches()) {
        flush();
      } else if (isHeading(i, line)) {
        flush();
        Matcher hashes = HASHES.matcher(line);
        boolean marked = hashes.matches();
        document.heading(
            marked ? hashes.group(1).length() : underlineLevel(i),
            marked ? hashes.group(2) : line,
            i + 1);
      } else {
        if (item.matches()) {
          flush();
          kind = Kind.LIST_ITEM;
        }
        if (text.length() == 0) {
          start = i + 1;
        } else {
          text.append('\n');
        }
        text.append(item.matches() ? item.group(1) : line);
        InlineMarkup.bareLinks(line, i + 1, document);
      }
    }
    flush();
  }

  private boolean isHeading(int i, String line) {
    if (line.length() > 80) {
      return false;
    }
    if (HASHES.matcher(line).matches() || isUnderlined(i)) {
      return true;
    }
    boolean alone = isBlank(i - 1) && isBlank(i + 1);
    boolean capital =
        line.equals(line.toUpperCase(java.util.Locale.ROOT)) && Document.words(line) > 0;
    return alone
        && (capital || line.endsWith(":") || NUMBERED.matcher(line).matches())
        && !line.endsWith(".");
  }

  private boolean isUnderlined(int i) {
    return i + 1 < lines.length
        && UNDERLINE.matcher(lines[i + 1].strip()).matches()
        && isBlank(i - 1);
  }

  private int underlineLevel(int i) {
    return isUnderlined(i) && lines[i + 1].strip().startsWith("=") ? 1 : 2;
  }

  private boolean isBlank(int i) {
    return i < 0 || i >= lines.length || lines[i].isBlank();
  }

  private void flush() {
    document.block(kind, text.toString(), Math.max(start, 1));
    text.setLength(0);
    kind = Kind.PARAGRAPH;
  }
}
