package io.github.pysecaudit;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.function.ThrowingSupplier;

/**
 * Ends a test whose subject does not end. It goes by the processor time of the thread: on a busy
 * machine everything takes longer, and nothing computes more.
 */
public final class HangGuard {
  /** For what waits and does not compute. */
  private static final Duration WALL = Duration.ofMinutes(10);

  private static final int POLL_MILLIS = 50;

  private HangGuard() {}

  /** Runs something that must end within this much processor time. */
  public static void within(Duration cpu, Executable work) {
    within(
        cpu,
        () -> {
          work.execute();
          return null;
        });
  }

  /** What {@code work} returns, which must end within this much processor time. */
  public static <T> T within(Duration cpu, ThrowingSupplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(work.get());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            },
            "hang-guard");
    thread.setDaemon(true);
    thread.start();
    long waited = 0;
    while (true) {
      try {
        return result.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        waited += POLL_MILLIS;
        long spent = ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
        if (spent > cpu.toNanos() || waited > WALL.toMillis()) {
          thread.interrupt();
          throw new AssertionError(
              "This does not end within "
                  + cpu.toSeconds()
                  + " seconds of processor time. It was at "
                  + Arrays.toString(thread.getStackTrace()));
        }
      } catch (ExecutionException e) {
        throw thrown(e.getCause());
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static AssertionError thrown(Throwable cause) {
    return cause instanceof AssertionError failed ? failed : new AssertionError(cause);
  }
}
