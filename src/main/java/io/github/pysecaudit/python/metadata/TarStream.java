package io.github.pysecaudit.python.metadata;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The entries of a tar, one after the other: POSIX ustar and pax, GNU long names and binary
 * numbers. Long names and pax headers are read up to 1 MiB, so that an entry can not fill the
 * memory before any limit on content applies.
 */
final class TarStream {
  private static final int BLOCK = 512;
  private static final int MOST_META = 1 << 20;

  private final InputStream in;
  private final Map<String, String> global = new HashMap<>();
  private Map<String, String> pax = new HashMap<>();
  private long metaLeft = MOST_META;
  private long globalLeft = MOST_META;
  private long left;
  private long padding;
  private int index;

  TarStream(InputStream in) {
    this.in = in;
  }

  /** The next entry, or empty at the end; skips what was not read of the one before. */
  Optional<ArchiveEntry> next(String archive, int depth) throws IOException {
    pax = new HashMap<>(global);
    metaLeft = MOST_META;
    while (true) {
      skipRest();
      byte[] header = in.readNBytes(BLOCK);
      if (header.length == 0 && index == 0) {
        throw new EOFException("it is empty");
      }
      if (header.length == 0 || (header.length == BLOCK && isZero(header))) {
        return Optional.empty();
      }
      if (header.length < BLOCK) {
        throw new EOFException("it is cut off in a tar header");
      }
      checkSum(header);
      begin(number(header, 124, 12));
      switch (header[156]) {
        case 'x' -> readPax(pax);
        case 'g' -> {
          globalLeft -= left;
          if (globalLeft < 0) {
            throw new IOException("its tar headers are larger than " + MOST_META + " bytes");
          }
          readPax(global);
          pax.putAll(global);
        }
        case 'L' -> pax.put("path", cString(meta()));
        case 'K' -> pax.put("linkpath", cString(meta()));
        default -> {
          return Optional.of(entry(header, archive, depth));
        }
      }
    }
  }

