package io.github.pysecaudit.facts;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a reader sees of one document: headings, paragraphs, list items, definitions, table rows and
 * links. Code blocks, comments and images are left out; code inside of a sentence stays, between
 * backquotes.
 *
 * @param path in the repository
 * @param sections in the order of the text; the first one has level 0 and holds what stands before
 *     any heading
 * @param links every link, in the order of the text
 * @param problem why the document could not be read, or not all of it
 */
public record Document(
    String path, List<Section> sections, List<Link> links, Optional<String> problem) {

  public Document {
    Objects.requireNonNull(path, "path");
    sections = List.copyOf(sections);
    links = List.copyOf(links);
    Objects.requireNonNull(problem, "problem");
  }

  /** A document that could not be read. */
  public static Document unreadable(String path, String problem) {
    return new Document(path, List.of(), List.of(), Optional.of(problem));
  }

  /** What a block of text is. */
  public enum Kind {
    PARAGRAPH,
    LIST_ITEM,
    /** A term and its definition; the cells are these two. */
    DEFINITION,
    TABLE_HEADER,
    TABLE_ROW
  }

  /**
   * A heading with the text up to the next heading of any level.
   *
   * @param heading its text; empty for the start of the document
   * @param level 1 for the title; 0 for the start of the document
   * @param line where it stands, starting at 1
   * @param trail the headings it lies under, outermost first, without its own
   */
  public record Section(
      String heading, int level, int line, List<String> trail, List<Block> blocks) {
    public Section {
      trail = List.copyOf(trail);
      blocks = List.copyOf(blocks);
    }

    /**
     * Whether both are the same section of one document; only what precedes headings has level 0.
     */
    private boolean isSame(Section other) {
      return line == other.line && level == other.level;
    }
  }

  /**
   * One block of text.
   *
   * @param text with a line break wherever the source has one
   * @param line of its first line, starting at 1
   * @param cells of a table row or a definition, else empty
   */
  public record Block(Kind kind, String text, int line, List<String> cells) {
    public Block {
      cells = List.copyOf(cells);
    }

    /** The source line of a position in {@link #text()}. */
    public int lineAt(int offset) {
      int breaks = 0;
      for (int i = 0; i < Math.min(offset, text.length()); i++) {
        if (text.charAt(i) == '\n') {
          breaks++;
        }
      }
      return line + breaks;
    }

    /** The text in one line. */
    public String flat() {
      return text.replaceAll("\\s+", " ").strip();
    }
  }

  /** A link: where it leads as written, and the text it is shown as. */
  public record Link(String target, String text, int line) {}

  /** By the path alone, so that no text is hashed. */
  @Override
  public int hashCode() {
    return path.hashCode();
  }

  /** All blocks in order. */
  public List<Block> blocks() {
    return sections.stream().flatMap(section -> section.blocks().stream()).toList();
  }

  /**
   * A section together with the ones below it.
   *
   * @param section one of {@link #sections()}
   */
  public List<Section> under(Section section) {
    int start = 0;
    while (!sections.get(start).isSame(section)) {
      start++;
    }
    int end = start + 1;
    while (end < sections.size() && sections.get(end).level() > section.level()) {
      end++;
    }
    return sections.subList(start, end);
  }

  /** The text of the first heading, if there is one. */
  public Optional<String> title() {
    return sections.stream()
        .filter(section -> section.level() > 0)
        .map(Section::heading)
        .findFirst();
  }

  /** Number of words in all blocks, addresses not counted. */
  public long words() {
    return blocks().stream().mapToLong(block -> words(block.text())).sum();
  }

  /** Number of words in a text: runs of characters with a letter in them that are no address. */
  static long words(String text) {
    return java.util.Arrays.stream(text.split("\\s+"))
        .filter(word -> !word.contains("://"))
        .filter(word -> word.codePoints().anyMatch(Character::isLetter))
        .count();
  }
}
