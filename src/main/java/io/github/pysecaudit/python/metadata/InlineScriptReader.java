package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the {@code # /// script} block of a single-file script (PEP 723). */
public final class InlineScriptReader {
  private static final String START = "# /// script";
  private static final String END = "# ///";
  private static final Pattern ANY_START = Pattern.compile("# /// [a-zA-Z0-9-]{1,100}");

  private record Block(int firstLine, String toml) {}

  private InlineScriptReader() {}

  /** Reads a script; nothing is found, and nothing is wrong, if it has no such block. */
  public static MetadataReading read(String path, byte[] content) {
    ReadingBuilder found = new ReadingBuilder();
    List<Block> blocks =
        FileText.declared(path, content, found::problem)
            .map(text -> blocks(text.lines().toList()))
            .orElse(List.of());
    if (blocks.isEmpty()) {
      return found.reading();
    }
    found.read(path);
    if (blocks.size() > 1) {
      found.problem(
          Place.line(path, blocks.get(1).firstLine() - 1),
          "The script "
              + path
              + " has more than one block \""
              + START
              + "\"; installers refuse it.",
          PinReason.UNPARSEABLE);
    }
    for (Block block : blocks) {
      TomlDocument.embedded(path, block.toml(), block.firstLine(), 3, found::problem)
          .ifPresent(document -> PyprojectReader.script(document, found));
    }
    return found.reading();
  }

  /** Blocks of any type, of which only those of type script count. */
  private static List<Block> blocks(List<String> lines) {
    List<Block> blocks = new ArrayList<>();
    int line = 0;
    while (line < lines.size()) {
      if (!ANY_START.matcher(lines.get(line)).matches()) {
        line++;
        continue;
      }
      int end = endOf(lines, line);
      if (end < 0) {
        line++;
        continue;
      }
      if (lines.get(line).equals(START)) {
        blocks.add(new Block(line + 2, toml(lines.subList(line + 1, end))));
      }
      line = end + 1;
    }
    return blocks;
  }

  /** The last closing line of the comment that follows; there must be a line in between. */
  private static int endOf(List<String> lines, int start) {
    int end = -1;
    for (int i = start + 1; i < lines.size() && isComment(lines.get(i)); i++) {
      if (lines.get(i).equals(END) && i > start + 1) {
        end = i;
      }
    }
    return end;
  }

  private static boolean isComment(String line) {
    return line.equals("#") || line.startsWith("# ");
  }

  private static String toml(List<String> comment) {
    StringBuilder toml = new StringBuilder();
    comment.forEach(line -> toml.append(line.length() > 2 ? line.substring(2) : "").append('\n'));
    return toml.toString();
  }
}
