package io.github.pysecaudit.advisory;

import static io.github.pysecaudit.advisory.SampleRecords.advisory;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.pysecaudit.advisory.AdvisorySource.Answers;
import io.github.pysecaudit.advisory.KeyAnswer.Known;
import io.github.pysecaudit.advisory.KeyAnswer.Partly;
import io.github.pysecaudit.advisory.KeyAnswer.Refused;
import io.github.pysecaudit.advisory.KeyAnswer.Unanswered;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FallbackSourceTest {
  private static final PackageKey KEY = SampleRecords.pypi("cave-paint", "1.2");
  private static final Duration FRESH = Duration.ofMinutes(30);

  private final Known young = new Known(List.of(), Duration.ofHours(1), "young");
  private final Known old = new Known(List.of(), Duration.ofDays(2), "old");

  @Test
  void theYoungerOfTwoAnswersCounts() {
    assertSame(young, ask(young, old));
    assertSame(young, ask(old, young));
  }

  @Test
  void aFreshAnswerIsNotCompared() {
    Known now = new Known(List.of(), Duration.ZERO, "now");
    AdvisorySource first = keys -> new Answers(Map.of(KEY, now), 1);
    AdvisorySource second =
        keys -> {
          throw new AssertionError("asked");
        };
    Answers answers = new FallbackSource(first, FRESH, second).ask(List.of(KEY));
    assertSame(now, answers.byKey().get(KEY));
  }

  @Test
  void anAnswerStandsInForNoneAndSaysWhy() {
    Unanswered none = new Unanswered("Down.", Optional.empty());
    assertEquals(new Known(List.of(), old.age(), "old (Down.)"), ask(none, old));
    assertSame(old, ask(old, none));
  }

  @Test
  void twoFailuresTellBothReasonsAndTheYoungestAge() {
    KeyAnswer answer =
        ask(
            new Unanswered("Down.", Optional.of(Duration.ofDays(9))),
            new Unanswered("No data.", Optional.of(Duration.ofDays(8))));
    Unanswered none = assertInstanceOf(Unanswered.class, answer);
    assertEquals("Down. No data.", none.reason());
    assertEquals(Optional.of(Duration.ofDays(8)), none.newestAge());
  }

  @Test
  void aRefusedQueryStaysRefused() {
    Refused refused = new Refused("No query.");
    assertSame(refused, ask(refused, old));
  }

  @Test
  void anAnswerThatDoesNotKnowWhatIsNamedAddsToItAndDoesNotReplaceIt() {
    Partly half = half(Duration.ZERO, "PYSEC-2099-1");
    Known other = new Known(List.of(advisory("OSV-2099-7")), Duration.ofDays(1), "bulk");
    Partly both = assertInstanceOf(Partly.class, ask(half, other));
    assertEquals(other.advisories(), both.advisories());
    assertEquals(Set.of("PYSEC-2099-1"), both.unread());
  }

  @Test
  void anAnswerThatKnowsAllThatIsNamedCompletesIt() {
    Known other = new Known(List.of(advisory("PYSEC-2099-1")), Duration.ofDays(1), "bulk");
    assertEquals(
        new Known(other.advisories(), Duration.ofDays(1), "bulk (One failed.)"),
        ask(half(Duration.ZERO, "PYSEC-2099-1"), other));
  }

  @Test
  void aYoungerAnswerNeedNotKnowWhatWasNamedBefore() {
    Known other = new Known(List.of(), Duration.ofDays(1), "bulk");
    assertEquals(
        new Known(List.of(), Duration.ofDays(1), "bulk (One failed.)"),
        ask(half(Duration.ofDays(3), "PYSEC-2099-1"), other));
  }

  @Test
  void halfAnAnswerStaysWhatItIsWhereNobodyElseKnows() {
    Partly half = half(Duration.ZERO, "PYSEC-2099-1");
    assertSame(half, ask(half, new Unanswered("No data.", Optional.empty())));
  }

  private static Partly half(Duration age, String unread) {
    return new Partly(List.of(), Set.of(unread), "One failed.", age, "service");
  }

  private static KeyAnswer ask(KeyAnswer first, KeyAnswer second) {
    return new FallbackSource(
            keys -> new Answers(Map.of(KEY, first), 1),
            FRESH,
            keys -> new Answers(Map.of(KEY, second), 0))
        .ask(List.of(KEY))
        .byKey()
        .get(KEY);
  }
}
