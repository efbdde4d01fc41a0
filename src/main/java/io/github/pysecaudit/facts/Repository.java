package io.github.pysecaudit.facts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files under one root: walked once, confined to the root, bounded and read-only. Paths are
 * relative to the root and use forward slashes. Nothing outside of the root is ever opened,
 * whatever links say.
 */
public interface Repository {

  /** The bound for documents and manifests, in bytes. */
  int TEXT_LIMIT = 8 << 20;

  /**
   * All files that belong to the project, sorted by path; build output, ignored files and
   * environments left out.
   */
  List<RepositoryFile> files();

  /** What the walk left out, and why. */
  List<LeftOut> leftOut();

  /** The file at this path, if the walk saw it. */
  Optional<RepositoryFile> file(String path);

  /**
   * Reads a file of the tree.
   *
   * @param path relative path; need not be among {@link #files()}, but must lie under the root
   * @param limit most bytes to read; a larger file gives a content with a problem and no bytes
   * @return the content; never throws for what is wrong with the file
   */
  Content read(String path, int limit);

  /**
   * Opens a file as a stream, for archives.
   *
   * @throws IOException if it cannot be opened or lies outside of the root
   */
  InputStream open(String path) throws IOException;

  /** The root on disk, if there is one. */
  default Optional<Path> root() {
    return Optional.empty();
  }

  /** Where this file lies on disk, for readers that need to seek; empty if it is not on disk. */
  default Optional<Path> onDisk(String path) {
    return Optional.empty();
  }

  /** Whether git keeps this file, so that it came with the sources and no build made it. */
  default boolean isTracked(String path) {
    return false;
  }

  /** Whether git ignores this path. */
  boolean isIgnored(String path);

  /** Reads a document or manifest with the usual bound. */
  default Content read(String path) {
    return read(path, TEXT_LIMIT);
  }
}
