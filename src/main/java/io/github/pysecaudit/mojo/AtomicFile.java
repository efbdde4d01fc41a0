package io.github.pysecaudit.mojo;

import io.github.pysecaudit.remote.LeftBehind;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Files that come into being complete or not at all, also when the build is killed. A link at the
 * place of the file is replaced and not followed.
 */
final class AtomicFile {
  private static final Pattern RANDOM = Pattern.compile("[0-9a-f-]{36}\\.tmp");

  /** Writes the content of a file. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private AtomicFile() {}

  /**
   * Writes beside the file and moves over it; permissions of a file that was there are kept.
   *
   * @throws IOException if it cannot be written; the old file is untouched then
   */
  static void write(Path file, Content content) throws IOException {
    Path temporary = temporary(file);
    try {
      fill(temporary, file, content);
      move(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Writes beside the place of the file and moves there, unless something is there.
   *
   * @throws IOException if something is there, or if it cannot be written
   */
  static void create(Path file, Content content) throws IOException {
    Path temporary = temporary(file);
    try {
      fill(temporary, file, content);
      Files.move(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** The place beside the file; what earlier builds left there is removed. */
  private static Path temporary(Path file) {
    String start = "." + file.getFileName() + ".";
    Path folder = file.toAbsolutePath().getParent();
    LeftBehind.sweep(
        folder,
        Instant.now(),
        name -> name.startsWith(start) && RANDOM.matcher(name.substring(start.length())).matches());
    return folder.resolve(start + UUID.randomUUID() + ".tmp");
  }

  private static void fill(Path temporary, Path file, Content content) throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW))) {
      keepPermissions(file, temporary);
      content.writeTo(out);
    }
  }

  private static void keepPermissions(Path file, Path temporary) throws IOException {
    PosixFileAttributeView before =
        Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (before != null && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      Files.setPosixFilePermissions(temporary, before.readAttributes().permissions());
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
