package io.github.pysecaudit.python.syntax;

/**
 * Where a node stands in its source.
 *
 * @param line first line, counted from 1
 * @param column first column, counted from 1 in UTF-16 units; on an ASCII line one more than
 *     CPython's {@code col_offset}, which counts UTF-8 bytes from 0
 * @param endLine line of the last character, counted from 1
 * @param endColumn column after the last character
 */
public record Span(int line, int column, int endLine, int endColumn) {

  /** The span from the start of this one to the end of {@code last}. */
  public Span to(Span last) {
    return new Span(line, column, last.endLine, last.endColumn);
  }

  /** Does a position lie inside? The end is exclusive. */
  public boolean contains(int atLine, int atColumn) {
    boolean afterStart = atLine > line || atLine == line && atColumn >= column;
    return afterStart && (atLine < endLine || atLine == endLine && atColumn < endColumn);
  }
}
