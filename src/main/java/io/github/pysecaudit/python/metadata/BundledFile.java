package io.github.pysecaudit.python.metadata;

import java.util.Objects;

/**
 * A packaging file in an archive, a {@code pyproject.toml} say.
 *
 * @param path {@code outer.jar!/python/pyproject.toml}
 * @param content all of it; not to be changed
 * @param data whether it lies within the packages of a wheel or egg, or among tests or examples,
 *     where it is most likely data or a template and declares nothing
 */
@SuppressWarnings("ArrayRecordComponent")
public record BundledFile(String path, byte[] content, boolean data) {
  public BundledFile {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(content, "content");
  }

  /** The last part of its path. */
  public String fileName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
