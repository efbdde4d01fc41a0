package io.github.pysecaudit.python.syntax;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures the parser on all Python files of a folder: megabytes per second of CPU time, one
 * thread, for each of several rounds. The first rounds show the cold virtual machine.
 */
final class ParserSpeed {

  private static final int ROUNDS = 10;

  private ParserSpeed() {}

  public static void main(String[] arguments) throws IOException {
    List<byte[]> sources;
    try (Stream<Path> files = Files.walk(Path.of(arguments[0]))) {
      sources =
          files.filter(file -> file.toString().endsWith(".py")).map(ParserSpeed::read).toList();
    }
    double megabytes = sources.stream().mapToLong(source -> source.length).sum() / 1e6;
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (int round = 1; round <= ROUNDS; round++) {
      long before = threads.getCurrentThreadCpuTime();
      int problems = 0;
      for (byte[] source : sources) {
        problems += PythonParser.parse(source).problems().size();
      }
      double seconds = (threads.getCurrentThreadCpuTime() - before) / 1e9;
      System.out.printf(
          "round %2d: %d files, %.1f MB, %d problems, %.2f s, %.1f MB/s%n",
          round, sources.size(), megabytes, problems, seconds, megabytes / seconds);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
