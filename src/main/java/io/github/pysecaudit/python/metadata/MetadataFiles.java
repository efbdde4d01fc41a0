package io.github.pysecaudit.python.metadata;

import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * The files of the repository, as far as a reader may see them. It never leaves the root, whatever
 * path it is asked for.
 */
@FunctionalInterface
public interface MetadataFiles {

  /**
   * The content of a regular file.
   *
   * @param path repository-relative, with forward slashes and without {@code ..}
   * @return empty if there is no such file
   * @throws UncheckedIOException if it exists and cannot be read, or is larger than what is read
   */
  Optional<byte[]> read(String path);

  /** No files at all: includes are reported as missing. */
  static MetadataFiles none() {
    return path -> Optional.empty();
  }
}
