package io.github.pysecaudit.advisory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.faults.FaultyService;
import io.github.pysecaudit.faults.Known;
import io.github.pysecaudit.remote.Faults.Site;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import mockwebserver3.MockResponse;

/** A service that works, but for one thing. */
enum OsvFlaw implements FaultyService.Flaw {
  FEWER_RESULTS("a result less than questions", Says.NOTHING, batch(200, "{\"results\":[{}]}")),
  MORE_RESULTS(
      "a result more than questions", Says.NOTHING, batch(200, "{\"results\":[{},{},{}]}")),
  ERRORS_FOR_RESULTS(
      "errors in place of results",
      Says.NOTHING,
      batch(200, "{\"results\":[{\"error\":\"timeout\"},{\"error\":\"timeout\"}]}")),
  REFUSED_IN_BETWEEN(
      "400 with a page of a firewall", Says.NOTHING, batch(400, "<html>blocked</html>")),
  TOO_LARGE_IN_BETWEEN("413 for everything", Says.NOTHING, batch(413, "too large")),
  REFUSES_ALL(
      "every question is refused as invalid",
      Says.NOTHING,
      batch(400, "{\"code\":3,\"message\":\"invalid query\"}")),
  PAGES_WITHOUT_END(
      "pages without end",
      Says.NOTHING,
      osv -> {
        AtomicInteger page = new AtomicInteger();
        osv.onQuery =
            (query, result) ->
                isCave(query) ? onlyToken(result, "t" + page.incrementAndGet()) : result;
      }),
  SAME_PAGE_AGAIN(
      "the same page again and again",
      Says.WHAT_IS_READ,
      osv -> osv.onQuery = (q, result) -> isCave(q) ? token(first(result), "again") : result),
  SECOND_PAGE_FAILS(
      "503 for the second page", Says.WHAT_IS_READ, secondPage(503, "upstream connect error")),
  SECOND_PAGE_REFUSED(
      "the second page is refused as invalid",
      Says.WHAT_IS_READ,
      secondPage(400, "{\"code\":3,\"message\":\"invalid page token\"}")),
  SECOND_PAGE_HTML(
      "a login page for the second page",
      Says.WHAT_IS_READ,
      secondPage(200, "<html>log in</html>")),
  SECOND_PAGE_AFTER_NOTHING(
      "an empty first page, 503 for the second",
      Says.NOTHING,
      secondPage(503, "")
          .andThen(osv -> osv.onQuery = (q, r) -> isCave(q) ? onlyToken(r, "p2") : r)),
  UNUSABLE_ID(
      "a record whose id is a path",
      Says.MORE_THAN_CAN_BE_READ,
      osv ->
          osv.onQuery =
              (query, result) -> {
                if (isCave(query)) {
                  result.removeAll();
                  result.withArray("vulns").addObject().put("id", "../../secret");
                }
                return result;
              }),
  NO_ADVISORY("503 for every advisory", Says.MORE_THAN_CAN_BE_READ, record(id -> true, 503, "")),
  HTML_ADVISORY(
      "a login page for every advisory",
      Says.MORE_THAN_CAN_BE_READ,
      record(id -> true, 200, "<html>log in</html>")),
  FORBIDDEN_ADVISORY(
      "403 for every advisory", Says.MORE_THAN_CAN_BE_READ, record(id -> true, 403, "Forbidden")),
  OTHER_ADVISORY(
      "another advisory than was asked for",
      Says.MORE_THAN_CAN_BE_READ,
      record(id -> true, 200, "{\"id\":\"GHSA-xxxx-xxxx-xxxx\"}")),
  ONE_ADVISORY_FAILS(
      "503 for one advisory of several",
      Says.WHAT_IS_READ,
      record(id -> id.startsWith("PYSEC"), 503, "")),
  ADVISORIES_GONE(
      "404 for every advisory", Says.WHAT_IS_READ, record(id -> true, 404, "{\"code\":5}")),
  FAILS_ONCE(
      "503 for each first request",
      Says.WHAT_IS_READ,
      osv -> {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        osv.onBatch = queries -> seen.add("batch") ? FakeOsv.json(503, "") : null;
        osv.onRecord = id -> seen.add(id) ? FakeOsv.json(503, "") : null;
      });

  /** What it lets through of the news that a dependency has become vulnerable. */
  private enum Says {
    NOTHING,
    WHAT_IS_READ,
    MORE_THAN_CAN_BE_READ
  }

  private final String words;
  private final Says says;
  private final Consumer<FakeOsv> change;

  OsvFlaw(String words, Says says, Consumer<FakeOsv> change) {
    this.words = words;
    this.says = says;
    this.change = change;
  }

  @Override
  public String words() {
    return words;
  }

  @Override
  public Site start() {
    FakeOsv osv = new FakeOsv();
    change.accept(osv);
    return new Site(osv.base(), List.of(osv::close));
  }

  /** The clean answer on disk counts while nothing newer is said, and not a moment longer. */
  @Override
  public Status expected(Known known) {
    if (known == Known.FRESH || (says == Says.NOTHING && known.isUsable())) {
      return Status.PASS;
    }
    return says == Says.WHAT_IS_READ ? Status.FAIL : Status.UNKNOWN;
  }

  private static Consumer<FakeOsv> batch(int status, String body) {
    return osv -> osv.onBatch = queries -> FakeOsv.json(status, body);
  }

  private static Consumer<FakeOsv> record(
      Function<String, Boolean> which, int status, String body) {
    return osv -> osv.onRecord = id -> which.apply(id) ? FakeOsv.json(status, body) : null;
  }

  /** The first page names a record; this comes for the next. */
  private static Consumer<FakeOsv> secondPage(int status, String body) {
    return osv -> {
      osv.onQuery = (query, result) -> isCave(query) ? token(first(result), "p2") : result;
      osv.onBatch = queries -> continues(queries) ? FakeOsv.json(status, body) : none();
    };
  }

  private static MockResponse none() {
    return null;
  }

  private static boolean continues(JsonNode queries) {
    return !queries.findValues("page_token").isEmpty();
  }

  private static boolean isCave(JsonNode query) {
    return query.at("/package/name").asText().equals("cave-paint");
  }

  private static ObjectNode first(ObjectNode result) {
    while (result.path("vulns").size() > 1) {
      result.withArray("vulns").remove(1);
    }
    return result;
  }

  private static ObjectNode onlyToken(ObjectNode result, String token) {
    result.removeAll();
    return token(result, token);
  }

  private static ObjectNode token(ObjectNode result, String token) {
    return result.put("next_page_token", token);
  }
}
