package io.github.pysecaudit.python.metadata;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;

/** Bytes with random access: a file, a part of one, or an array. Not closed by its users. */
interface ByteSource {

  long size();

  /** Reads at most {@code length} bytes from {@code position}; -1 at the end. */
  int read(long position, byte[] target, int offset, int length) throws IOException;

  static ByteSource of(FileChannel channel) throws IOException {
    long size = channel.size();
    return new ByteSource() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public int read(long position, byte[] target, int offset, int length) throws IOException {
        return position >= size
            ? -1
            : channel.read(ByteBuffer.wrap(target, offset, length), position);
      }
    };
  }

  static ByteSource of(byte[] bytes) {
    return new ByteSource() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public int read(long position, byte[] target, int offset, int length) {
        if (position >= bytes.length) {
          return -1;
        }
        int count = (int) Math.min(length, bytes.length - position);
        System.arraycopy(bytes, (int) position, target, offset, count);
        return count;
      }
    };
  }

  /**
   * Bytes in pieces, so that what comes as a stream need not be copied together.
   *
   * @param pieces all of them {@code pieceSize} long, the last one perhaps not filled
   */
  static ByteSource of(List<byte[]> pieces, int pieceSize, long size) {
    return new ByteSource() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public int read(long position, byte[] target, int offset, int length) {
        if (position >= size) {
          return -1;
        }
        int start = (int) (position % pieceSize);
        int count = (int) Math.min(Math.min(length, pieceSize - start), size - position);
        byte[] piece = pieces.get((int) (position / pieceSize));
        System.arraycopy(piece, start, target, offset, count);
        return count;
      }
    };
  }

  /** All of {@code length} bytes from {@code position}, or an EOFException. */
  default byte[] bytes(long position, int length) throws IOException {
    if (position < 0 || length < 0 || position > size() - length) {
      throw new EOFException("it ends before byte " + position + " + " + length);
    }
    byte[] result = new byte[length];
    int done = 0;
    while (done < length) {
      int count = read(position + done, result, done, length - done);
      if (count < 0) {
        throw new EOFException("it ends at byte " + (position + done));
      }
      done += count;
    }
    return result;
  }

  /** A part of these bytes, read in place. */
  default ByteSource slice(long from, long length) throws IOException {
    if (from < 0 || length < 0 || from > size() - length) {
      throw new EOFException("it ends before byte " + from + " + " + length);
    }
    ByteSource whole = this;
    return new ByteSource() {
      @Override
      public long size() {
        return length;
      }

      @Override
      public int read(long position, byte[] target, int offset, int count) throws IOException {
        if (position >= length) {
          return -1;
        }
        return whole.read(
            from + position, target, offset, (int) Math.min(count, length - position));
      }
    };
  }

  /** These bytes from the start, as a stream. */
  default InputStream stream() {
    ByteSource whole = this;
    return new ChunkedStream() {
      private long position;

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
          return 0;
        }
        int count = whole.read(position, target, offset, length);
        position += Math.max(count, 0);
        return count;
      }

      @Override
      public long skip(long count) {
        long skipped = Math.max(0, Math.min(count, whole.size() - position));
        position += skipped;
        return skipped;
      }

      @Override
      public int available() {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, whole.size() - position));
      }
    };
  }
}
