package io.github.pysecaudit.python.metadata;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Do the entries of an archive come in an order that follows from their names? Build tools use
 * three: by name, by folder for folder, and by folder with its files before its folders.
 */
final class EntryOrder {
  private static final List<Comparator<String>> ORDERS =
      List.of(
          Comparator.naturalOrder(),
          (left, right) -> compareParts(left, right, false),
          (left, right) -> compareParts(left, right, true));

  private final boolean[] broken = new boolean[3];
  private String last = "";
  private Optional<String> first = Optional.empty();

  /** The next file. */
  void next(String name) {
    boolean any = false;
    for (int i = 0; i < broken.length; i++) {
      broken[i] |= !last.isEmpty() && ORDERS.get(i).compare(last, name) > 0;
      any |= !broken[i];
    }
    if (!any && first.isEmpty()) {
      first = Optional.of(name);
    }
    last = name;
  }

  /** The file at which no order is left that could explain it. */
  Optional<String> firstOutOfOrder() {
    return first;
  }

  private static int compareParts(String left, String right, boolean filesFirst) {
    int at = 0;
    while (true) {
      int leftEnd = left.indexOf('/', at);
      int rightEnd = right.indexOf('/', at);
      if (filesFirst && leftEnd < 0 != rightEnd < 0) {
        return leftEnd < 0 ? -1 : 1;
      }
      String one = leftEnd < 0 ? left.substring(at) : left.substring(at, leftEnd);
      String other = rightEnd < 0 ? right.substring(at) : right.substring(at, rightEnd);
      int order = one.compareTo(other);
      if (order != 0) {
        return order;
      }
      if (leftEnd < 0 || rightEnd < 0) {
        return Boolean.compare(leftEnd >= 0, rightEnd >= 0);
      }
      at = leftEnd + 1;
    }
  }
}
