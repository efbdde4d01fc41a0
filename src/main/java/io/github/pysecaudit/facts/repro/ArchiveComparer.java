package io.github.pysecaudit.facts.repro;

import io.github.pysecaudit.python.metadata.ArchiveEntry;
import io.github.pysecaudit.python.metadata.ArchiveLimits;
import io.github.pysecaudit.python.metadata.ArchiveReader;
import io.github.pysecaudit.python.metadata.ArchiveReading;
import io.github.pysecaudit.python.metadata.ArchiveVisitor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares two builds of a file. Whether they are identical is decided on the bytes alone; the
 * entries are read only to say where the first difference is.
 */
public final class ArchiveComparer {
  private static final int SHOWN = 80;
  private final ArchiveReader reader = new ArchiveReader(ArchiveLimits.defaults());

  /** An entry with what was in it. */
  private record Part(ArchiveEntry entry, Optional<byte[]> digest) {}

  /**
   * Compares two files.
   *
   * @param name the name to show; its ending tells the kind of archive
   * @throws IOException if one of them cannot be read
   */
  public ArchiveComparison compare(String name, Path first, Path second) throws IOException {
    long at = Files.mismatch(first, second);
    if (at < 0) {
      return ArchiveComparison.same(name);
    }
    String outside =
        "the bytes differ from offset "
            + at
            + " (lengths "
            + Files.size(first)
            + " and "
            + Files.size(second)
            + ")";
    if (!ArchiveReader.isArchive(name)) {
      return ArchiveComparison.differs(name, "", outside);
    }
    Listing one = new Listing();
    Listing two = new Listing();
    ArchiveReading readOne = reader.read(first, name, one);
    ArchiveReading readTwo = reader.read(second, name, two);
    Optional<ArchiveComparison> inside = inside(name, first, second, one, two);
    if (inside.isPresent()) {
      return inside.get();
    }
    String unread =
        readOne.complete() && readTwo.complete() ? "" : "; not every entry could be read";
    return ArchiveComparison.differs(
        name, "", "every entry that was read is the same, and " + outside + unread);
  }

  private Optional<ArchiveComparison> inside(
      String name, Path first, Path second, Listing one, Listing two) {
    Set<String> namesOne = one.names();
    Set<String> namesTwo = two.names();
    for (Part part : one.parts) {
      if (!namesTwo.contains(part.entry().name())) {
        return differs(name, part.entry().name(), "it is only in the first build");
      }
    }
    for (Part part : two.parts) {
      if (!namesOne.contains(part.entry().name())) {
        return differs(name, part.entry().name(), "it is only in the second build");
      }
    }
    for (int i = 0; i < Math.min(one.parts.size(), two.parts.size()); i++) {
      Part a = one.parts.get(i);
      Part b = two.parts.get(i);
      String entry = a.entry().name();
      if (!entry.equals(b.entry().name())) {
        return differs(
            name,
            entry,
            "the order of entries differs: number "
                + (i + 1)
                + " is "
                + entry
                + " in the first build and "
                + b.entry().name()
                + " in the second");
      }
      if (!sameContent(a, b)) {
        return differs(name, entry, content(name, first, second, entry));
      }
      Optional<String> outside = header(a.entry(), b.entry());
      if (outside.isPresent()) {
        return differs(name, entry, outside.get());
      }
    }
    if (one.gzip.equals(two.gzip)) {
      return Optional.empty();
    }
    return differs(
        name,
        "",
        "the gzip header has the time "
            + one.gzip
            + " in the first build and "
            + two.gzip
            + " in the second");
  }

  private static Optional<ArchiveComparison> differs(String name, String entry, String what) {
    return Optional.of(ArchiveComparison.differs(name, entry, what));
  }

  private static boolean sameContent(Part a, Part b) {
    return a.digest().isPresent() == b.digest().isPresent()
        && a.digest().map(d -> Arrays.equals(d, b.digest().orElseThrow())).orElse(true);
  }

