package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Place;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/** Collects what went wrong in one reading, up to a bound. */
final class ArchiveProblems {
  private static final int MOST = 100;
  private static final int LONGEST = 300;

  private final List<ArchiveProblem> problems = new ArrayList<>();
  private boolean complete = true;
  private int more;

  /** Something was not read: the reading is not complete. */
  void unread(String place, IOException cause) {
    complete = false;
    add(place, "was not fully read: " + reason(cause), true);
  }

  /** The JDK's streams end in an EOFException without words, or in "Unexpected end of ZLIB…". */
  private static String reason(IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (cause instanceof EOFException
        && (cause.getMessage() == null || cause.getMessage().startsWith("Unexpected end"))) {
      return "it is cut off";
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  /** Something looks wrong, but everything was read. */
  void suspicious(String place, String message) {
    add(place, message, false);
  }

  private void add(String place, String message, boolean unread) {
    if (problems.size() >= MOST) {
      more++;
      return;
    }
    String name = printable(place);
    problems.add(
        new ArchiveProblem(Place.file(name), name + " " + printable(message) + ".", unread));
  }

  ArchiveReading reading(ArchiveBudget budget) {
    List<ArchiveProblem> all = new ArrayList<>(problems);
    if (more > 0) {
      all.add(
          new ArchiveProblem(Place.nowhere(), more + " more problems are not listed.", !complete));
    }
    return new ArchiveReading(budget.entries(), budget.bytes(), complete, all);
  }

  private static String printable(String text) {
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return cut.replaceAll("\\p{Cntrl}", "\uFFFD");
  }
}
