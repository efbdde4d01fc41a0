package io.github.pysecaudit.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * What a target is given: the first line is the path of a file, the rest is what the file holds, so
 * that seeds stay readable.
 */
record FuzzInput(String path, byte[] content) {
  private static final Pattern PATH =
      Pattern.compile("(\\.?\\w[\\w.-]{0,30}/){0,4}\\.?\\w[\\w.-]{0,30}");
  private static final long MOST_SECONDS = 20;

  /**
   * Takes the path from the first line.
   *
   * @param usual the path for input that does not begin with one
   */
  static FuzzInput of(byte[] data, String usual) {
    int end = 0;
    while (end < data.length && end < 150 && data[end] != '\n') {
      end++;
    }
    if (end < data.length && data[end] == '\n') {
      String path = new String(data, 0, end, java.nio.charset.StandardCharsets.ISO_8859_1);
      if (PATH.matcher(path).matches()) {
        return new FuzzInput(path, Arrays.copyOfRange(data, end + 1, data.length));
      }
    }
    return new FuzzInput(usual, data);
  }

  /** No input, however small, may cost more than this. */
  static void inTime(Runnable reading) {
    long start = System.nanoTime();
    reading.run();
    long seconds = (System.nanoTime() - start) / 1_000_000_000L;
    assertTrue(seconds < MOST_SECONDS, "it took " + seconds + " seconds");
  }
}
