package io.github.pysecaudit.badge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.badge.BadgeStanding.Kind;
import io.github.pysecaudit.remote.CachePolicy;
import io.github.pysecaudit.remote.FakeTime;
import io.github.pysecaudit.remote.Http;
import io.github.pysecaudit.remote.HttpSettings;
import io.github.pysecaudit.remote.Lookup;
import io.github.pysecaudit.remote.ResponseCache;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadgeClientTest {

  private static final String G = "https://github.com/acme/";

  private final FakeTime time = new FakeTime();
  private final Http http = new Http(HttpSettings.forVersion("test"), time, new Random(1));
  private BadgeServer server;
  @TempDir Path folder;

  @BeforeEach
  void start() throws Exception {
    server = new BadgeServer();
    server
        .with(1, G + "passing", G + "passing", "passing", 141)
        .with(2, G + "silver", "https://silver.example", "silver", 255)
        .with(3, G + "gold", null, "gold", 300)
        .with(4, G + "halfway", G + "halfway", "in_progress", 63)
        .with(6, G + "dotgit.git", "", "passing", 100)
        .with(7, "http://github.com/acme/plain", "", "passing", 140)
        .with(8, "https://github.com/Acme/MixedCase", "", "silver", 212)
        .with(11, G + "umbrella", G + "core", "gold", 300)
        .with(12, G + "core", "https://core.example", "in_progress", 71)
        .with(13, "https://github.com/other/else", "", "gold", 300)
        .with(15, "https://github.com/old-owner/moved", "", "passing", 140)
        .with(16, "", G + "homeonly", "passing", 120)
        .with(18, G + "future", "", "platinum", 300)
        .with(21, G + "twice", "", "passing", 120)
        .with(22, G + "Twice.git", "", "in_progress", 20)
        .with(
            5,
            G + "baseline",
            "",
            "\"badge_level\":\"in_progress\",\"tiered_percentage\":88,"
                + "\"badge_percentage_baseline_1\":100,\"badge_percentage_baseline_2\":48,"
                + "\"badge_percentage_baseline_3\":null");
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # repository,                     configured, linked, kind,          entry, requests
          https://github.com/acme/passing,           ,        , HELD,             1, 1
          git@github.com:acme/silver.git,            ,        , HELD,             2, 1
          https://github.com/acme/gold,              ,        , HELD,             3, 1
          https://github.com/acme/gold,             3,        , HELD,             3, 1
          https://github.com/acme/gold,              , 3,       HELD,             3, 1
          https://github.com/acme/halfway,           ,        , IN_PROGRESS,      4, 1
          https://github.com/acme/baseline,          ,        , BASELINE_ONLY,    5, 1
          https://github.com/acme/dotgit,            ,        , HELD,             6, 2
          https://github.com/acme/plain,             ,        , HELD,             7, 3
          https://github.com/acme/mixedcase,         ,        , HELD,             8, 2
          https://github.com/acme/core,              ,        , IN_PROGRESS,     12, 1
          https://github.com/acme/umbrella,          ,        , HELD,            11, 1
          https://github.com/acme/homeonly,          ,        , HELD,            16, 1
          https://github.com/acme/future,            ,        , HELD,            18, 1
          https://github.com/acme/nothing,           ,        , NONE,              , 3
          https://github.com/acme/nothing,           , 13,      OTHER_PROJECT,   13, 4
          https://github.com/acme/nothing,         13,        , OTHER_PROJECT,   13, 1
          https://github.com/acme/nothing,         99,        , NONE,              , 4
          https://github.com/new-owner/moved,        , 15,      MOVED,           15, 4
          https://github.com/new-owner/moved,        , 13 15,   MOVED,           15, 5
          https://github.com/acme/core,              , 13 99,   IN_PROGRESS,     12, 3
          https://github.com/acme/gold,              , 13 3,    HELD,             3, 2
          https://github.com/ACME/twice,             ,        , AMBIGUOUS,         , 2
                                         ,          1,        , UNVERIFIED,       1, 1
                                         ,           , 1,       UNVERIFIED,       1, 1
                                         ,         99,        , NONE,              , 1
                                         ,           ,        , NOTHING_TO_ASK,    , 0
          """)
  void findsHowAProjectStands(
      String repository,
      Integer configured,
      String linked,
      Kind kind,
      Integer entry,
      int requests) {
    BadgeStanding standing = found(client().find(question(repository, configured, linked)));
    assertEquals(kind, standing.kind(), standing.toString());
    assertEquals(Optional.ofNullable(entry), standing.entry().map(BadgeEntry::id));
    assertEquals(requests, server.asked().size(), server.asked().toString());
    assertEquals(requests, standing.asked().size());
  }

  @Test
  void saysWhatItSawOnTheWay() {
    BadgeStanding core = found(client().find(question(G + "core", null, "13")));
    assertEquals(
        List.of(
            "Entry 13 belongs to https://github.com/other/else, not to this repository.",
            "Entry 11 names this repository only as its home page."),
        core.notes());
    BadgeStanding home = found(client().find(question(G + "homeonly", null, "")));
    assertTrue(home.notes().get(0).contains("matched by its home page"), home.toString());
  }

  @Test
  void showsTheEntryAsItIs() {
    BadgeEntry entry = found(client().find(question(G + "future", null, ""))).entry().orElseThrow();
    assertEquals("platinum", entry.level());
    assertEquals(Optional.of("2026-05-30T14:21:35.145Z"), entry.updatedAt());
    assertEquals(server.base() + "/projects/18", entry.url());
  }

  @ParameterizedTest
  @CsvSource({"passing,true,false,false", "silver,true,true,false", "future,true,true,true"})
  void comparesWithTheMinimum(String name, boolean passing, boolean silver, boolean gold) {
    BadgeStanding standing = found(client().find(question(G + name, null, "")));
    assertEquals(passing, standing.reaches(BadgeLevel.PASSING));
    assertEquals(silver, standing.reaches(BadgeLevel.SILVER));
    assertEquals(gold, standing.reaches(BadgeLevel.GOLD));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"badge_level\":\"passing\"",
        "\"badge_level\":\"passing\",\"tiered_percentage\":\"100\"",
        "\"badge_level\":\"passing\",\"tiered_percentage\":99",
        "\"badge_level\":\"in_progress\",\"tiered_percentage\":100",
        "\"badge_level\":\"passing\",\"tiered_percentage\":1e9",
        "\"badge_level\":[\"gold\"],\"tiered_percentage\":300",
        "\"badge_level\":\"gold\",\"tiered_percentage\":300,\"name\":{}",
        "\"badge_level\":\"\",\"tiered_percentage\":300"
      })
  void neverBelievesAnEntryOfTheWrongShape(String json) {
    server.with(30, G + "strange", "", json);
    String reason = reason(client().find(question(G + "strange", null, "")));
    assertTrue(reason.contains(" sent "), reason);
  }

  @Test
  void asksForFurtherPagesAndGivesUpAfterThree() {
    for (int i = 0; i < 25; i++) {
      server.with(100 + i, G + "lib-" + i, "", "passing", 100);
    }
    server.with(200, G + "lib.git", "", "gold", 300);
    assertEquals(Kind.HELD, found(client().find(question(G + "lib", null, ""))).kind());
    for (int i = 0; i < 60; i++) {
      server.with(300 + i, G + "many-" + i, "", "passing", 100);
    }
    String reason = reason(client().find(question(G + "many", null, "")));
    assertTrue(reason.contains("name the id of its own"), reason);
  }

  @Test
  void usesAGoodFreshAnswerAndAsksAgainForAPoorOne() {
    BadgeSource client =
        BadgeClient.cached(
            server.base(), http, new ResponseCache(folder, time, 1 << 20), CachePolicy.standard());
    found(client.find(question(G + "passing", null, "")));
    found(client.find(question(G + "halfway", null, "")));
    time.pass(Duration.ofHours(2));
    Lookup<BadgeStanding> good = client.find(question(G + "passing", null, ""));
    assertEquals(Duration.ofHours(2), ((Lookup.Found<BadgeStanding>) good).age());
    assertEquals(2, server.asked().size());
    found(client.find(question(G + "halfway", null, "")));
    assertEquals(3, server.asked().size());
  }

  @Test
  void asksAgainWhenTheMinimumIsHigherThanTheCachedLevel() {
    BadgeSource client =
        BadgeClient.cached(
            server.base(), http, new ResponseCache(folder, time, 1 << 20), CachePolicy.standard());
    found(client.find(question(G + "passing", null, "")));
    time.pass(Duration.ofHours(2));
    BadgeQuestion wantsGold =
        new BadgeQuestion(
            RepositoryUrl.parse(G + "passing"), List.of(), OptionalInt.empty(), BadgeLevel.GOLD);
    BadgeStanding standing = found(client.find(wantsGold));
    assertFalse(standing.reaches(BadgeLevel.GOLD));
    assertEquals(2, server.asked().size());
  }

  private BadgeSource client() {
    return BadgeClient.uncached(server.base(), http);
  }

  private static BadgeQuestion question(String repository, Integer configured, String linked) {
    List<BadgeLink> links =
        linked == null || linked.isBlank()
            ? List.of()
            : Arrays.stream(linked.split(" "))
                .map(id -> new BadgeLink(Integer.parseInt(id), 1, ""))
                .toList();
    return new BadgeQuestion(
        RepositoryUrl.parse(repository),
        links,
        configured == null ? OptionalInt.empty() : OptionalInt.of(configured),
        BadgeLevel.PASSING);
  }

  private static <T> T found(Lookup<T> lookup) {
    return lookup.fold(
        Lookup.Found::value,
        u -> {
          throw new AssertionError(u.reason());
        });
  }

  private static String reason(Lookup<?> lookup) {
    return lookup.fold(
        f -> {
          throw new AssertionError("found " + f);
        },
        Lookup.Unavailable::reason);
  }

  @Test
  void offlineIsNotANo() {
    try (Http http = new Http(HttpSettings.forVersion("test").withOffline(true))) {
      BadgeQuestion question =
          new BadgeQuestion(
              RepositoryUrl.parse("https://github.com/acme/tool"),
              List.of(),
              OptionalInt.empty(),
              BadgeLevel.PASSING);
      assertEquals(
          Lookup.unavailable("The build is offline, so www.bestpractices.dev was not asked."),
          BadgeClient.uncached(URI.create("https://www.bestpractices.dev"), http).find(question));
    }
  }
}
