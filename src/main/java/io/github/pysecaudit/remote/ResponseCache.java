package io.github.pysecaudit.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Answers on disk, by server and query, with the moment they were fetched.
 *
 * <p>One file per entry, written beside its place and moved there in one step, so that parallel
 * builds and killed ones never leave half an entry. An entry that is damaged, foreign, too large or
 * from the future is absent, never an answer. What can not be read or written is absent as well and
 * noted once; a cache is never a reason to fail.
 */
public final class ResponseCache {

  /**
   * A stored answer.
   *
   * @param value the bytes as stored; not copied, not to be changed
   * @param fetchedAt when the server gave them
   * @param age how long ago that was; never negative
   */
  public record Cached(byte[] value, Instant fetchedAt, Duration age) {
    public Cached {
      Objects.requireNonNull(value, "value");
      Objects.requireNonNull(fetchedAt, "fetchedAt");
      Objects.requireNonNull(age, "age");
    }

    /** Whether it is not older than this. */
    public boolean isWithin(Duration limit) {
      return age.compareTo(limit) <= 0;
    }
  }

  private static final byte[] MAGIC = "audit-cache-1\n".getBytes(StandardCharsets.US_ASCII);
  private static final String TEMPORARY = ".tmp";
  private static final int DIGEST = 32;
  private static final int HEADER = MAGIC.length + DIGEST + Long.BYTES + DIGEST;

  /** Longer than any answer is of use. */
  private static final Duration KEPT = Duration.ofDays(90);

  /** Clocks of machines that share a folder may differ by this much. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private final Path folder;
  private final Timekeeper time;
  private final int maxBytes;
  private final Set<String> notes = new ConcurrentSkipListSet<>();
  private final Set<Path> tidied = new ConcurrentSkipListSet<>();

  /**
   * A cache in this folder, which is created with the first entry.
   *
   * @param maxBytes largest value that is stored or read
   */
  public ResponseCache(Path folder, Timekeeper time, int maxBytes) {
    this.folder = Objects.requireNonNull(folder, "folder");
    this.time = Objects.requireNonNull(time, "time");
    this.maxBytes = maxBytes;
  }

  /** The answer that this server once gave to this query, however old, if there is one. */
  public Optional<Cached> find(String server, String query) {
    byte[] key = key(server, query);
    byte[] file;
    try {
      file = read(file(key));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      notes.add("The cache folder " + folder + " can not be read.");
      return Optional.empty();
    }
    return decode(key, file);
  }

  /**
   * Stores an answer that was fetched now, in place of any older one.
   *
   * @return whether it was stored
   */
  public boolean store(String server, String query, byte[] value) {
    if (value.length > maxBytes) {
      return false;
    }
    byte[] key = key(server, query);
    Path target = file(key);
    Path temporary = null;
    try {
      Files.createDirectories(target.getParent());
      tidy(target.getParent());
      temporary = Files.createTempFile(target.getParent(), ".", TEMPORARY);
      Files.write(temporary, encode(key, value));
      move(temporary, target);
      return true;
    } catch (IOException e) {
      notes.add("The cache folder " + folder + " can not be written; nothing is kept for later.");
      discard(temporary);
      return false;
    }
  }

  /** What a user should know about the cache: one sentence each, mostly none. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  private Path file(byte[] key) {
    String name = HexFormat.of().formatHex(key);
    return folder.resolve(name.substring(0, 2)).resolve(name.substring(2));
  }

  private byte[] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return in.readNBytes(HEADER + maxBytes + 1);
    }
  }

  private Optional<Cached> decode(byte[] key, byte[] file) {
    if (file.length < HEADER || file.length > HEADER + maxBytes) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(file);
    byte[] magic = new byte[MAGIC.length];
    byte[] storedKey = new byte[DIGEST];
    byte[] digest = new byte[DIGEST];
    bytes.get(magic).get(storedKey);
    Instant fetchedAt = Instant.ofEpochMilli(bytes.getLong());
    bytes.get(digest);
    byte[] value = new byte[bytes.remaining()];
    bytes.get(value);
    boolean intact =
        Arrays.equals(magic, MAGIC)
            && Arrays.equals(storedKey, key)
            && MessageDigest.isEqual(digest, digest(key, fetchedAt.toEpochMilli(), value));
    Duration age = Duration.between(fetchedAt, time.now());
    if (!intact || age.compareTo(SKEW.negated()) < 0) {
      return Optional.empty();
    }
    return Optional.of(new Cached(value, fetchedAt, age.isNegative() ? Duration.ZERO : age));
  }

  private byte[] encode(byte[] key, byte[] value) {
    long now = time.now().toEpochMilli();
    return ByteBuffer.allocate(HEADER + value.length)
        .put(MAGIC)
        .put(key)
        .putLong(now)
        .put(digest(key, now, value))
        .put(value)
        .array();
  }

  private static byte[] key(String server, String query) {
    MessageDigest sha = sha256();
    sha.update(server.getBytes(StandardCharsets.UTF_8));
    sha.update((byte) 0);
    return sha.digest(query.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] digest(byte[] key, long fetchedAt, byte[] value) {
    MessageDigest sha = sha256();
    sha.update(key);
    sha.update(ByteBuffer.allocate(Long.BYTES).putLong(fetchedAt).array());
    return sha.digest(value);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Removes what nobody needs any more, so that the cache does not grow for ever. */
  private void tidy(Path shelf) {
    if (!tidied.add(shelf)) {
      return;
    }
    LeftBehind.sweep(shelf, time.now(), name -> name.endsWith(TEMPORARY));
    Instant oldest = time.now().minus(KEPT);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(shelf)) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      notes.add("Old files in the cache folder " + folder + " could not be removed.");
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void discard(Path temporary) {
    if (temporary == null) {
      return;
    }
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      notes.add("A temporary file was left in the cache folder " + folder + ".");
    }
  }
}
