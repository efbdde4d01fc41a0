package io.github.pysecaudit.remote;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Decides how often, when and for how long a server is asked in one run.
 *
 * <p>A host that could not be reached at all is given up for the rest of the run after one short
 * retry, and without a retry if no other host has answered either: that is what a machine without a
 * network looks like. A host that answered before gets the full number of tries. What a server asks
 * to wait holds for every request to it.
 */
final class Attempts {

  /** One attempt with its share of the time. */
  record Budget(Duration left, boolean brisk) {}

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

  private static final class Host {
    private final Semaphore places;
    private final AtomicLong notBefore;
    private volatile boolean answered;
    private volatile String givenUp;

    Host(int places, long now) {
      this.places = new Semaphore(places, true);
      this.notBefore = new AtomicLong(now);
    }
  }

  private final HttpSettings settings;
  private final Timekeeper time;
  private final RandomGenerator random;
  private final BusyTime busy;
  private final Map<String, Host> hosts = new ConcurrentHashMap<>();

  Attempts(HttpSettings settings, Timekeeper time, RandomGenerator random) {
    this.settings = settings;
    this.time = time;
    this.random = random;
    this.busy = new BusyTime(time);
  }

  /** Makes attempts until one is decisive or the time or the number of tries is used up. */
  <T> Lookup<T> run(URI uri, Duration deadline, Function<Budget, Outcome<T>> attempt) {
    String name = Hosts.name(uri);
    if (settings.offline()) {
      return Lookup.unavailable("The build is offline, so " + name + " was not asked.");
    }
    Optional<String> refusal = Hosts.refusal(uri);
    if (refusal.isPresent()) {
      return Lookup.unavailable(refusal.get());
    }
    busy.begin();
    try {
      return new Series<>(name, deadline, attempt).run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Lookup.unavailable("The request to " + name + " was interrupted.");
    } finally {
      busy.end();
    }
  }

  /** The attempts that one request is made of. */
  private final class Series<T> {
    private final String name;
    private final Duration deadline;
    private final Function<Budget, Outcome<T>> attempt;
    private final Host host;
    private final long start = time.nanoTime();
    private Optional<String> lastReason = Optional.empty();

    Series(String name, Duration deadline, Function<Budget, Outcome<T>> attempt) {
      this.name = name;
      this.deadline = deadline;
      this.attempt = attempt;
      this.host = hosts.computeIfAbsent(name, n -> new Host(settings.maxPerHost(), start));
    }

    Lookup<T> run() throws InterruptedException {
      for (int tries = 1; ; tries++) {
        Outcome<T> outcome = once(tries);
        if (outcome instanceof Outcome.Done<T> done) {
          return done.lookup();
        }
        Duration pause;
        if (outcome instanceof Outcome.Unreachable<T> unreachable) {
          lastReason = Optional.of(unreachable.reason());
          if (unreachable.hopeless() || (!host.answered && (tries > 1 || isUnplugged()))) {
            host.givenUp = unreachable.reason();
            return Lookup.unavailable(unreachable.reason());
          }
          pause = host.answered ? backoff(tries) : HttpSettings.UNREACHABLE_PAUSE;
        } else {
          Outcome.Again<T> again = (Outcome.Again<T>) outcome;
          lastReason = Optional.of(again.reason());
          again.pause().ifPresent(this::hold);
          pause = again.pause().orElse(backoff(tries));
        }
        if (tries >= settings.maxAttempts()) {
          return Lookup.unavailable(lastReason.get() + tried(tries));
        }
        if (pause.compareTo(left()) >= 0) {
          return Lookup.unavailable(lastReason.get() + tooLong(outcome, pause));
        }
        time.sleep(pause);
      }
    }

    private Outcome<T> once(int tries) throws InterruptedException {
      Duration hold = Duration.ofNanos(Math.max(0, host.notBefore.get() - time.nanoTime()));
      if (hold.compareTo(left()) >= 0 && !hold.isZero()) {
        return Outcome.unavailable(name + " asked to wait longer than there is time left.");
      }
      if (!hold.isZero()) {
        time.sleep(hold);
      }
      Duration left = left();
      if (left.isNegative()
          || left.isZero()
          || !host.places.tryAcquire(left.toNanos(), TimeUnit.NANOSECONDS)) {
        return Outcome.unavailable(lastReason.orElseGet(this::outOfTime));
      }
      try {
        if (host.givenUp != null) {
          return Outcome.unavailable(host.givenUp);
        }
        boolean brisk = !host.answered && (tries > 1 || isUnplugged());
        Outcome<T> outcome = attempt.apply(new Budget(left(), brisk));
        if (!(outcome instanceof Outcome.Unreachable)) {
          host.answered = true;
        }
        return outcome;
      } finally {
        host.places.release();
      }
    }

    /** Lets every request to this host wait for as long as the server asked. */
    private void hold(Duration pause) {
      long until = time.nanoTime() + pause.toNanos();
      host.notBefore.accumulateAndGet(until, (a, b) -> a - b > 0 ? a : b);
    }

    private Duration left() {
      Duration ofCall = deadline.minusNanos(time.nanoTime() - start);
      Duration ofRun = settings.runDeadline().minus(busy.total());
      return ofCall.compareTo(ofRun) < 0 ? ofCall : ofRun;
    }

    private String outOfTime() {
      return "There was no time left to ask "
          + name
          + ": network calls of this run may take "
          + settings.runDeadline().toSeconds()
          + " s together.";
    }

    private String tooLong(Outcome<T> outcome, Duration pause) {
      if (outcome instanceof Outcome.Again<T> again && again.pause().isPresent()) {
        return " It asks to wait "
            + pause.toSeconds()
            + " s, and "
            + Math.max(0, left().toSeconds())
            + " s are left.";
      }
      return " The time for this request is used up.";
    }
  }

  private static String tried(int tries) {
    return tries == 1 ? "" : " It was tried " + tries + " times.";
  }

  /** Whether nothing has answered in this run so far and something was given up. */
  private boolean isUnplugged() {
    return hosts.values().stream().noneMatch(h -> h.answered)
        && hosts.values().stream().anyMatch(h -> h.givenUp != null);
  }

  /** Doubles with each try; between half and all of that, so that clients do not march in step. */
  private Duration backoff(int tries) {
    long full =
        Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(tries - 1, 10));
    return Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1));
  }
}
