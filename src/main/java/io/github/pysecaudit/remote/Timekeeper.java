package io.github.pysecaudit.remote;

import java.time.Duration;
import java.time.Instant;

/** Clock and sleeper in one, so that a test decides how time passes. */
public interface Timekeeper {

  /** The time of day, for dates in headers and caches; may jump. */
  Instant now();

  /** Nanoseconds from an arbitrary start, for deadlines; never jumps. */
  long nanoTime();

  /** Lets this much time pass. */
  void sleep(Duration duration) throws InterruptedException;

  /** The machine's own time. */
  static Timekeeper system() {
    return new Timekeeper() {
      @Override
      public Instant now() {
        return Instant.now();
      }

      @Override
      public long nanoTime() {
        return System.nanoTime();
      }

      @Override
      public void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration.toMillis());
      }
    };
  }
}
