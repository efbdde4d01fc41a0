package io.github.pysecaudit.sast.scan;

import java.util.Optional;

/** Remembers what files gave, by content and rules. Used by many threads at once. */
public interface ScanCache {

  /** What this content gave before; empty if it is not known. */
  Optional<FileScan> find(String key);

  /** Remembers what a content gave. */
  void store(String key, FileScan scan);

  /** Writes everything down that this run used; the end of a run. Never throws. */
  default void save() {}

  /** A cache that remembers nothing. */
  static ScanCache none() {
    return new ScanCache() {
      @Override
      public Optional<FileScan> find(String key) {
        return Optional.empty();
      }

      @Override
      public void store(String key, FileScan scan) {
        // This cache remembers nothing.
      }
    };
  }
}
