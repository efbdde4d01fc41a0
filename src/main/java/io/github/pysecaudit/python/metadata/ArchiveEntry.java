package io.github.pysecaudit.python.metadata;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One entry of an archive, as the archive describes it.
 *
 * @param archive where the archive lies: a path, and {@code !/} before each nested part
 * @param name the name as written in the archive, hostile text; never used as a path on disk
 * @param kind what it is
 * @param depth 1 in the outermost archive
 * @param index position in its archive, starting at 0 (zip: in the central directory)
 * @param size inflated size in bytes as declared, if known
 * @param mode the permission and type bits of Unix, if the archive has them
 * @param time modification time without zone (zip: as stored; tar: in UTC), if there is a valid one
 * @param instant modification time in UTC, where the archive stores it so
 * @param owner user and group of a tar entry
 * @param target where a link points
 */
public record ArchiveEntry(
    String archive,
    String name,
    Kind kind,
    int depth,
    int index,
    OptionalLong size,
    OptionalInt mode,
    Optional<LocalDateTime> time,
    Optional<Instant> instant,
    Optional<Owner> owner,
    Optional<String> target) {

  /** What an entry is. */
  public enum Kind {
    FILE,
    DIRECTORY,
    /** A symbolic or hard link; never followed. */
    LINK,
    /** A device, pipe, or type that is not known. */
    SPECIAL
  }

  /** Who owns a tar entry; ids as stored, names empty if not stored. */
  public record Owner(long user, long group, String userName, String groupName) {}

  public ArchiveEntry {
    Objects.requireNonNull(archive, "archive");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
  }

  /** The place of this entry: {@code outer.jar!/inner.whl!/x.dist-info/METADATA}. */
  public String path() {
    return archive + "!/" + name;
  }

  /** The last part of the name. */
  public String fileName() {
    String trimmed = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    return trimmed.substring(trimmed.lastIndexOf('/') + 1);
  }

  /** Would this name, taken as a path, leave the folder it is unpacked to? */
  public boolean escapes() {
    if (name.startsWith("/") || name.indexOf('\0') >= 0) {
      return true;
    }
    String slashed = name.replace('\\', '/');
    boolean drive =
        slashed.length() > 1 && slashed.charAt(1) == ':' && Character.isLetter(slashed.charAt(0));
    return drive
        || slashed.startsWith("/")
        || slashed.equals("..")
        || slashed.startsWith("../")
        || slashed.endsWith("/..")
        || slashed.contains("/../");
  }
}
