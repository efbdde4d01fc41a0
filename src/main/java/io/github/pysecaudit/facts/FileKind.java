package io.github.pysecaudit.facts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;

/**
 * What a directory entry is, without following a link.
 *
 * @param type regular file, folder, link or anything else
 * @param permissions POSIX mode bits with set-id bits, or -1 where the file system has none
 */
record FileKind(Type type, long size, Instant modified, int permissions) {

  enum Type {
    REGULAR,
    FOLDER,
    LINK,
    OTHER
  }

  private static final int PERMISSION_BITS = 07777;

  /**
   * Looks at an entry.
   *
   * @throws IOException if it vanished or may not be looked at
   */
  static FileKind of(Path path) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      Map<String, Object> seen =
          Files.readAttributes(
              path,
              "unix:mode,size,lastModifiedTime,isRegularFile,isDirectory,isSymbolicLink",
              LinkOption.NOFOLLOW_LINKS);
      return new FileKind(
          type(
              (Boolean) seen.get("isRegularFile"),
              (Boolean) seen.get("isDirectory"),
              (Boolean) seen.get("isSymbolicLink")),
          (Long) seen.get("size"),
          ((FileTime) seen.get("lastModifiedTime")).toInstant(),
          (Integer) seen.get("mode") & PERMISSION_BITS);
    }
    BasicFileAttributes seen =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return new FileKind(
        type(seen.isRegularFile(), seen.isDirectory(), seen.isSymbolicLink()),
        seen.size(),
        seen.lastModifiedTime().toInstant(),
        -1);
  }

  boolean isRegular() {
    return type == Type.REGULAR;
  }

  boolean isFolder() {
    return type == Type.FOLDER;
  }

  boolean isLink() {
    return type == Type.LINK;
  }

  private static Type type(boolean regular, boolean folder, boolean link) {
    if (link) {
      return Type.LINK;
    }
    return regular ? Type.REGULAR : folder ? Type.FOLDER : Type.OTHER;
  }
}
