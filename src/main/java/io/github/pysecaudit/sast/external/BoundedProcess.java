package io.github.pysecaudit.sast.external;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program without a shell, for a limited time and with a limited output. */
final class BoundedProcess {
  private static final int MAX_ERROR_BYTES = 64 << 10;

  private BoundedProcess() {}

  /**
   * What a program did.
   *
   * @param exit its exit code; -1 if it was stopped
   * @param output what it wrote
   * @param errors the beginning of what it wrote to its error stream
   * @param stopped why it was stopped, or empty
   */
  record Result(int exit, byte[] output, String errors, String stopped) {}

  /**
   * Runs a program to its end, its limit or its maximum of output.
   *
   * @throws IOException if it cannot be started
   * @throws InterruptedException if the waiting thread is interrupted; the program is stopped
   */
  static Result run(
      List<String> command, Path folder, Map<String, String> environment, Duration limit, int most)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    Drain output = new Drain(process.getInputStream(), most, process);
    Drain errors = new Drain(process.getErrorStream(), MAX_ERROR_BYTES, null);
    output.start();
    errors.start();
    try {
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        end(process);
      }
      output.join(5_000);
      errors.join(5_000);
      String stopped = "";
      if (!ended) {
        stopped = "It did not end within " + limit.toSeconds() + " s.";
      } else if (output.overflow()) {
        stopped = "It wrote more than " + (most >> 20) + " MB.";
      } else if (output.isAlive()) {
        stopped = "Its output did not end.";
      }
      int exit = stopped.isEmpty() ? process.exitValue() : -1;
      return new Result(exit, output.bytes(), errors.text(), stopped);
    } finally {
      end(process);
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Reads a stream to its end and keeps the beginning. */
  private static final class Drain extends Thread {
    private final InputStream in;
    private final int most;
    private final Process stopOnOverflow;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean overflow;

    Drain(InputStream in, int most, Process stopOnOverflow) {
      super("scanner-output");
      this.in = in;
      this.most = most;
      this.stopOnOverflow = stopOnOverflow;
      setDaemon(true);
    }

    @Override
    public void run() {
      byte[] buffer = new byte[8192];
      try (in) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          if (!keep(buffer, n) && stopOnOverflow != null) {
            end(stopOnOverflow);
            return;
          }
        }
      } catch (IOException e) {
        // The stream ends when the process is stopped; what was read before is what there is.
        return;
      }
    }

    private synchronized boolean keep(byte[] buffer, int n) {
      int room = most - kept.size();
      kept.write(buffer, 0, Math.min(n, room));
      overflow |= n > room;
      return n <= room;
    }

    synchronized boolean overflow() {
      return overflow;
    }

    synchronized byte[] bytes() {
      return kept.toByteArray();
    }

    synchronized String text() {
      return kept.toString(java.nio.charset.StandardCharsets.UTF_8);
    }
  }
}
