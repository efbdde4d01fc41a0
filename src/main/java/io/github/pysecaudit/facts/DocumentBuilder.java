package io.github.pysecaudit.facts;

import io.github.pysecaudit.facts.Document.Block;
import io.github.pysecaudit.facts.Document.Kind;
import io.github.pysecaudit.facts.Document.Link;
import io.github.pysecaudit.facts.Document.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** Collects headings, blocks and links of one document in order. */
final class DocumentBuilder {
  private static final int MOST_CELL = 8_000;

  /** More headings than any document has; looking for one among them takes time. */
  private static final int MOST_SECTIONS = 5_000;

  private final String path;
  private final IntUnaryOperator lines;
  private final List<Section> sections = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final List<String> trail = new ArrayList<>();
  private final List<Integer> levels = new ArrayList<>();
  private List<Block> blocks = new ArrayList<>();
  private String heading = "";
  private int level;
  private int headingLine = 1;

  DocumentBuilder(String path) {
    this(path, line -> line);
  }

  /**
   * A builder for text that was taken out of another file.
   *
   * @param lines from a line of the text to the line of the file; both start at 1
   */
  DocumentBuilder(String path, IntUnaryOperator lines) {
    this.path = path;
    this.lines = lines;
  }

  void heading(int newLevel, String text, int line) {
    closeSection();
    while (!levels.isEmpty() && levels.get(levels.size() - 1) >= newLevel) {
      levels.remove(levels.size() - 1);
      trail.remove(trail.size() - 1);
    }
    heading = text.replaceAll("\\s+", " ").strip();
    level = newLevel;
    headingLine = lines.applyAsInt(line);
  }

  void block(Kind kind, String text, int line) {
    String visible = text.stripTrailing();
    if (!visible.isBlank()) {
      blocks.add(new Block(kind, visible, lines.applyAsInt(line), List.of()));
    }
  }

  /** A table row or a definition. */
  void cells(Kind kind, List<String> cells, int line) {
    String text = String.join(kind == Kind.DEFINITION ? ": " : " | ", cells);
    if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
      blocks.add(
          new Block(
              kind, text, lines.applyAsInt(line), cells.stream().map(String::strip).toList()));
    }
  }

  void link(String target, String text, int line) {
    Link link = new Link(target, text.strip(), lines.applyAsInt(line));
    boolean again =
        text.isEmpty()
            && links.stream()
                .skip(Math.max(0, links.size() - 20))
                .anyMatch(l -> l.target().equals(target) && l.line() == link.line());
    if (!again) {
      links.add(link);
    }
  }

  Document build() {
    closeSection();
    if (sections.size() > MOST_SECTIONS) {
      return Document.unreadable(
          path, path + " has more than " + MOST_SECTIONS + " headings and was not read");
    }
    return new Document(path, sections, links, Optional.empty());
  }

  /** A table cell with one more line of text; a cell that is long already stays as it is. */
  static String joined(String cell, String more) {
    return cell.length() > MOST_CELL ? cell : (cell.strip() + " " + more.strip()).strip();
  }

  private void closeSection() {
    if (level > 0 || !blocks.isEmpty()) {
      sections.add(new Section(heading, level, headingLine, List.copyOf(trail), blocks));
    }
    if (level > 0) {
      trail.add(heading);
      levels.add(level);
    }
    blocks = new ArrayList<>();
    heading = "";
    level = 0;
  }
}
