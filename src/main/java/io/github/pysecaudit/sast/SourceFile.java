package io.github.pysecaudit.sast;

import java.io.IOException;
import java.util.Objects;

/**
 * One file of Python source for the scanner.
 *
 * @param path how reports name it: relative to the repository, with forward slashes; for a file in
 *     an archive the archive's path, {@code !/} and the path inside
 * @param test whether it is test code
 * @param content reads its bytes; asked once, from a thread of the scanner
 */
public record SourceFile(String path, boolean test, Content content) {

  /** Reads the bytes of a file. */
  @FunctionalInterface
  public interface Content {
    /**
     * The bytes.
     *
     * @throws IOException if they cannot be read; the file is then reported as not scanned
     */
    byte[] read() throws IOException;
  }

  public SourceFile {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(content, "content");
  }

  /** A file whose bytes are at hand. */
  public static SourceFile of(String path, boolean test, byte[] bytes) {
    return new SourceFile(path, test, () -> bytes);
  }
}
