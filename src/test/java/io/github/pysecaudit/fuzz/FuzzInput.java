package io.github.pysecaudit.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.checklist.Place;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a target is given: the first line is the path of a file, the rest is what the file holds, so
 * that seeds stay readable.
 *
 * @param content not copied, not to be changed
 */
public record FuzzInput(String path, byte[] content) {
  private static final Pattern PATH =
      Pattern.compile("(\\.?\\w[\\w.-]{0,30}/){0,4}\\.?\\w[\\w.-]{0,30}");
  private static final long MOST_SECONDS = 20;

  /**
   * Takes the path from the first line.
   *
   * @param usual the path for input that does not begin with one
   */
  public static FuzzInput of(byte[] data, String usual) {
    int end = 0;
    while (end < data.length && end < 150 && data[end] != '\n') {
      end++;
    }
    if (end < data.length && data[end] == '\n') {
      String path = new String(data, 0, end, StandardCharsets.ISO_8859_1);
      if (PATH.matcher(path).matches()) {
        return new FuzzInput(path, Arrays.copyOfRange(data, end + 1, data.length));
      }
    }
    return new FuzzInput(usual, data);
  }

  /** The lines of an input that is only text. */
  public static List<String> lines(byte[] data) {
    return new String(data, StandardCharsets.UTF_8).lines().toList();
  }

  /** A line that is named for this file must be one of its lines. */
  public void assertHolds(Place place) {
    if (place.line().isPresent() && place.path().filter(path::equals).isPresent()) {
      assertHolds(place.line().getAsInt());
    }
  }

  /** A line that is named must be one of the file, whatever is taken for the end of a line. */
  public void assertHolds(int line) {
    assertTrue(line >= 1 && line <= mostLines(), path + " has no line " + line);
  }

  private int mostLines() {
    int most = 1;
    for (byte b : content) {
      most += b == '\n' || b == '\r' ? 1 : 0;
    }
    return most;
  }

  /** No input, however small, may keep a processor busy for longer than this. */
  public static void inTime(Runnable reading) {
    long seconds = processorTime(reading) / 1_000_000_000L;
    assertTrue(seconds < MOST_SECONDS, "it took " + seconds + " seconds");
  }

  /** The nanoseconds of processor time that this takes, however busy the machine is. */
  static long processorTime(Runnable reading) {
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    reading.run();
    return threads.getCurrentThreadCpuTime() - start;
  }
}
