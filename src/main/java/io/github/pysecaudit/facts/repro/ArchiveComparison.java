package io.github.pysecaudit.facts.repro;

import java.util.Objects;
import java.util.Optional;

/**
 * Two builds of the same file, compared byte for byte.
 *
 * @param file the name of the file
 * @param identical whether all bytes are the same
 * @param difference the first difference, if they are not
 */
public record ArchiveComparison(String file, boolean identical, Optional<Difference> difference) {

  /**
   * Where two builds differ first.
   *
   * @param entry the entry of the archive; empty if the difference is outside of any entry
   * @param what what differs, with both values, in one line
   */
  public record Difference(String entry, String what) {}

  public ArchiveComparison {
    Objects.requireNonNull(file, "file");
    if (identical == difference.isPresent()) {
      throw new IllegalArgumentException("a difference if and only if the bytes differ: " + file);
    }
  }

  static ArchiveComparison same(String file) {
    return new ArchiveComparison(file, true, Optional.empty());
  }

  static ArchiveComparison differs(String file, String entry, String what) {
    return new ArchiveComparison(file, false, Optional.of(new Difference(entry, what)));
  }
}
