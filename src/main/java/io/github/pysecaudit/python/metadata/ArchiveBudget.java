package io.github.pysecaudit.python.metadata;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** What is left of the limits during one reading. */
final class ArchiveBudget {
  private final ArchiveLimits limits;
  private int entries;
  private long bytes;
  private long held;

  ArchiveBudget(ArchiveLimits limits) {
    this.limits = limits;
  }

  int entries() {
    return entries;
  }

  long bytes() {
    return bytes;
  }

  int entriesLeft() {
    return limits.entries() - entries;
  }

  void countEntry() throws ArchiveLimitException {
    if (entries >= limits.entries()) {
      throw new ArchiveLimitException(
          String.format(Locale.ROOT, "it has more than %,d entries", limits.entries()), true);
    }
    entries++;
  }

  void countBytes(long count) throws ArchiveLimitException {
    bytes += count;
    if (bytes > limits.totalBytes()) {
      throw new ArchiveLimitException(
          String.format(Locale.ROOT, "it inflates to more than %,d bytes", limits.totalBytes()),
          true);
    }
  }

  void hold(long count) throws ArchiveLimitException {
    if (count > limits.heldBytes() - held) {
      throw new ArchiveLimitException(
          String.format(
              Locale.ROOT,
              "it would need more than %,d bytes of memory to read",
              limits.heldBytes()),
          false);
    }
    held += count;
  }

  void release(long count) {
    held -= count;
  }

  /** The stream, with every byte counted and the ratio to {@code compressed} bytes guarded. */
  InputStream count(InputStream stream, long compressed) {
    return new CountedStream(stream, compressed, false);
  }

  /** Bytes read in place: what is read of them is counted, what is skipped costs nothing. */
  InputStream count(ByteSource source) {
    return new CountedStream(source.stream(), source.size(), true);
  }

  private final class CountedStream extends ChunkedStream {
    private final InputStream stream;
    private final long compressed;
    private final boolean seekable;
    private long seen;

    CountedStream(InputStream stream, long compressed, boolean seekable) {
      this.stream = stream;
      this.compressed = compressed;
      this.seekable = seekable;
    }

    @Override
    public long skip(long count) throws IOException {
      return seekable ? stream.skip(count) : super.skip(count);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count;
      try {
        count = stream.read(target, offset, length);
      } catch (RuntimeException e) {
        // Decompressors index tables with what they read; on damaged input some step outside.
        throw new IOException("the compressed data is damaged (" + e + ")", e);
      }
      if (count > 0) {
        seen += count;
        countBytes(count);
        if (seen > ArchiveLimits.RATIO_FROM && seen / limits.ratio() > compressed) {
          throw new ArchiveLimitException(
              String.format(
                  Locale.ROOT,
                  "it inflates to more than %d times its compressed size",
                  limits.ratio()),
              false);
        }
      }
      return count;
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }
}
