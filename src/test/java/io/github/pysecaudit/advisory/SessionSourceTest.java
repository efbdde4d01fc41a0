package io.github.pysecaudit.advisory;

import static io.github.pysecaudit.advisory.SampleRecords.maven;
import static io.github.pysecaudit.advisory.SampleRecords.pypi;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pysecaudit.advisory.AdvisorySource.Answers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class SessionSourceTest {
  private static final PackageKey CAVE = pypi("cave-paint", "1.2");
  private static final PackageKey CORE = maven("org.acme.sample:core", "1.2");
  private static final PackageKey FERN = pypi("fern", "1.0");

  private final ConcurrentMap<String, String> memory = new ConcurrentHashMap<>();
  private final List<PackageKey> asked = new CopyOnWriteArrayList<>();

  @Test
  void aGrowingSetAsksOnlyForWhatIsNew() {
    source(SampleRecords.matching()).ask(List.of(CAVE));
    Answers answers = source(SampleRecords.matching()).ask(List.of(CAVE, CORE));
    assertEquals(List.of(CAVE, CORE), asked);
    assertEquals(SampleRecords.matching().ask(List.of(CAVE, CORE)).byKey(), answers.byKey());
  }

  @Test
  void everyKindOfAnswerIsRememberedAsItWas() {
    Map<PackageKey, KeyAnswer> answers = new HashMap<>();
    answers.put(CAVE, new KeyAnswer.Known(SampleRecords.all(), Duration.ofHours(3), "a source"));
    answers.put(CORE, new KeyAnswer.Unanswered("Down.", Optional.of(Duration.ofDays(9))));
    answers.put(FERN, new KeyAnswer.Refused("No query."));
    answers.put(pypi("x", "1"), new KeyAnswer.Unanswered("Down.", Optional.empty()));
    answers.put(
        pypi("y", "1"),
        new KeyAnswer.Partly(
            SampleRecords.all(),
            Set.of("X-1", "a record without a usable id"),
            "Down.",
            Duration.ofHours(1),
            "a source"));
    answers.put(
        pypi("z", "1"),
        new KeyAnswer.Partly(List.of(), Set.of(), "Down.", Duration.ZERO, "a source"));
    AdvisorySource fixed = keys -> new Answers(answers, 7);
    source(fixed).ask(answers.keySet());
    Answers again = source(fixed).ask(answers.keySet());
    assertEquals(answers, again.byKey());
    assertEquals(0, again.requests());
    assertEquals(6, asked.size());
  }

  @Test
  void modulesThatAskAtTheSameTimeAskOnce() throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(
          new Thread(() -> source(SampleRecords.matching()).ask(List.of(CAVE, CORE, FERN))));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(3, asked.size());
  }

  private AdvisorySource source(AdvisorySource inner) {
    return new SessionSource(
        (Collection<PackageKey> keys) -> {
          asked.addAll(keys);
          return inner.ask(keys);
        },
        memory);
  }
}
