package io.github.pysecaudit.advisory;

import io.github.pysecaudit.remote.ResponseCache;
import io.github.pysecaudit.remote.Timekeeper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A build that writes its cache again and again, one byte of output each time, until killed. */
public final class CacheWriterProcess {
  private CacheWriterProcess() {}

  public static void main(String[] arguments) throws IOException {
    Instant now = Instant.ofEpochMilli(Long.parseLong(arguments[2]));
    Timekeeper time =
        new Timekeeper() {
          @Override
          public Instant now() {
            return now;
          }

          @Override
          public long nanoTime() {
            return System.nanoTime();
          }

          @Override
          public void sleep(Duration duration) {
            throw new UnsupportedOperationException();
          }
        };
    ResponseCache cache = new ResponseCache(Path.of(arguments[1]), time, 8 << 20);
    QueryCache queries = new QueryCache(cache, arguments[0], time);
    List<PackageKey> keys =
        List.of(
            SampleRecords.pypi("cave-paint", "1.2"),
            SampleRecords.maven("org.acme.sample:core", "1.2"),
            SampleRecords.pypi("fern", "1.0"));
    AdvisoryFetch fetch =
        new AdvisoryFetch(
            HealthyService::answer,
            cache,
            OsvSettings.of(URI.create(arguments[0])),
            new AtomicInteger());
    for (int i = 0; ; i++) {
      queries.store(queries.find(keys));
      // Another state each time, so that the record is fetched and written again.
      fetch.fetch(List.of(new QueryAnswer.Reference("PYSEC-2099-1", "2000-01-01T00:00:00Z-" + i)));
      System.out.write('.');
      System.out.flush();
    }
  }
}
