package io.github.pysecaudit.python.metadata;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Paths inside the repository, as text; nothing here touches a file system. */
final class RelativePath {
  private RelativePath() {}

  /**
   * Where {@code target} points to when it is written in {@code file}.
   *
   * @return empty if it is absolute or leaves the root
   */
  static Optional<String> resolve(String file, String target) {
    String unix = target.replace('\\', '/');
    if (unix.startsWith("/") || unix.matches("(?s)[A-Za-z]:.*") || unix.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    Deque<String> parts = new ArrayDeque<>();
    String folder = file.substring(0, file.lastIndexOf('/') + 1);
    for (String part : (folder + unix).split("/")) {
      if (part.equals("..")) {
        if (parts.pollLast() == null) {
          return Optional.empty();
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return Optional.of(String.join("/", parts));
  }

  /** A file in the same folder. */
  static String sibling(String file, String name) {
    return file.substring(0, file.lastIndexOf('/') + 1) + name;
  }

  /** The last part. */
  static String fileName(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }
}
