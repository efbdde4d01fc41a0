package io.github.pysecaudit.python.syntax;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what could not be read, up to {@link PythonParser#MAX_PROBLEMS}. */
final class Problems {

  private final List<Problem> found = new ArrayList<>();

  void add(int line, int column, String reason) {
    if (found.size() < PythonParser.MAX_PROBLEMS) {
      found.add(new Problem(line, column, reason));
    }
  }

  /** The problems by position. */
  List<Problem> sorted() {
    found.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
    return found;
  }
}
