package io.github.pysecaudit.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for one input of a target that reads files from disk. */
public final class FuzzFolder {
  private FuzzFolder() {}

  /** What is done in the folder. */
  @FunctionalInterface
  public interface Reading {
    void in(Path folder) throws IOException;
  }

  /** Makes a folder, reads in time, and removes the folder. */
  public static void use(Reading reading) throws IOException {
    Path folder = Files.createTempDirectory("fuzz");
    try {
      FuzzInput.inTime(
          () -> {
            try {
              reading.in(folder);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } finally {
      for (Path file : walk(folder)) {
        Files.delete(file);
      }
    }
  }

  /** Writes a file with the folders above it. */
  public static Path write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  /** Every regular file below a folder. */
  public static List<Path> files(Path folder) throws IOException {
    return walk(folder).stream().filter(Files::isRegularFile).toList();
  }

  /** What lies in a folder before the folder itself. */
  private static List<Path> walk(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
