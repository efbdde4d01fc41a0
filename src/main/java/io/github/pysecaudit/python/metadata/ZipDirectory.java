package io.github.pysecaudit.python.metadata;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * The central directory of a zip: what pip, Python's zipimport and Java go by. It is read here and
 * not by a library because the number of its records must be bounded before they are in memory, and
 * because a local header that tells another story than the directory must be noticed.
 */
final class ZipDirectory {
  private static final int END = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int END64 = 0x06064b50;
  private static final int END64_SIZE = 56;
  private static final int LOCATOR64 = 0x07064b50;
  private static final int LOCATOR64_SIZE = 20;
  private static final int RECORD = 0x02014b50;
  private static final int RECORD_SIZE = 46;
  private static final int LOCAL = 0x04034b50;
  private static final int LOCAL_SIZE = 30;
  private static final long MAX32 = 0xffffffffL;

  private final ByteSource source;
  private final List<ZipRecord> records;
  private final boolean truncated;
  private final long start;

  private ZipDirectory(ByteSource source, List<ZipRecord> records, boolean truncated, long start) {
    this.source = source;
    this.records = records;
    this.truncated = truncated;
    this.start = start;
  }

  /** At most as many records as the budget has left, in the order of the directory. */
  List<ZipRecord> records() {
    return records;
  }

  /** Are there more records than that? */
  boolean truncated() {
    return truncated;
  }

