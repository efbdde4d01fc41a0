package io.github.pysecaudit.advisory;

import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.faults.FaultyService;
import io.github.pysecaudit.faults.Known;
import io.github.pysecaudit.faults.Truth;
import io.github.pysecaudit.remote.Answer;
import io.github.pysecaudit.remote.FakeTime;
import io.github.pysecaudit.remote.Http;
import io.github.pysecaudit.remote.HttpSender;
import io.github.pysecaudit.remote.Lookup;
import io.github.pysecaudit.remote.Request;
import io.github.pysecaudit.remote.ResponseCache;
import io.github.pysecaudit.remote.Timekeeper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** OSV and requirement 5.1: two pinned packages, one of which is vulnerable unless all is well. */
public final class OsvUnderFaults implements FaultyService {
  private static final PackageKey CAVE = SampleRecords.pypi("cave-paint", "1.2");
  private static final PackageKey FERN = SampleRecords.pypi("fern", "1.0");

  @Override
  public Requirement requirement() {
    return Requirement.R5_1;
  }

  @Override
  public String host() {
    return OsvSettings.PUBLIC.getHost();
  }

  @Override
  public Map<Truth, String> truths() {
    return Map.of(Truth.BAD, "a vulnerability is known", Truth.GOOD, "none is known");
  }

  @Override
  public List<Known> states() {
    return List.of(Known.values());
  }

  @Override
  public List<Flaw> flaws() {
    return List.of(OsvFlaw.values());
  }

  @Override
  public Duration requestDeadline() {
    return OsvSettings.of(OsvSettings.PUBLIC).requestDeadline();
  }

  @Override
  public Map<String, String> project(Truth truth) {
    return Map.of(
        "requirements.txt", truth == Truth.GOOD ? "fern==1.0\n" : "cave-paint==1.2\nfern==1.0\n");
  }

  @Override
  public ProjectFacts.Builder facts(
      ProjectFacts.Builder facts, URI server, Path folder, Http http, Timekeeper time) {
    OsvSettings settings = OsvSettings.of(server);
    OsvClient client = new OsvClient(http, cache(folder, time), settings, time);
    OsvDatabase bulk =
        new OsvDatabase(
            new DatabaseFolders(folder.resolve("bulk"), List.of()), settings.tolerated(), time);
    return facts.vulnerabilitySource(
        new VulnerabilityLookup(
            new SessionSource(
                FallbackSource.of(client, settings.fresh(), bulk), new ConcurrentHashMap<>())));
  }

  @Override
  public void prepare(URI server, Path folder, FakeTime time, Known known, Truth truth)
      throws IOException {
    boolean clean = truth == Truth.WORSENED;
    known.leave(
        folder,
        time,
        () -> {
          if (known == Known.BULK_FILE) {
            BulkArchive.write(
                folder.resolve("bulk/PyPI/all.zip"),
                time.now(),
                clean ? List.of("GHSA-dddd-dddd-dddd") : SampleRecords.IDS);
            return;
          }
          HttpSender service = clean ? OsvUnderFaults::nothingKnown : HealthyService::answer;
          new OsvClient(service, cache(folder, time), OsvSettings.of(server), time)
              .ask(List.of(CAVE, FERN));
        });
  }

  private static Lookup<Answer> nothingKnown(Request request) {
    byte[] body = "{\"results\":[{},{}]}".getBytes(StandardCharsets.UTF_8);
    return Lookup.found(new Answer(200, Map.of(), body, request.uri()), "test");
  }

  private static ResponseCache cache(Path folder, Timekeeper time) {
    return new ResponseCache(folder.resolve("answers"), time, 1 << 20);
  }
}
