package io.github.pysecaudit.facts;

import java.util.Objects;
import java.util.Optional;

/**
 * What was read of a file, bounded.
 *
 * @param bytes what was read, possibly empty
 * @param problem why this is not all of the file (missing, unreadable, larger than the bound), or
 *     empty if it is
 */
public record Content(byte[] bytes, Optional<String> problem) {
  public Content {
    Objects.requireNonNull(bytes, "bytes");
    Objects.requireNonNull(problem, "problem");
  }

  public static Content of(byte[] bytes) {
    return new Content(bytes, Optional.empty());
  }

  public static Content failed(String problem) {
    return new Content(new byte[0], Optional.of(problem));
  }

  /** Whether all of the file was read. */
  public boolean isComplete() {
    return problem.isEmpty();
  }
}