  /** Reads the directory; a ZipException says what is wrong with it. */
  static ZipDirectory read(ByteSource source, ArchiveBudget budget) throws IOException {
    int most = budget.entriesLeft();
    // Entries may share their bytes, so the cost of a directory is not bounded by the file's size.
    End end = End.find(source, budget);
    List<ZipRecord> records = new ArrayList<>();
    boolean truncated = false;
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(budget.count(source.slice(end.start, end.size)), 1 << 16))) {
      long left = end.size;
      while (left > 0) {
        if (records.size() >= most) {
          truncated = true;
          break;
        }
        ByteBuffer fixed = little(take(in, RECORD_SIZE, left));
        if (fixed.getInt(0) != RECORD) {
          throw new ZipException("its directory is damaged at record " + (records.size() + 1));
        }
        int name = unsigned(fixed, 28);
        int extra = unsigned(fixed, 30);
        int comment = unsigned(fixed, 32);
        int tail = name + extra + comment;
        byte[] rest = take(in, tail, left - RECORD_SIZE);
        left -= RECORD_SIZE + tail;
        records.add(record(fixed, rest, name, extra, end.prefix));
      }
    }
    if (!truncated && records.size() % 65536 != end.count % 65536) {
      throw new ZipException(
          String.format(
              Locale.ROOT,
              "its directory announces %d entries and has %d",
              end.count,
              records.size()));
    }
    return new ZipDirectory(source, List.copyOf(records), truncated, end.start);
  }

  private static ZipRecord record(
      ByteBuffer fixed, byte[] rest, int nameLength, int extraLength, long prefix)
      throws ZipException {
    byte[] rawName = Arrays.copyOf(rest, nameLength);
    long compressed = fixed.getInt(20) & MAX32;
    long size = fixed.getInt(24) & MAX32;
    long offset = fixed.getInt(42) & MAX32;
    Optional<Long> seconds = Optional.empty();
    ByteBuffer extra = little(Arrays.copyOfRange(rest, nameLength, nameLength + extraLength));
    while (extra.remaining() >= 4) {
      int id = extra.getShort() & 0xffff;
      int length = extra.getShort() & 0xffff;
      if (length > extra.remaining()) {
        break;
      }
      ByteBuffer field = extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
      if (id == 1) {
        size = size == MAX32 ? wide(field) : size;
        compressed = compressed == MAX32 ? wide(field) : compressed;
        offset = offset == MAX32 ? wide(field) : offset;
      } else if (id == 0x5455 && length >= 5 && (field.get(0) & 1) != 0) {
        seconds = Optional.of((long) field.getInt(1));
      }
      extra.position(extra.position() + length);
    }
    if (offset > Long.MAX_VALUE - prefix) {
      throw new ZipException("its directory points outside the file");
    }
    return new ZipRecord(
        name(rawName, (unsigned(fixed, 8) & 0x800) != 0),
        rawName,
        unsigned(fixed, 4),
        unsigned(fixed, 8),
        unsigned(fixed, 10),
        unsigned(fixed, 12),
        unsigned(fixed, 14),
        fixed.getInt(16) & MAX32,
        compressed,
        size,
        fixed.getInt(38) & MAX32,
        offset + prefix,
        seconds);
  }

  private static long wide(ByteBuffer field) throws ZipException {
    if (field.remaining() < 8) {
      throw new ZipException("a Zip64 field is too short");
    }
    long value = field.getLong();
    if (value < 0) {
      throw new ZipException("a Zip64 field is out of range");
    }
    return value;
  }

  /** The flag says UTF-8; many tools write UTF-8 without it, so it is tried first either way. */
  private static String name(byte[] raw, boolean utf8) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(utf8 ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(raw))
          .toString();
    } catch (CharacterCodingException e) {
      return new String(raw, StandardCharsets.ISO_8859_1);
    }
  }

  /** The bytes between local header and next entry, still compressed. */
  ByteSource compressed(ZipRecord record) throws IOException {
    ByteBuffer local = little(source.bytes(record.offset(), LOCAL_SIZE));
    if (local.getInt(0) != LOCAL) {
      throw new ZipException("its local header is missing");
    }
    int nameLength = unsigned(local, 26);
    byte[] name = source.bytes(record.offset() + LOCAL_SIZE, nameLength);
    if (!Arrays.equals(name, record.rawName())) {
      throw new ZipException(
          "the directory names it so, its local header \"" + name(name, false) + "\"");
    }
    long data = record.offset() + LOCAL_SIZE + nameLength + unsigned(local, 28);
    if (record.compressed() > start - data) {
      throw new ZipException("its data would reach into the directory");
    }
    return source.slice(data, record.compressed());
  }

  /** The inflated content as a stream; must be closed. */
  InputStream open(ZipRecord record) throws IOException {
    if (record.encrypted()) {
      throw new ZipException("it is encrypted");
    }
    InputStream raw = compressed(record).stream();
    return switch (record.method()) {
      case ZipRecord.STORED -> raw;
      case ZipRecord.DEFLATED -> new OwningInflaterStream(raw);
      case ZipRecord.BZIP2 -> bzip2(raw);
      default ->
          throw new ZipException(
              "it is compressed by method " + record.method() + ", which cannot be read here");
    };
  }

  static InputStream bzip2(InputStream raw) throws IOException {
    try {
      return new BZip2CompressorInputStream(new BufferedInputStream(raw), true);
    } catch (RuntimeException e) {
      throw new IOException("the compressed data is damaged (" + e + ")", e);
    }
  }

  private static byte[] take(InputStream in, int count, long left) throws IOException {
    if (count > left) {
      throw new ZipException("its directory is cut off");
    }
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new ZipException("its directory is cut off");
    }
    return bytes;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int unsigned(ByteBuffer buffer, int index) {
    return buffer.getShort(index) & 0xffff;
  }

  /** An inflater stream that frees its inflater, which is native memory. */
  private static final class OwningInflaterStream extends InflaterInputStream {
    OwningInflaterStream(InputStream raw) {
      super(raw, new Inflater(true), 1 << 13);
    }

    @Override
    public void close() throws IOException {
      inf.end();
      super.close();
    }
  }

  /** Where the directory lies. {@code prefix} is what precedes the zip, a start script say. */
  private record End(long start, long size, long count, long prefix) {

    static End find(ByteSource source, ArchiveBudget budget) throws IOException {
      int tail = (int) Math.min(source.size(), END_SIZE + 65535);
      budget.countBytes(tail);
      long base = source.size() - tail;
      ByteBuffer bytes = little(source.bytes(base, tail));
      for (int at = tail - END_SIZE; at >= 0; at--) {
        if (bytes.getInt(at) == END && at + END_SIZE + unsigned(bytes, at + 20) <= tail) {
          return at(source, base + at, bytes.slice(at, END_SIZE).order(ByteOrder.LITTLE_ENDIAN));
        }
      }
      throw new ZipException("it is no zip, or it is cut off: it has no directory at its end");
    }

    private static End at(ByteSource source, long position, ByteBuffer end) throws IOException {
      long count = unsigned(end, 10);
      long size = end.getInt(12) & MAX32;
      long offset = end.getInt(16) & MAX32;
      long directoryEnd = position;
      if (unsigned(end, 4) != 0 && unsigned(end, 4) != 0xffff) {
        throw new ZipException("it is one part of a zip in several files");
      }
      if (position >= LOCATOR64_SIZE + END64_SIZE
          && little(source.bytes(position - LOCATOR64_SIZE, LOCATOR64_SIZE)).getInt(0)
              == LOCATOR64) {
        // Python looks right before the locator, not where the locator points to.
        directoryEnd = position - LOCATOR64_SIZE - END64_SIZE;
        ByteBuffer wide = little(source.bytes(directoryEnd, END64_SIZE));
        if (wide.getInt(0) != END64) {
          throw new ZipException("its Zip64 directory end is damaged");
        }
        count = wide.getLong(32);
        size = wide.getLong(40);
        offset = wide.getLong(48);
      }
      long start = directoryEnd - size;
      long prefix = start - offset;
      if (size < 0 || offset < 0 || start < 0 || prefix < 0 || count < 0) {
        throw new ZipException("its directory end is damaged");
      }
      return new End(start, size, count, prefix);
    }
  }
}
