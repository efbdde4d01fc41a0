package io.github.pysecaudit.facts;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * The files that git tracks, read from its index (gitformat-index(5), versions 2 to 4, with split
 * indexes). Git is not executed.
 *
 * <p>What is tracked belongs to the project, whatever {@code .gitignore} or the name of a folder
 * says: git itself ignores only what it does not track.
 *
 * @param files repository-relative paths of all tracked files
 * @param folders all folders above them
 * @param problem why the index could not be read in full, or empty
 */
record GitIndex(Set<String> files, Set<String> folders, Optional<String> problem) {
  /** No repository, or nothing added to it yet. */
  static final GitIndex NONE = new GitIndex(Set.of(), Set.of(), Optional.empty());

  /** Most entries that are read. */
  static final int MOST_ENTRIES = 500_000;

  /**
   * Most characters of all paths together, and of all folders above them. Version 4 writes only
   * what differs from the path before, so that a small index can hold long paths without end.
   */
  private static final int MOST_CHARACTERS = 64 << 20;

  private static final int SIGNATURE = 0x44495243;
  private static final int LINK = 0x6c696e6b;
  private static final int LONGEST_PATH = 8_192;
  private static final int STAT_BYTES = 40;
  private static final int MODE_AT = 24;
  private static final int EXTENDED = 0x4000;
  private static final int SHA1 = 20;
  private static final int SHA256 = 32;
  private static final Set<Integer> TYPES = Set.of(004, 010, 012, 016);

  /** Reads the index of the repository with this root. */
  static GitIndex of(Path root) {
    return of(root, MOST_CHARACTERS);
  }

  static GitIndex of(Path root, int mostCharacters) {
    try {
      Optional<Path> data = GitConfig.workingData(root.resolve(".git"));
      if (data.isEmpty() || !Files.isRegularFile(data.get().resolve("index"))) {
        return NONE;
      }
      Collected files = new Collected(mostCharacters);
      Optional<String> shared = read(data.get().resolve("index"), files);
      if (shared.isPresent()) {
        read(data.get().resolve("sharedindex." + shared.get()), files);
      }
      Collected folders = new Collected(mostCharacters);
      for (String file : files.paths) {
        int slash = file.lastIndexOf('/');
        while (slash > 0 && folders.add(file.substring(0, slash))) {
          slash = file.lastIndexOf('/', slash - 1);
        }
      }
      return new GitIndex(Set.copyOf(files.paths), Set.copyOf(folders.paths), Optional.empty());
    } catch (IOException | InvalidPathException e) {
      return new GitIndex(
          Set.of(), Set.of(), Optional.of("git's index cannot be read: " + e.getMessage()));
    }
  }

  /** Paths, as many as there is room for. */
  private static final class Collected {
    private final Set<String> paths = new HashSet<>();
    private final int most;
    private int characters;

    Collected(int most) {
      this.most = most;
    }

    boolean add(String path) throws IOException {
      characters += path.length();
      if (characters > most) {
        throw new IOException("its paths are too long together");
      }
      return paths.add(path);
    }
  }

  /** The hash of the shared index that this one is a change to, if it is one. */
  private static Optional<String> read(Path index, Collected files) throws IOException {
    try {
      return read(index, files, SHA1);
    } catch (Misread e) {
      return read(index, files, SHA256);
    }
  }

  private static Optional<String> read(Path index, Collected files, int hashBytes)
      throws IOException {
    try (InputStream file = Files.newInputStream(index);
        DataInputStream in = new DataInputStream(new BufferedInputStream(file, 1 << 16))) {
      int version = in.readInt() == SIGNATURE ? in.readInt() : 0;
      if (version < 2 || version > 4) {
        throw new IOException("it is of no version that is known");
      }
      int count = in.readInt();
      if (count < 0 || count > MOST_ENTRIES - files.paths.size()) {
        throw new IOException("it has more than " + MOST_ENTRIES + " entries");
      }
      byte[] path = new byte[0];
      for (int i = 0; i < count; i++) {
        path = entry(in, version, hashBytes, path);
        files.add(new String(path, StandardCharsets.UTF_8));
      }
      files.paths.remove("");
      return link(in, hashBytes);
    } catch (EOFException e) {
      throw new Misread();
    }
  }

  private static byte[] entry(DataInputStream in, int version, int hashBytes, byte[] before)
      throws IOException {
    byte[] stat = in.readNBytes(STAT_BYTES);
    if (stat.length < STAT_BYTES || !TYPES.contains((stat[MODE_AT + 2] & 0xff) >> 4)) {
      throw new Misread();
    }
    in.skipNBytes(hashBytes);
    int fixed = STAT_BYTES + hashBytes + 2;
    if ((in.readUnsignedShort() & EXTENDED) != 0) {
      in.skipNBytes(2);
      fixed += 2;
    }
    if (version < 4) {
      byte[] name = name(in, new byte[0]);
      in.skipNBytes(8 - (fixed + name.length) % 8 - 1L);
      return name;
    }
    int dropped = variable(in);
    if (dropped < 0 || dropped > before.length) {
      throw new Misread();
    }
    return name(in, Arrays.copyOf(before, before.length - dropped));
  }

  private static byte[] name(DataInputStream in, byte[] start) throws IOException {
    byte[] name = Arrays.copyOf(start, Math.max(64, start.length * 2));
    int length = start.length;
    for (int b = in.readUnsignedByte(); b != 0; b = in.readUnsignedByte()) {
      if (length == LONGEST_PATH) {
        throw new Misread();
      }
      if (length == name.length) {
        name = Arrays.copyOf(name, length * 2);
      }
      name[length++] = (byte) b;
    }
    return Arrays.copyOf(name, length);
  }

  /** The offset encoding of pack files, which version 4 uses for lengths. */
  private static int variable(DataInputStream in) throws IOException {
    int b = in.readUnsignedByte();
    int value = b & 0x7f;
    for (int i = 0; (b & 0x80) != 0; i++) {
      if (i == 3) {
        throw new Misread();
      }
      b = in.readUnsignedByte();
      value = ((value + 1) << 7) | (b & 0x7f);
    }
    return value;
  }

  private static Optional<String> link(DataInputStream in, int hashBytes) throws IOException {
    while (true) {
      byte[] head = in.readNBytes(8);
      if (head.length < 8) {
        return Optional.empty();
      }
      DataInputStream fields = new DataInputStream(new java.io.ByteArrayInputStream(head));
      int name = fields.readInt();
      long size = fields.readInt() & 0xffffffffL;
      if (name == LINK) {
        return Optional.of(HexFormat.of().formatHex(in.readNBytes(hashBytes)));
      }
      if (!isName(head)) {
        return Optional.empty();
      }
      in.skipNBytes(size);
    }
  }

  /** What follows the last extension is the checksum, which is no name of an extension. */
  private static boolean isName(byte[] head) {
    for (int i = 0; i < 4; i++) {
      if (!Character.isLetter(head[i])) {
        return false;
      }
    }
    return true;
  }

  /** The bytes make no sense with the hash length that was assumed. */
  private static final class Misread extends IOException {
    private static final long serialVersionUID = 1;

    Misread() {
      super("it is cut off or damaged");
    }
  }
}
