package io.github.pysecaudit.remote;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * Unfinished files of builds that were killed. Nobody reads them, and the next build that writes to
 * the folder removes them once they are a day old, which is longer than any write takes.
 */
public final class LeftBehind {
  /** Younger ones may belong to a build that runs at the same time. */
  public static final Duration UNFINISHED = Duration.ofDays(1);

  private LeftBehind() {}

  /** Removes the old files of a folder whose name is one of an unfinished file. */
  public static void sweep(Path folder, Instant now, Predicate<String> isUnfinished) {
    Instant oldest = now.minus(UNFINISHED);
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, f -> isUnfinished.test(f.getFileName().toString()))) {
      for (Path file : files) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // They take room and do no harm; a build is not failed for them.
      return;
    }
  }
}
