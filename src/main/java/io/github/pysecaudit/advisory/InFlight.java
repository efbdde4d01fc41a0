package io.github.pysecaudit.advisory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Runs independent pieces of work with a bound on how many run at a time. */
final class InFlight {
  private InFlight() {}

  /**
   * The results in the order of the inputs. The threads are daemons and end with the call.
   *
   * @param interrupted what stands for a piece that was not done because the thread was interrupted
   */
  static <T, R> List<R> map(
      List<T> inputs, int limit, Function<T, R> work, Function<T, R> interrupted) {
    if (inputs.size() <= 1) {
      return inputs.stream().map(work).toList();
    }
    ExecutorService executor =
        Executors.newFixedThreadPool(
            Math.min(limit, inputs.size()),
            task -> {
              Thread thread = new Thread(task, "audit advisories");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Callable<R>> tasks =
          inputs.stream().<Callable<R>>map(input -> () -> work.apply(input)).toList();
      List<R> results = new ArrayList<>();
      for (Future<R> future : executor.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return inputs.stream().map(interrupted).toList();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("work on advisories failed", e.getCause());
    } finally {
      executor.shutdownNow();
    }
  }
}
