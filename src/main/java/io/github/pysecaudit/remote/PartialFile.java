package io.github.pysecaudit.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A download on its way to disk: a temporary file beside the target, continued where it broke off
 * if the server still has the same file, moved into place once it is complete.
 */
final class PartialFile implements AutoCloseable {

  /**
   * A part of the file as the server sends it.
   *
   * @param length of the part in bytes, or -1
   */
  record Part(
      int status, Optional<String> tag, Optional<String> range, long length, InputStream stream) {}

  private static final Pattern RANGE = Pattern.compile("bytes ([0-9]{1,18})-.*");
  private static final int BLOCK = 1 << 16;

  private final Download download;
  private Path temporary;
  private long size;
  private Optional<String> tag = Optional.empty();

  PartialFile(Download download) {
    this.download = download;
  }

  /** The request for what is missing. Without a strong tag the whole file is asked for. */
  Request resuming(Request request) {
    boolean usable = size > 0 && tag.isPresent() && tag.get().startsWith("\"");
    return usable
        ? request.withHeader("Range", "bytes=" + size + "-").withHeader("If-Range", tag.get())
        : request;
  }

  /**
   * Takes what the server sends.
   *
   * @param retry what to do if the status is one that may pass
   * @throws IOException if the server breaks off
   */
  Outcome<Path> receive(String host, Part part, Outcome<Path> retry) throws IOException {
    boolean continues = part.status() == 206 && part.range().filter(this::isHere).isPresent();
    if (part.status() == 408 || part.status() == 429 || part.status() >= 500) {
      return retry;
    }
    if (part.status() == 416 || part.status() == 206 && !continues) {
      forget();
      return Outcome.again(host + " sent another part of the file than was asked for.");
    }
    if (part.status() != 200 && !continues) {
      return Outcome.unavailable(
          host + " answered with status " + part.status() + " instead of the file.");
    }
    if (!continues) {
      forget();
    }
    if (part.length() > download.maxBytes() - size) {
      return tooLarge(host);
    }
    tag = part.tag();
    long total = part.length() < 0 ? -1 : size + part.length();
    Optional<Outcome<Path>> problem = copy(host, part.stream(), total);
    return problem.orElseGet(() -> moveIntoPlace());
  }

  private Optional<Outcome<Path>> copy(String host, InputStream from, long total)
      throws IOException {
    try (OutputStream to = open()) {
      byte[] block = new byte[BLOCK];
      for (int n = from.read(block); n >= 0; n = from.read(block)) {
        if (size + n > download.maxBytes()) {
          return Optional.of(tooLarge(host));
        }
        try {
          to.write(block, 0, n);
        } catch (IOException e) {
          return Optional.of(unwritable());
        }
        size += n;
        download.progress().at(size, total);
      }
    } catch (DiskException e) {
      return Optional.of(unwritable());
    }
    return Optional.empty();
  }

  private static final class DiskException extends IOException {
    private static final long serialVersionUID = 1;

    DiskException(IOException cause) {
      super(cause);
    }
  }

  private OutputStream open() throws DiskException {
    try {
      if (temporary == null) {
        Path folder = download.target().toAbsolutePath().getParent();
        Files.createDirectories(folder);
        temporary = Files.createTempFile(folder, ".", ".part");
      }
      return size == 0
          ? Files.newOutputStream(temporary)
          : Files.newOutputStream(temporary, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new DiskException(e);
    }
  }

  private Outcome<Path> moveIntoPlace() {
    Path target = download.target();
    try {
      try {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
      }
      temporary = null;
      return new Outcome.Done<>(Lookup.found(target, download.uri().toString()));
    } catch (IOException e) {
      return unwritable();
    }
  }

  private boolean isHere(String range) {
    Matcher matcher = RANGE.matcher(range);
    return matcher.matches() && Long.parseLong(matcher.group(1)) == size && size > 0;
  }

  private void forget() {
    size = 0;
    tag = Optional.empty();
  }

  private Outcome<Path> tooLarge(String host) {
    return Outcome.unavailable(
        host + " offers a file of more than " + Failure.size(download.maxBytes()) + ".");
  }

  private Outcome<Path> unwritable() {
    return Outcome.unavailable("The file " + download.target() + " can not be written.");
  }

  /** Removes what is not complete. */
  @Override
  public void close() {
    if (temporary != null) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        temporary.toFile().deleteOnExit();
      }
    }
  }
}
