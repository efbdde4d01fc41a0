package io.github.pysecaudit.sast.marker;

import io.github.pysecaudit.python.syntax.Comment;
import io.github.pysecaudit.sast.rule.Extent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the statement a comment stands on, or the next one. */
public final class StatementLines {

  /** Lines from and to, both included. */
  record Lines(int from, int to) {}

  private static final int MAX_BACK = 200;

  private final List<Extent> extents;

  /** The statements of one file. */
  public StatementLines(List<Extent> extents) {
    this.extents = new ArrayList<>(extents);
    this.extents.sort(Comparator.comparingInt(Extent::first));
  }

  /** The lines a marker in this comment covers. */
  Lines covered(Comment comment) {
    int line = comment.line();
    int next = firstAfter(line);
    Lines best = null;
    for (int i = next - 1; i >= 0 && i >= next - MAX_BACK; i--) {
      Extent extent = extents.get(i);
      int last = comment.standsAlone() ? extent.last() : extent.reach();
      boolean smaller = best == null || extent.last() - extent.first() < best.to() - best.from();
      if (line <= last && smaller) {
        best = new Lines(extent.first(), Math.max(extent.last(), comment.standsAlone() ? 0 : line));
      }
    }
    if (best != null) {
      return best;
    }
    if (comment.standsAlone() && next < extents.size()) {
      Extent extent = extents.get(next);
      return new Lines(extent.first(), extent.last());
    }
    return new Lines(line, line);
  }

  /** Index of the first statement that begins after this line. */
  private int firstAfter(int line) {
    int low = 0;
    int high = extents.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (extents.get(middle).first() <= line) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
