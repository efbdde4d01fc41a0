package io.github.pysecaudit.python.metadata;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One record of a zip's central directory (PKWARE APPNOTE 4.3.12).
 *
 * @param offset of the local header from the start of the bytes, any prefix of the zip included
 * @param seconds the UTC modification time of the extended timestamp field, if it has one
 */
record ZipRecord(
    String name,
    byte[] rawName,
    int madeBy,
    int flags,
    int method,
    int dosTime,
    int dosDate,
    long crc,
    long compressed,
    long size,
    long attributes,
    long offset,
    Optional<Long> seconds) {

  static final int STORED = 0;
  static final int DEFLATED = 8;
  static final int BZIP2 = 12;

  private static final int UNIX = 3;
  private static final int MACINTOSH_X = 19;

  boolean encrypted() {
    return (flags & 1) != 0;
  }

  ArchiveEntry entry(String archive, int depth, int index) {
    OptionalInt mode = mode();
    return new ArchiveEntry(
        archive,
        name,
        kind(mode),
        depth,
        index,
        OptionalLong.of(size),
        mode,
        time(),
        seconds.map(Instant::ofEpochSecond),
        Optional.empty(),
        Optional.empty());
  }

  private OptionalInt mode() {
    int system = madeBy >> 8;
    int mode = (int) (attributes >>> 16);
    return (system == UNIX || system == MACINTOSH_X) && mode != 0
        ? OptionalInt.of(mode)
        : OptionalInt.empty();
  }

  private ArchiveEntry.Kind kind(OptionalInt mode) {
    if (name.endsWith("/")) {
      return ArchiveEntry.Kind.DIRECTORY;
    }
    return switch (mode.orElse(0) & 0170000) {
      case 0120000 -> ArchiveEntry.Kind.LINK;
      case 0020000, 0060000, 0010000, 0140000 -> ArchiveEntry.Kind.SPECIAL;
      default -> ArchiveEntry.Kind.FILE;
    };
  }

  private Optional<LocalDateTime> time() {
    try {
      return Optional.of(
          LocalDateTime.of(
              1980 + (dosDate >> 9),
              dosDate >> 5 & 15,
              dosDate & 31,
              dosTime >> 11,
              dosTime >> 5 & 63,
              (dosTime & 31) * 2));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
