package io.github.pysecaudit.remote;

import static io.github.pysecaudit.remote.Lookups.reason;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HttpFaultsTest {

  private static final Duration DEADLINE = Duration.ofSeconds(3);

  @ParameterizedTest
  @EnumSource(Faults.class)
  void everyFaultIsOneSentenceInTime(Faults fault) throws Exception {
    try (Faults.Site site = fault.start();
        Http http = new Http(Faults.impatient(), new FakeTime(), new Random(1))) {
      Request request =
          Request.get(site.base().resolve("/x"))
              .withDeadline(DEADLINE)
              .objectingTo(a -> a.text().startsWith("{\"results\"") ? Optional.empty() : no());
      long start = System.nanoTime();
      Lookup<Answer> lookup = http.send(request);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertTrue(took.compareTo(DEADLINE.plusSeconds(2)) < 0, fault + " took " + took);
      String said = lookup.fold(found -> found.value().status() + "", Lookup.Unavailable::reason);
      assertTrue(said.contains(fault.words()), fault + ": " + said);
      assertFalse(said.contains("Exception") || said.contains("\n"), said);
      assertEquals(
          List.of(Faults.UNAUTHORIZED, Faults.FORBIDDEN, Faults.NOT_FOUND, Faults.NOT_MODIFIED)
              .contains(fault),
          lookup instanceof Lookup.Found,
          said);
    }
  }

  @Test
  void aHostThatIsNotThereIsAskedTwiceAndThenGivenUpForTheRun() throws Exception {
    FakeTime time = new FakeTime();
    try (Faults.Site hole = Faults.BLACK_HOLE.start();
        Faults.Site other = Faults.REFUSED.start();
        Http http = new Http(Faults.impatient(), time, new Random(1))) {
      String first = reason(http.send(Request.get(hole.base())));
      assertEquals(1, time.sleeps().size());
      assertEquals(first, reason(http.send(Request.get(hole.base()))));
      reason(http.send(Request.get(other.base())));
      assertEquals(1, time.sleeps().size());
    }
  }

  private static Optional<String> no() {
    return Optional.of("something else");
  }
}
