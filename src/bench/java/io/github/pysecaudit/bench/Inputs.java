package io.github.pysecaudit.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The inputs of all inner loops, made by {@code src/bench/inner_loops.py}, which measures Python's
 * own libraries on the same files.
 */
public final class Inputs {
  private Inputs() {}

  /** A file or folder of the inputs. */
  public static Path path(String name) {
    return Path.of(System.getProperty("bench.inputs", "target/bench/inputs")).resolve(name);
  }

  /** The lines of a file. */
  public static List<String> lines(String name) throws IOException {
    return Files.readAllLines(path(name));
  }

  /** The content of a file. */
  public static byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(path(name));
  }

  /** The content of every file of a folder. */
  public static List<byte[]> folder(String name) throws IOException {
    List<byte[]> contents = new ArrayList<>();
    try (Stream<Path> files = Files.list(path(name))) {
      for (Path file : files.sorted().toList()) {
        contents.add(Files.readAllBytes(file));
      }
    }
    return contents;
  }
}
