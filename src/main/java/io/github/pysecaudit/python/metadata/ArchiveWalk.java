package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.python.metadata.ArchiveEntry.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/** One pass over an archive and those within it. */
final class ArchiveWalk {
  /** Bytes of a nested zip that are asked of the memory at once. */
  private static final int PIECE = 1 << 15;

  private final ArchiveLimits limits;
  private final ArchiveVisitor visitor;
  private final ArchiveBudget budget;
  private final ArchiveProblems problems;

  ArchiveWalk(
      ArchiveLimits limits,
      ArchiveVisitor visitor,
      ArchiveBudget budget,
      ArchiveProblems problems) {
    this.limits = limits;
    this.visitor = visitor;
    this.budget = budget;
    this.problems = problems;
  }

  /**
   * Walks one archive.
   *
   * @param source its bytes, if they can be read at random
   * @param stream its bytes from the start
   * @param size how many bytes it has
   */
  void archive(
      ArchiveFormat format,
      Optional<ByteSource> source,
      InputStream stream,
      long size,
      String place,
      int depth)
      throws IOException {
    if (depth > limits.depth()) {
      throw new IOException("it lies more than " + limits.depth() + " archives deep");
    }
    switch (format) {
      case ZIP -> {
        if (source.isPresent()) {
          zip(source.get(), place, depth);
        } else {
          heldZip(stream, place, depth);
        }
      }
      case TAR -> tar(source.isPresent() ? budget.count(source.get()) : stream, place, depth);
      case TAR_GZ -> {
        try (InputStream inflated = ArchiveReader.gunzip(stream, place, visitor)) {
          tar(budget.count(inflated, size), place, depth);
        }
      }
      case TAR_BZ2 -> {
        try (InputStream inflated = ZipDirectory.bzip2(stream)) {
          tar(budget.count(inflated, size), place, depth);
        }
      }
      default -> throw new IOException("its compression cannot be read here");
    }
  }

  /** A zip is read from its end, so one that only streams must be in memory first. */
  private void heldZip(InputStream stream, String place, int depth) throws IOException {
    List<byte[]> pieces = new ArrayList<>();
    long size = 0;
    try {
      while (true) {
        budget.hold(PIECE);
        byte[] piece = new byte[PIECE];
        pieces.add(piece);
        int count = stream.readNBytes(piece, 0, PIECE);
        size += count;
        if (count < PIECE) {
          break;
        }
      }
      zip(ByteSource.of(pieces, PIECE, size), place, depth);
    } finally {
      budget.release((long) pieces.size() * PIECE);
    }
  }

  private void zip(ByteSource source, String place, int depth) throws IOException {
    ZipDirectory directory = ZipDirectory.read(source, budget);
    Set<String> names = new HashSet<>();
    boolean encrypted = false;
    int index = 0;
    for (ZipRecord record : directory.records()) {
      budget.countEntry();
      ArchiveEntry entry = record.entry(place, depth, index++);
      look(entry, names);
      encrypted |= record.encrypted();
      if (entry.kind() == Kind.FILE) {
        zipContent(directory, record, entry);
      }
    }
    if (encrypted) {
      problems.suspicious(place, "has encrypted entries");
    }
    if (directory.truncated()) {
      budget.countEntry();
    }
  }

  private void zipContent(ZipDirectory directory, ZipRecord record, ArchiveEntry entry)
      throws IOException {
    Optional<ArchiveFormat> nested = nested(entry);
    boolean wanted = visitor.wants(entry);
    if (nested.isEmpty() && !wanted) {
      return;
    }
    try {
      if (wanted) {
        byte[] content;
        try (InputStream in = open(directory, record)) {
          content = limited(in);
        }
        check(record, content);
        visitor.content(entry, content);
      }
      if (nested.isPresent()) {
        zipNested(directory, record, entry, nested.get());
      }
    } catch (ArchiveLimitException e) {
      if (e.endsEverything()) {
        throw e;
      }
      problems.unread(entry.path(), e);
    } catch (IOException e) {
      problems.unread(entry.path(), e);
    }
  }

