package io.github.pysecaudit.facts;

import java.time.Instant;
import java.util.Objects;

/**
 * One regular file of a repository.
 *
 * @param path relative to the root, with forward slashes; characters that are not valid Unicode are
 *     replaced
 * @param size length in bytes when the tree was walked
 * @param modified last modification
 * @param mode POSIX mode bits such as {@code 0644}, with set-id bits, or -1 where the file system
 *     has none
 */
public record RepositoryFile(String path, long size, Instant modified, int mode) {
  public RepositoryFile {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(modified, "modified");
  }

  /** The last part of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The folder it lies in, without a slash at the end; empty for the root. */
  public String folder() {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** Whether any execute bit is set. */
  public boolean isExecutable() {
    return mode > 0 && (mode & 0111) != 0;
  }
}
