package io.github.pysecaudit.advisory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.OperatingSystemMXBean;
import io.github.pysecaudit.advisory.AdvisorySource.Answers;
import io.github.pysecaudit.advisory.KeyAnswer.Known;
import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.remote.Http;
import io.github.pysecaudit.remote.HttpSettings;
import io.github.pysecaudit.remote.ResponseCache;
import io.github.pysecaudit.remote.Timekeeper;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One measured look-up in a process of its own, started by {@code src/bench/osv/run.py}.
 *
 * <p>Arguments: {@code online SERVER} or {@code offline BULK-FOLDER}, then the file with the
 * queries, the folder for caches, and the file that gets the ids for each key. Prints one line of
 * JSON with what was measured.
 */
public final class OsvBench {
  private OsvBench() {}

  public static void main(String[] arguments) throws IOException {
    String mode = arguments[0];
    List<Dependency> dependencies = dependencies(Path.of(arguments[2]));
    Path cache = Path.of(arguments[3]);
    List<Answers> seen = new ArrayList<>();
    try (Http http = new Http(HttpSettings.forVersion("bench").withLimits(4, 16))) {
      AdvisorySource source =
          mode.equals("online")
              ? online(http, URI.create(arguments[1]), cache)
              : offline(Path.of(arguments[1]), cache);
      AdvisorySource recording =
          (Collection<PackageKey> keys) -> {
            Answers answers = source.ask(keys);
            seen.add(answers);
            return answers;
          };
      long start = System.nanoTime();
      long cpu = cpuNanos();
      VulnerabilityReport report = new VulnerabilityLookup(recording).lookUp(dependencies);
      long millis = (System.nanoTime() - start) / 1_000_000;
      long cpuMillis = (cpuNanos() - cpu) / 1_000_000;
      write(Path.of(arguments[4]), seen.get(0));
      PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      out.printf(
          "{\"mode\":\"%s\",\"ms\":%d,\"cpuMs\":%d,\"requests\":%d,\"keys\":%d,\"answered\":%d,"
              + "\"vulnerabilities\":%d,\"notValidated\":%d,\"outcome\":\"%s\",\"heapMb\":%d}%n",
          mode,
          millis,
          cpuMillis,
          report.counts().requests(),
          report.counts().keys(),
          report.counts().answered(),
          report.vulnerabilities().size(),
          report.notValidated().size(),
          report.outcome(),
          Runtime.getRuntime().totalMemory() >> 20);
    }
  }

  /** CPU time of the whole process, the compiler's and the collector's included. */
  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static AdvisorySource online(Http http, URI server, Path cache) {
    return new OsvClient(
        http,
        new ResponseCache(cache, Timekeeper.system(), 8 << 20),
        OsvSettings.of(server),
        Timekeeper.system());
  }

  private static AdvisorySource offline(Path bulk, Path cache) {
    return new OsvDatabase(
        new DatabaseFolders(cache, List.of(bulk)), Duration.ofDays(36_500), Timekeeper.system());
  }

  private static List<Dependency> dependencies(Path file) throws IOException {
    JsonNode root = new JsonMapper().readTree(file.toFile());
    List<Dependency> dependencies = new ArrayList<>();
    root.path("maven").forEach(pair -> dependencies.add(dependency(Dependency.MAVEN, pair)));
    root.path("pypi").forEach(pair -> dependencies.add(dependency(Dependency.PYPI, pair)));
    return dependencies;
  }

  private static Dependency dependency(String ecosystem, JsonNode pair) {
    return new Dependency(
        ecosystem,
        pair.path(0).asText(),
        Optional.of(pair.path(1).asText()),
        Place.file("pom.xml"),
        "dependencies",
        Optional.of(true),
        "",
        "",
        "compile",
        List.of(),
        Optional.empty());
  }

  private static void write(Path file, Answers answers) throws IOException {
    TreeMap<PackageKey, String> lines = new TreeMap<>();
    answers
        .byKey()
        .forEach(
            (key, answer) -> {
              TreeSet<String> ids = new TreeSet<>();
              if (answer instanceof Known known) {
                known.advisories().forEach(advisory -> ids.add(advisory.id()));
              } else {
                ids.add("?");
              }
              lines.put(key, String.join(" ", ids));
            });
    StringBuilder text = new StringBuilder();
    lines.forEach(
        (key, ids) ->
            text.append(key.ecosystem())
                .append('\t')
                .append(key)
                .append('\t')
                .append(ids)
                .append('\n'));
    Files.writeString(file, text.toString());
  }
}
