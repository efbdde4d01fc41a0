package io.github.pysecaudit.python.syntax;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * The tokens of one file in arrays, with the text they point into. Tokens behind the last are
 * {@link TokenKind#END}.
 */
final class Tokens {

  private static final int NAME_SLOTS = 1024;

  final char[] text;
  byte[] kinds;
  int[] starts;
  int[] ends;
  int[] lines;
  int size;

  private int[] lineStarts = new int[256];
  private int lineCount;

  /** The last name seen in each slot; bounded, so that no choice of names makes it slow. */
  private final String[] names = new String[NAME_SLOTS];

  /**
   * @param text the source, with at least four NUL characters behind its end
   */
  Tokens(char[] text) {
    this.text = text;
    int estimate = text.length / 4 + 16;
    kinds = new byte[estimate];
    starts = new int[estimate];
    ends = new int[estimate];
    lines = new int[estimate];
    startLine(0);
  }

  void add(int kind, int start, int end, int line) {
    int at = size;
    if (at + 4 > kinds.length) {
      grow();
    }
    kinds[at] = (byte) kind;
    starts[at] = start;
    ends[at] = end;
    lines[at] = line;
    size = at + 1;
  }

  private void grow() {
    int capacity = kinds.length + (kinds.length >> 1);
    kinds = Arrays.copyOf(kinds, capacity);
    starts = Arrays.copyOf(starts, capacity);
    ends = Arrays.copyOf(ends, capacity);
    lines = Arrays.copyOf(lines, capacity);
  }

  /** A physical line starts at this offset. */
  void startLine(int offset) {
    if (lineCount == lineStarts.length) {
      lineStarts = Arrays.copyOf(lineStarts, lineCount * 2);
    }
    lineStarts[lineCount++] = offset;
  }

  /** Number of physical lines; one that is empty at the end of the file does not count. */
  int lineCount(int length) {
    return lineCount > 1 && lineStarts[lineCount - 1] == length ? lineCount - 1 : lineCount;
  }

  int lineStart(int line) {
    return lineStarts[line - 1];
  }

  int column(int token) {
    return starts[token] - lineStarts[lines[token] - 1] + 1;
  }

  /** From the start of one token to the end of another. */
  Span span(int first, int last) {
    int line = lines[first];
    int endLine = lineOfEnd(last);
    return new Span(
        line,
        starts[first] - lineStarts[line - 1] + 1,
        endLine,
        ends[last] - lineStarts[endLine - 1] + 1);
  }

  /** From the end of one token to the start of another. */
  Span spanBetween(int before, int after) {
    Span first = span(before, before);
    Span last = span(after, after);
    return new Span(first.endLine(), first.endColumn(), last.line(), last.column());
  }

  /** From the start of the file to its last token. */
  Span wholeSpan() {
    int end = size - 1;
    return new Span(1, 1, lines[end], column(end));
  }

  private int lineOfEnd(int token) {
    int line = lines[token];
    int end = ends[token];
    return line < lineCount && lineStarts[line] <= end ? lineOf(end) : line;
  }

  private int lineOf(int offset) {
    int found = Arrays.binarySearch(lineStarts, 0, lineCount, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** The text between two offsets. */
  String text(int start, int end) {
    return new String(text, start, end - start);
  }

  /** The text of a name, normalised as the language demands (NFKC), or of a number. */
  String word(int token) {
    int start = starts[token];
    int end = ends[token];
    int hash = 0;
    int all = 0;
    for (int i = start; i < end; i++) {
      char c = text[i];
      hash = hash * 31 + c;
      all |= c;
    }
    int slot = (hash ^ hash >>> 10 ^ hash >>> 20) & NAME_SLOTS - 1;
    String known = names[slot];
    if (known != null && isText(known, start, end)) {
      return known;
    }
    String word = new String(text, start, end - start);
    if (all >= 128) {
      return Normalizer.normalize(word, Normalizer.Form.NFKC);
    }
    names[slot] = word;
    return word;
  }

  private boolean isText(String word, int start, int end) {
    int length = end - start;
    if (word.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (word.charAt(i) != text[start + i]) {
        return false;
      }
    }
    return true;
  }

  /** Is this token a name with exactly this text? */
  boolean isName(int token, String word) {
    return kinds[token] == TokenKind.NAME && isText(word, starts[token], ends[token]);
  }
}
