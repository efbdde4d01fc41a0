package io.github.pysecaudit.faults;

import io.github.pysecaudit.remote.FakeTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What is on disk of a service before a fault is met. */
public enum Known {
  NOTHING(Duration.ZERO, false, "nothing", "nobody knows"),
  FRESH(Duration.ofMinutes(10), true, "an answer of 10 minutes ago", "it is fresh"),
  STALE(Duration.ofDays(3), true, "an answer of 3 days ago", "within maxDataAge; its age is shown"),
  TOO_OLD(Duration.ofDays(30), false, "an answer of 30 days ago", "older than maxDataAge"),
  DAMAGED(Duration.ofMinutes(10), false, "a damaged answer", "its checksum is wrong"),
  FROM_THE_FUTURE(Duration.ofDays(-2), false, "an answer of tomorrow", "no clock can be right"),
  BULK_FILE(
      Duration.ofDays(1),
      true,
      "OSV's bulk file of yesterday",
      "it stands in; its age and the fault are shown");

  private final Duration age;
  private final boolean usable;
  private final String words;
  private final String why;

  Known(Duration age, boolean usable, String words, String why) {
    this.age = age;
    this.usable = usable;
    this.words = words;
    this.why = why;
  }

  /** Whether a verdict may rest on it while the service cannot be asked. */
  public boolean isUsable() {
    return usable;
  }

  /** Writes something. */
  @FunctionalInterface
  public interface Writer {
    void write() throws IOException;
  }

  /** Lets a run of that time write into this folder, and comes back to the present. */
  public void leave(Path folder, FakeTime time, Writer run) throws IOException {
    if (this == NOTHING) {
      return;
    }
    time.pass(age.negated());
    run.write();
    time.pass(age);
    if (this == DAMAGED) {
      damage(folder);
    }
  }

  private static void damage(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
      }
    }
  }

  String words() {
    return words;
  }

  String why() {
    return why;
  }
}
