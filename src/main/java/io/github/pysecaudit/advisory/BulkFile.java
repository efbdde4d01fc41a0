package io.github.pysecaudit.advisory;

import io.github.pysecaudit.remote.LeftBehind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A bulk file on disk, and how old its data is: the time at which it was last seen to be what the
 * server offers, or else the time of the file.
 *
 * @param zip the file
 * @param size in bytes
 * @param modified time of the file
 * @param current when its content was known to be current
 */
record BulkFile(Path zip, long size, Instant modified, Instant current) {
  private static final String STATE_FORMAT = "osv-bulk-1";
  private static final Duration SKEW = Duration.ofHours(1);

  /** The file, if it is one. */
  static Optional<BulkFile> at(Path zip) {
    try {
      if (!Files.isRegularFile(zip)) {
        return Optional.empty();
      }
      Instant modified = Files.getLastModifiedTime(zip).toInstant();
      long size = Files.size(zip);
      return Optional.of(
          new BulkFile(zip, size, modified, checked(zip, size, modified).orElse(modified)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The age of the data; empty if the file is from the future, so that nothing is known. */
  Optional<Duration> age(Instant now) {
    Duration age = Duration.between(current, now);
    if (age.compareTo(SKEW.negated()) < 0) {
      return Optional.empty();
    }
    return Optional.of(age.isNegative() ? Duration.ZERO : age);
  }

  /** Notes that the file is now what the server offers. */
  static void markCurrent(Path zip, Instant now) throws IOException {
    BulkFile file = at(zip).orElseThrow(() -> new IOException("The file is not there: " + zip));
    String state =
        String.join(
            "\t",
            STATE_FORMAT,
            Long.toString(file.size()),
            Long.toString(file.modified().toEpochMilli()),
            Long.toString(now.toEpochMilli()));
    writeAtomically(state(zip), state.getBytes(StandardCharsets.UTF_8));
  }

  /** The CRC32C of the file, as the server states it. */
  static long crc32c(Path file) throws IOException {
    CRC32C crc = new CRC32C();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] block = new byte[1 << 16];
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        crc.update(block, 0, n);
      }
    }
    return crc.getValue();
  }

  /** Writes beside the place and moves there in one step. */
  static void writeAtomically(Path target, byte[] bytes) throws IOException {
    Path folder = Files.createDirectories(target.getParent());
    LeftBehind.sweep(folder, Instant.now(), BulkFile::isUnfinished);
    Path temporary = Files.createTempFile(folder, ".", ".tmp");
    try {
      Files.write(temporary, bytes);
      move(temporary, target);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Whether a file of this name is one that was to become another, here or in a download. */
  static boolean isUnfinished(String name) {
    return name.startsWith(".")
        && (name.endsWith(".tmp")
            || name.endsWith(".part")
            || name.startsWith(".incoming") && name.endsWith(".zip"));
  }

  static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The note counts only for the very file it was made for. */
  private static Optional<Instant> checked(Path zip, long size, Instant modified) {
    try (InputStream in = Files.newInputStream(state(zip))) {
      List<String> fields =
          List.of(new String(in.readNBytes(200), StandardCharsets.UTF_8).strip().split("\t", -1));
      boolean ours =
          fields.size() == 4
              && fields.get(0).equals(STATE_FORMAT)
              && fields.get(1).equals(Long.toString(size))
              && fields.get(2).equals(Long.toString(modified.toEpochMilli()));
      return ours
          ? Optional.of(Instant.ofEpochMilli(Long.parseLong(fields.get(3))))
          : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Path state(Path zip) {
    return zip.resolveSibling(zip.getFileName() + ".state");
  }
}
