package io.github.pysecaudit.python.metadata;

import java.io.IOException;

/** A limit of {@link ArchiveLimits} is reached; the message says which. */
final class ArchiveLimitException extends IOException {
  private static final long serialVersionUID = 1L;

  /** True if nothing more is read at all, false if only the entry at hand is given up. */
  private final boolean everything;

  ArchiveLimitException(String message, boolean everything) {
    super(message);
    this.everything = everything;
  }

  boolean endsEverything() {
    return everything;
  }
}
