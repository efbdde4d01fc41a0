package io.github.pysecaudit.remote;

import java.nio.file.Path;

/** Brings a large file to disk. {@link Http} is the real one; a test may use a lambda. */
@FunctionalInterface
public interface FileDownloader {

  /**
   * The target of the download, complete and moved into place at once, or the reason why it is not
   * there. A file that was there before stays until a complete one replaces it.
   */
  Lookup<Path> download(Download download);
}