  /** The content of the entry that {@link #next} gave. */
  InputStream content() {
    return new ChunkedStream() {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        if (left == 0) {
          return -1;
        }
        int count = in.read(target, offset, (int) Math.min(length, left));
        if (count < 0) {
          throw new EOFException("it is cut off within an entry");
        }
        left -= count;
        return count;
      }
    };
  }

  private ArchiveEntry entry(byte[] header, String archive, int depth) throws IOException {
    String size = pax.get("size");
    if (size != null) {
      begin(decimal(size));
    }
    if (pax.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse")) || header[156] == 'S') {
      throw new IOException("it has sparse entries, which cannot be read here");
    }
    String name = pax.getOrDefault("path", ustarName(header));
    char type = (char) header[156];
    Optional<Instant> time = time(header);
    String link = pax.getOrDefault("linkpath", cString(header, 157, 100));
    return new ArchiveEntry(
        archive,
        name,
        kind(type, name),
        depth,
        index++,
        OptionalLong.of(left),
        OptionalInt.of((int) number(header, 100, 8)),
        time.map(instant -> LocalDateTime.ofInstant(instant, ZoneOffset.UTC)),
        time,
        Optional.of(
            new ArchiveEntry.Owner(
                owner("uid", header, 108),
                owner("gid", header, 116),
                pax.getOrDefault("uname", cString(header, 265, 32)),
                pax.getOrDefault("gname", cString(header, 297, 32)))),
        type == '1' || type == '2' ? Optional.of(link) : Optional.empty());
  }

  private static ArchiveEntry.Kind kind(char type, String name) {
    return switch (type) {
      case '0', '\0', '7' ->
          name.endsWith("/") ? ArchiveEntry.Kind.DIRECTORY : ArchiveEntry.Kind.FILE;
      case '5' -> ArchiveEntry.Kind.DIRECTORY;
      case '1', '2' -> ArchiveEntry.Kind.LINK;
      default -> ArchiveEntry.Kind.SPECIAL;
    };
  }

  private Optional<Instant> time(byte[] header) throws IOException {
    String text = pax.get("mtime");
    try {
      if (text != null) {
        int dot = text.indexOf('.');
        return Optional.of(Instant.ofEpochSecond(decimal(dot < 0 ? text : text.substring(0, dot))));
      }
      return Optional.of(Instant.ofEpochSecond(number(header, 136, 12)))
          .filter(instant -> instant.getEpochSecond() < 1L << 40);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private long owner(String key, byte[] header, int at) throws IOException {
    String text = pax.get(key);
    return text == null ? number(header, at, 8) : decimal(text);
  }

  private void begin(long size) throws IOException {
    if (size < 0) {
      throw new IOException("it has a negative size in a tar header");
    }
    left = size;
    padding = -size & (BLOCK - 1);
  }

  private void skipRest() throws IOException {
    long rest = left + padding;
    while (rest > 0) {
      // Skipping is free where the bytes are read in place, and reads them everywhere else.
      long count = in.skip(rest);
      if (count <= 0) {
        if (rest <= padding) {
          break;
        }
        throw new EOFException("it is cut off within an entry");
      }
      rest -= count;
    }
    left = 0;
    padding = 0;
  }

  private byte[] meta() throws IOException {
    metaLeft -= left;
    if (metaLeft < 0) {
      throw new IOException("its tar headers are larger than " + MOST_META + " bytes");
    }
    byte[] bytes = in.readNBytes((int) left);
    if (bytes.length < left) {
      throw new EOFException("it is cut off in a tar header");
    }
    left = 0;
    return bytes;
  }

  /** Pax records: {@code length key=value\n}, the length counting itself. */
  private void readPax(Map<String, String> into) throws IOException {
    byte[] bytes = meta();
    int at = 0;
    while (at < bytes.length && bytes[at] != 0) {
      int space = at;
      int length = 0;
      while (space < bytes.length && bytes[space] >= '0' && bytes[space] <= '9') {
        length = Math.min(length * 10 + bytes[space] - '0', MOST_META + 1);
        space++;
      }
      if (space >= bytes.length
          || bytes[space] != ' '
          || length > bytes.length - at
          || at + length <= space) {
        throw new IOException("it has a damaged pax header");
      }
      String text = new String(bytes, space + 1, at + length - space - 1, StandardCharsets.UTF_8);
      int equals = text.indexOf('=');
      if (equals < 0) {
        throw new IOException("it has a damaged pax header");
      }
      String value = text.substring(equals + 1);
      into.put(
          text.substring(0, equals),
          value.endsWith("\n") ? value.substring(0, value.length() - 1) : value);
      at += length;
    }
  }

  private static String ustarName(byte[] header) {
    String name = cString(header, 0, 100);
    boolean posix = cString(header, 257, 6).equals("ustar") && header[262] == 0;
    String prefix = posix ? cString(header, 345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static long decimal(String text) throws IOException {
    try {
      long value = Long.parseLong(text.strip());
      if (value > Long.MAX_VALUE - BLOCK) {
        throw new IOException("it has a damaged pax header");
      }
      return value;
    } catch (NumberFormatException e) {
      throw new IOException("it has a damaged pax header", e);
    }
  }

  /** An octal number, or a GNU binary one if the first bit is set. */
  private static long number(byte[] header, int at, int length) throws IOException {
    if ((header[at] & 0x80) != 0) {
      boolean negative = (header[at] & 0x40) != 0;
      long value = negative ? header[at] : header[at] & 0x3f;
      for (int i = at + 1; i < at + length; i++) {
        if (value > Long.MAX_VALUE >> 9 || value < Long.MIN_VALUE >> 9) {
          throw new IOException("it has a number out of range in a tar header");
        }
        value = value << 8 | header[i] & 0xff;
      }
      return value;
    }
    long value = 0;
    for (int i = at; i < at + length; i++) {
      if (header[i] >= '0' && header[i] <= '7') {
        value = value << 3 | header[i] - '0';
      } else if (header[i] != ' ' && header[i] != 0) {
        throw new IOException("it has a damaged number in a tar header");
      }
    }
    return value;
  }

  private static void checkSum(byte[] header) throws IOException {
    long expected = number(header, 148, 8);
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    if (sum != expected) {
      throw new IOException("it is no tar, or damaged: the checksum of a header is wrong");
    }
  }

  private static boolean isZero(byte[] block) {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private static String cString(byte[] bytes) {
    return cString(bytes, 0, bytes.length);
  }

  private static String cString(byte[] bytes, int at, int most) {
    int end = at;
    while (end < at + most && bytes[end] != 0) {
      end++;
    }
    ByteBuffer text = ByteBuffer.wrap(bytes, at, end - at);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    } catch (CharacterCodingException e) {
      Charset latin = StandardCharsets.ISO_8859_1;
      return new String(bytes, at, end - at, latin);
    }
  }
}
