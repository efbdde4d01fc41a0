package io.github.pysecaudit.python.metadata;

import java.util.List;

/**
 * Sees the entries of an archive and of the archives within it, in their order. One visitor is used
 * by one thread.
 */
public interface ArchiveVisitor {

  /** Is the content of this file wanted? Asked once per entry of kind FILE, and for links. */
  default boolean wants(ArchiveEntry entry) {
    return false;
  }

  /** Should this entry, an archive by its name, be opened and its entries visited? */
  default boolean opens(ArchiveEntry entry) {
    return true;
  }

  /** An entry was passed, whether its content is wanted or not. */
  default void entry(ArchiveEntry entry) {}

  /**
   * The whole content of a wanted entry. It is not called where the content could not be read in
   * full: then there is a problem in the reading.
   */
  default void content(ArchiveEntry entry, byte[] content) {}

  /** The header of a gzip member: its time stamp in seconds since 1970, 0 if none. */
  default void gzipTime(String archive, long seconds) {}

  /** One pass for several visitors. */
  static ArchiveVisitor all(List<ArchiveVisitor> visitors) {
    return new ArchiveVisitors(visitors);
  }
}
