package io.github.pysecaudit.badge;

import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.faults.FaultyService;
import io.github.pysecaudit.faults.Known;
import io.github.pysecaudit.faults.Truth;
import io.github.pysecaudit.remote.Answer;
import io.github.pysecaudit.remote.CachePolicy;
import io.github.pysecaudit.remote.FakeTime;
import io.github.pysecaudit.remote.Http;
import io.github.pysecaudit.remote.HttpSender;
import io.github.pysecaudit.remote.Lookup;
import io.github.pysecaudit.remote.ResponseCache;
import io.github.pysecaudit.remote.Timekeeper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The badge application and requirement 2.1: one repository, which has an entry. */
public final class BadgeUnderFaults implements FaultyService {
  private static final String REPOSITORY = "https://github.com/acme/tool";

  @Override
  public Requirement requirement() {
    return Requirement.R2_1;
  }

  @Override
  public String host() {
    return "www.bestpractices.dev";
  }

  @Override
  public Map<Truth, String> truths() {
    return Map.of(Truth.BAD, "the badge is in progress", Truth.GOOD, "the badge is held");
  }

  @Override
  public List<Known> states() {
    return Arrays.stream(Known.values()).filter(known -> known != Known.BULK_FILE).toList();
  }

  @Override
  public List<Flaw> flaws() {
    return List.of(BadgeFlaw.values());
  }

  @Override
  public Duration requestDeadline() {
    return BadgeSearch.DEADLINE;
  }

  @Override
  public Map<String, String> project(Truth truth) {
    return Map.of("README.md", "# Tool\n");
  }

  @Override
  public ProjectFacts.Builder facts(
      ProjectFacts.Builder facts, URI server, Path folder, Http http, Timekeeper time) {
    return facts
        .repositoryUrl(Optional.of(REPOSITORY))
        .badge(client(server, http, folder, time), OptionalInt.empty(), BadgeLevel.PASSING);
  }

  @Override
  public void prepare(URI server, Path folder, FakeTime time, Known known, Truth truth)
      throws IOException {
    String entry = truth == Truth.BAD ? entry("in_progress", "40") : entry("passing", "110");
    byte[] body = ("[" + entry + "]").getBytes(StandardCharsets.UTF_8);
    HttpSender once =
        request -> Lookup.found(new Answer(200, Map.of(), body, request.uri()), "test");
    BadgeQuestion question =
        new BadgeQuestion(
            RepositoryUrl.parse(REPOSITORY), List.of(), OptionalInt.empty(), BadgeLevel.PASSING);
    known.leave(folder, time, () -> client(server, once, folder, time).find(question));
  }

  static String entry(String level, String number) {
    return new BadgeServer.Entry(
            7,
            REPOSITORY,
            "",
            "\"badge_level\":\"%s\",\"tiered_percentage\":%s".formatted(level, number))
        .toString();
  }

  private static BadgeSource client(URI server, HttpSender http, Path folder, Timekeeper time) {
    return BadgeClient.cached(
        server, http, new ResponseCache(folder, time, 1 << 20), CachePolicy.standard());
  }
}
