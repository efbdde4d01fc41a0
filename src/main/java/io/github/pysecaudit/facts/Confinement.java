package io.github.pysecaudit.facts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rule that nothing outside of one folder is opened, whatever paths and links say. */
final class Confinement {
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

  private final Path root;

  private Confinement(Path root) {
    this.root = root;
  }

  /**
   * Confines to this folder.
   *
   * @throws IOException if it is not there
   */
  static Confinement to(Path folder) throws IOException {
    return new Confinement(folder.toRealPath());
  }

  /** The folder itself, without links. */
  Path root() {
    return root;
  }

  /** Whether a path without links lies in the folder. */
  boolean contains(Path real) {
    return real.startsWith(root);
  }

  /** Whether a path without links lies in git's own folder. */
  boolean isGitData(Path real) {
    for (Path part : root.relativize(real)) {
      if (part.toString().equals(".git")) {
        return true;
      }
    }
    return false;
  }

  /** Whether a link that leads to nothing would at least lead to a place in the folder. */
  boolean pointsInside(Path link) {
    try {
      return link.getParent().resolve(Files.readSymbolicLink(link)).normalize().startsWith(root);
    } catch (IOException | InvalidPathException e) {
      return false;
    }
  }

  /** Where a relative path with forward slashes lies on disk; empty if it is not such a path. */
  Optional<Path> locate(String path) {
    if (path.isEmpty()
        || path.startsWith("/")
        || path.indexOf('\\') >= 0
        || path.indexOf('\0') >= 0
        || DRIVE.matcher(path).matches()) {
      return Optional.empty();
    }
    for (String segment : path.split("/", -1)) {
      if (segment.equals("..") || segment.isEmpty()) {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(root.resolve(path).normalize()).filter(this::contains);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /**
   * Opens a regular file. Links are resolved first and judged by where they lead; the last step
   * refuses a link, so that a file that is swapped for one in between is not followed.
   *
   * @throws IOException if it lies outside, is no regular file or cannot be read
   */
  InputStream open(Path path) throws IOException {
    Path real = path.toRealPath();
    if (!contains(real)) {
      throw new IOException("it lies outside of the repository");
    }
    if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("it is not a regular file");
    }
    InputStream in = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS);
    try {
      if (!contains(real.toRealPath())) {
        throw new IOException("it lies outside of the repository");
      }
    } catch (IOException e) {
      in.close();
      throw e;
    }
    return in;
  }

  /** The regular file that this path leads to, if it lies inside. */
  Optional<Path> confined(Path path) {
    try {
      Path real = path.toRealPath();
      return contains(real) && Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)
          ? Optional.of(real)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A small text; empty if it is missing, unreadable or larger than the limit in bytes. */
  Optional<String> readText(Path path, int limit) {
    try (InputStream in = open(path)) {
      byte[] bytes = in.readNBytes(limit + 1);
      return bytes.length > limit
          ? Optional.empty()
          : Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Why a file could not be read, in words and without any path of this machine. */
  static String why(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof java.nio.file.AccessDeniedException) {
      return "access is denied";
    }
    if (e instanceof java.nio.file.FileSystemException failure) {
      return failure.getReason() == null ? "it cannot be opened" : failure.getReason();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
