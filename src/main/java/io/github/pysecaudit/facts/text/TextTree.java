package io.github.pysecaudit.facts.text;

import java.util.List;

/** A tree of files of which the readers see paths, texts and modes, and nothing else. */
public interface TextTree {

  /** The paths of all files of the project, sorted, with forward slashes. */
  List<String> paths();

  /** Whether this path is among {@link #paths()}. */
  boolean has(String path);

  /**
   * The text of a file, bounded. Never throws for what is wrong with the file; a file that is
   * missing, too large or not a text is a text with a problem.
   */
  Text text(String path);

  /** The POSIX mode bits of a file, or -1 where they are not known. */
  int mode(String path);
}
