package io.github.pysecaudit.python.metadata;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Reads zips (wheels, eggs, jars, wars) and tars (sdists) in place, with the archives they contain,
 * and shows their entries to an {@link ArchiveVisitor}. Nothing is written to disk, no name from an
 * archive is used as a path, no link is followed. Whatever is not read in full is a problem of the
 * reading; nothing is left out silently. Instances have no state.
 */
public final class ArchiveReader {
  private final ArchiveLimits limits;

  public ArchiveReader(ArchiveLimits limits) {
    this.limits = limits;
  }

  /** Is a file of that name read by this class, or at least known to be an archive? */
  public static boolean isArchive(String name) {
    return ArchiveFormat.ofName(name).isPresent();
  }

  /**
   * Reads the archive in {@code file}.
   *
   * @param place how the archive is called in places and problems, a repository-relative path say;
   *     its ending tells the format
   */
  public ArchiveReading read(Path file, String place, ArchiveVisitor visitor) {
    ArchiveProblems problems = new ArchiveProblems();
    ArchiveBudget budget = new ArchiveBudget(limits);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      walk(ByteSource.of(channel), place, visitor, budget, problems);
    } catch (IOException e) {
      problems.unread(place, e);
    }
    return problems.reading(budget);
  }

  /** Reads an archive that is in memory. */
  public ArchiveReading read(byte[] bytes, String place, ArchiveVisitor visitor) {
    ArchiveProblems problems = new ArchiveProblems();
    ArchiveBudget budget = new ArchiveBudget(limits);
    walk(ByteSource.of(bytes), place, visitor, budget, problems);
    return problems.reading(budget);
  }

  private void walk(
      ByteSource source,
      String place,
      ArchiveVisitor visitor,
      ArchiveBudget budget,
      ArchiveProblems problems) {
    try {
      Optional<ArchiveFormat> format = ArchiveFormat.ofName(place);
      if (format.isEmpty()) {
        throw new IOException("its name is not that of an archive");
      }
      new ArchiveWalk(limits, visitor, budget, problems)
          .archive(format.get(), Optional.of(source), source.stream(), source.size(), place, 1);
    } catch (IOException e) {
      problems.unread(place, e);
    }
  }

  /** The stream of a gzip file, its header's time told to the visitor. */
  static InputStream gunzip(InputStream raw, String archive, ArchiveVisitor visitor)
      throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(raw, 1 << 13);
    buffered.mark(8);
    byte[] head = buffered.readNBytes(8);
    buffered.reset();
    if (head.length == 8) {
      long seconds = 0;
      for (int i = 7; i >= 4; i--) {
        seconds = seconds << 8 | head[i] & 0xff;
      }
      visitor.gzipTime(archive, seconds);
    }
    return new java.util.zip.GZIPInputStream(buffered, 1 << 13);
  }
}
