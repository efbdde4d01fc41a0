package io.github.pysecaudit.remote;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Time that passes at once when somebody sleeps. The time of day stands still otherwise; the time
 * that deadlines are measured by goes on, as real sockets wait in real time.
 */
public final class FakeTime implements Timekeeper {

  public static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

  private final List<Duration> sleeps = new CopyOnWriteArrayList<>();
  private Instant now = START;
  private long nanos;

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public synchronized long nanoTime() {
    return System.nanoTime() + nanos;
  }

  @Override
  public synchronized void sleep(Duration duration) {
    sleeps.add(duration);
    nanos += duration.toNanos();
    pass(duration);
  }

  /** Moves the time of day, as between two runs; backwards if negative. Deadlines do not see it. */
  public synchronized void pass(Duration duration) {
    now = now.plus(duration);
  }

  /** Every pause that was made, in order. */
  public List<Duration> sleeps() {
    return List.copyOf(sleeps);
  }
}
