package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Dependency;
import java.util.List;
import java.util.Objects;

/**
 * What rewriting the pins of one file comes to.
 *
 * @param path the file, repository-relative
 * @param content the new content, or the old one if nothing changes; not to be changed
 * @param diff the changes as a unified diff, or empty text
 * @param pinned the requirements that change
 * @param refused the requirements that are not exact and stay as they are
 */
@SuppressWarnings("ArrayRecordComponent")
public record PinRewriting(
    String path, byte[] content, String diff, List<Pinned> pinned, List<Refused> refused) {
  public PinRewriting {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(content, "content");
    Objects.requireNonNull(diff, "diff");
    pinned = List.copyOf(pinned);
    refused = List.copyOf(refused);
  }

  /** A requirement and the version it is pinned to. */
  public record Pinned(Dependency dependency, String version) {}

  /** A requirement and, as a full sentence, why it is not rewritten. */
  public record Refused(Dependency dependency, String reason) {}

  /** Is there anything to write? */
  public boolean changes() {
    return !pinned.isEmpty();
  }
}