  private void zipNested(
      ZipDirectory directory, ZipRecord record, ArchiveEntry entry, ArchiveFormat format)
      throws IOException {
    int depth = entry.depth() + 1;
    if (record.method() == ZipRecord.STORED && !record.encrypted()) {
      ByteSource inPlace = directory.compressed(record);
      archive(format, Optional.of(inPlace), inPlace.stream(), inPlace.size(), entry.path(), depth);
      return;
    }
    try (InputStream in = open(directory, record)) {
      archive(format, Optional.empty(), in, record.size(), entry.path(), depth);
    }
  }

  private InputStream open(ZipDirectory directory, ZipRecord record) throws IOException {
    return budget.count(directory.open(record), record.compressed());
  }

  private static void check(ZipRecord record, byte[] content) throws ZipException {
    if (content.length != record.size()) {
      throw new ZipException(
          String.format(
              Locale.ROOT,
              "the directory says %d bytes, there are %d",
              record.size(),
              content.length));
    }
    CRC32 crc = new CRC32();
    crc.update(content);
    if (crc.getValue() != record.crc()) {
      throw new ZipException("its checksum is wrong");
    }
  }

  private void tar(InputStream stream, String place, int depth) throws IOException {
    TarStream tar = new TarStream(stream);
    Set<String> names = new HashSet<>();
    for (Optional<ArchiveEntry> next = tar.next(place, depth);
        next.isPresent();
        next = tar.next(place, depth)) {
      budget.countEntry();
      ArchiveEntry entry = next.get();
      look(entry, names);
      if (entry.kind() == Kind.FILE) {
        tarContent(tar, entry);
      }
    }
  }

  private void tarContent(TarStream tar, ArchiveEntry entry) throws IOException {
    Optional<ArchiveFormat> nested = nested(entry);
    try {
      if (visitor.wants(entry)) {
        byte[] content = limited(tar.content());
        visitor.content(entry, content);
        if (nested.isPresent()) {
          ByteSource held = ByteSource.of(content);
          archive(
              nested.get(),
              Optional.of(held),
              held.stream(),
              content.length,
              entry.path(),
              entry.depth() + 1);
        }
      } else if (nested.isPresent()) {
        archive(
            nested.get(),
            Optional.empty(),
            tar.content(),
            entry.size().orElse(0),
            entry.path(),
            entry.depth() + 1);
      }
    } catch (ArchiveLimitException e) {
      if (e.endsEverything()) {
        throw e;
      }
      problems.unread(entry.path(), e);
    } catch (IOException e) {
      // If the tar itself is at its end, asking it for its next entry says so again.
      problems.unread(entry.path(), e);
    }
  }

  private Optional<ArchiveFormat> nested(ArchiveEntry entry) {
    return ArchiveFormat.ofName(entry.name()).filter(format -> visitor.opens(entry));
  }

  /** What is true of every entry: it is shown, and what is wrong with its name is said. */
  private void look(ArchiveEntry entry, Set<String> names) {
    if (entry.escapes()) {
      problems.suspicious(
          entry.path(), "has a name that leads out of the folder it is unpacked to");
    }
    if (!names.add(entry.name()) && entry.kind() != Kind.DIRECTORY) {
      problems.suspicious(entry.path(), "is there more than once; tools differ in which they take");
    }
    visitor.entry(entry);
    if (entry.kind() == Kind.LINK && visitor.wants(entry)) {
      problems.unread(
          entry.path(),
          new IOException("it is a link" + entry.target().map(to -> " to " + to).orElse("")));
    }
  }

  private byte[] limited(InputStream in) throws IOException {
    byte[] content = in.readNBytes((int) limits.entryBytes() + 1);
    if (content.length > limits.entryBytes()) {
      throw new ArchiveLimitException(
          String.format(Locale.ROOT, "it has more than %,d bytes", limits.entryBytes()), false);
    }
    return content;
  }
}
