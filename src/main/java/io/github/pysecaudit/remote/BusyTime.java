package io.github.pysecaudit.remote;

import java.time.Duration;

/**
 * How long at least one request was under way. Between two modules of a build many minutes may pass
 * in which nobody asks anything; they do not count.
 */
final class BusyTime {

  private final Timekeeper time;
  private int active;
  private long since;
  private Duration before = Duration.ZERO;

  BusyTime(Timekeeper time) {
    this.time = time;
  }

  synchronized void begin() {
    if (active++ == 0) {
      since = time.nanoTime();
    }
  }

  synchronized void end() {
    Duration total = total();
    if (--active == 0) {
      before = total;
    }
  }

  synchronized Duration total() {
    return active == 0 ? before : before.plusNanos(time.nanoTime() - since);
  }
}
