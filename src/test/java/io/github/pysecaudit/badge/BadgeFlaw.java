package io.github.pysecaudit.badge;

import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.faults.FaultyService;
import io.github.pysecaudit.faults.Known;
import io.github.pysecaudit.remote.Faults;
import io.github.pysecaudit.remote.Faults.Site;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;

/** A badge application that works, but for one thing. */
enum BadgeFlaw implements FaultyService.Flaw {
  EMPTY_LIST("an empty list for every search", Says.NO_BADGE, () -> always("[]")),
  OTHER_PROJECTS(
      "entries of other projects", Says.NO_BADGE, () -> always("[" + entry(3, "other") + "]")),
  FIRST_SEARCH_ONLY(
      "an empty list, then 503",
      Says.HALF,
      () -> Faults.answering(r -> r.getTarget().contains("?url=") ? json(200, "[]") : fails())),
  SECOND_PAGE_FAILS(
      "a full page of others, 503 for the next",
      Says.HALF,
      () -> Faults.answering(r -> r.getTarget().contains("page=") ? fails() : json(200, others()))),
  PAGES_WITHOUT_END("pages of others without end", Says.HALF, () -> always(others())),
  CONTRADICTION(
      "a level that its number contradicts",
      Says.NOTHING,
      () -> always("[" + BadgeUnderFaults.entry("gold", "20") + "]")),
  NUMBER_AS_TEXT(
      "a number as text",
      Says.NOTHING,
      () -> always("[" + BadgeUnderFaults.entry("gold", "\"300\"") + "]")),
  FAILS_ONCE(
      "503 for the first request, then the badge in progress",
      Says.NO_BADGE,
      () -> {
        AtomicBoolean failed = new AtomicBoolean();
        return Faults.answering(
            r ->
                failed.getAndSet(true)
                    ? json(200, "[" + BadgeUnderFaults.entry("in_progress", "40") + "]")
                    : fails());
      });

  /** What it says about a badge that is held no longer. */
  private enum Says {
    NOTHING,
    HALF,
    NO_BADGE
  }

  private final String words;
  private final Says says;
  private final Supplier<Site> start;

  BadgeFlaw(String words, Says says, Supplier<Site> start) {
    this.words = words;
    this.says = says;
    this.start = start;
  }

  @Override
  public String words() {
    return words;
  }

  @Override
  public Site start() {
    return start.get();
  }

  /** The badge on disk counts while nothing newer is said. */
  @Override
  public Status expected(Known known) {
    if (known == Known.FRESH || (says == Says.NOTHING && known.isUsable())) {
      return Status.PASS;
    }
    return says == Says.NO_BADGE ? Status.FAIL : Status.UNKNOWN;
  }

  private static Site always(String body) {
    return Faults.answering(request -> json(200, body));
  }

  private static String others() {
    return IntStream.range(1, 21)
        .mapToObj(i -> entry(i, "tool-" + i).toString())
        .toList()
        .toString();
  }

  private static BadgeServer.Entry entry(int id, String name) {
    return new BadgeServer.Entry(
        id,
        "https://github.com/acme/" + name,
        "",
        "\"badge_level\":\"gold\",\"tiered_percentage\":300");
  }

  private static MockResponse fails() {
    return json(503, "upstream connect error");
  }

  private static MockResponse json(int status, String body) {
    return new MockResponse.Builder().code(status).body(body).build();
  }
}
