package io.github.pysecaudit.facts;

import java.util.Objects;

/**
 * Something in the tree that was not looked at.
 *
 * @param path relative to the root
 * @param kind why, as a class
 * @param reason why, in words
 */
public record LeftOut(String path, Kind kind, String reason) {

  /**
   * {@code BY_RULE} is no loss (ignored by git, a virtual environment, build output); the others
   * are.
   */
  public enum Kind {
    BY_RULE,
    UNREADABLE,
    OUTSIDE,
    LIMIT
  }

  public LeftOut {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(reason, "reason");
  }
}