  private static Optional<String> header(ArchiveEntry a, ArchiveEntry b) {
    if (!a.time().equals(b.time())) {
      return both("time", a.time().map(Object::toString), b.time().map(Object::toString));
    }
    if (!a.mode().equals(b.mode())) {
      return both("mode", octal(a), octal(b));
    }
    if (!a.owner().equals(b.owner())) {
      return both("owner", a.owner().map(Object::toString), b.owner().map(Object::toString));
    }
    return Optional.empty();
  }

  private static Optional<String> octal(ArchiveEntry entry) {
    return entry.mode().isPresent()
        ? Optional.of(Integer.toOctalString(entry.mode().getAsInt()))
        : Optional.empty();
  }

  private static Optional<String> both(String what, Optional<String> a, Optional<String> b) {
    return Optional.of(
        "its "
            + what
            + " is "
            + a.orElse("not set")
            + " in the first build and "
            + b.orElse("not set")
            + " in the second");
  }

  /** The first line or byte of an entry that differs. */
  private String content(String name, Path first, Path second, String entry) {
    byte[] a = bytes(name, first, entry);
    byte[] b = bytes(name, second, entry);
    int at = Arrays.mismatch(a, b);
    if (at < 0) {
      return "its content differs";
    }
    if (isText(a) && isText(b)) {
      int line = 1;
      for (int i = 0; i < at; i++) {
        line += a[i] == '\n' ? 1 : 0;
      }
      return "line "
          + line
          + " is \""
          + line(a, at)
          + "\" in the first build and \""
          + line(b, at)
          + "\" in the second";
    }
    return "its content differs from byte " + at;
  }

  private byte[] bytes(String name, Path file, String entry) {
    Map<String, byte[]> found = new HashMap<>();
    reader.read(
        file,
        name,
        new ArchiveVisitor() {
          @Override
          public boolean wants(ArchiveEntry one) {
            return one.depth() == 1 && one.name().equals(entry);
          }

          @Override
          public boolean opens(ArchiveEntry one) {
            return false;
          }

          @Override
          public void content(ArchiveEntry one, byte[] content) {
            found.putIfAbsent(entry, content);
          }
        });
    return found.getOrDefault(entry, new byte[0]);
  }

  private static boolean isText(byte[] bytes) {
    for (int i = 0; i < Math.min(bytes.length, 4_000); i++) {
      if (bytes[i] == 0) {
        return false;
      }
    }
    return true;
  }

  private static String line(byte[] bytes, int at) {
    int start = Math.min(at, bytes.length);
    while (start > 0 && bytes[start - 1] != '\n' && at - start < SHOWN) {
      start--;
    }
    int end = Math.min(at, bytes.length);
    while (end < bytes.length && bytes[end] != '\n' && end - start < 2 * SHOWN) {
      end++;
    }
    return new String(bytes, start, end - start, StandardCharsets.UTF_8).strip();
  }

  /** The entries of one archive in their order. */
  private static final class Listing implements ArchiveVisitor {
    private final List<Part> parts = new ArrayList<>();
    private Optional<Long> gzip = Optional.empty();

    Set<String> names() {
      Set<String> names = new HashSet<>();
      parts.forEach(p -> names.add(p.entry().name()));
      return names;
    }

    @Override
    public boolean wants(ArchiveEntry entry) {
      return entry.depth() == 1;
    }

    @Override
    public boolean opens(ArchiveEntry entry) {
      return false;
    }

    @Override
    public void gzipTime(String archive, long seconds) {
      gzip = Optional.of(seconds);
    }

    @Override
    public void entry(ArchiveEntry entry) {
      if (entry.depth() == 1) {
        parts.add(new Part(entry, Optional.empty()));
      }
    }

    @Override
    public void content(ArchiveEntry entry, byte[] content) {
      if (entry.depth() != 1) {
        return;
      }
      for (int i = parts.size() - 1; i >= 0; i--) {
        if (parts.get(i).entry().index() == entry.index()) {
          parts.set(i, new Part(entry, Optional.of(sha256(content))));
          return;
        }
      }
      parts.add(new Part(entry, Optional.of(sha256(content))));
    }

    private static byte[] sha256(byte[] content) {
      try {
        return MessageDigest.getInstance("SHA-256").digest(content);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }
  }
}
