package io.github.pysecaudit.python.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Compares what is read from wheels with what {@code importlib.metadata} says: name, version and
 * every requirement. Not a test: {@code src/bench/python-metadata/wheel_oracle.py} makes the lines
 * it reads from standard input.
 */
final class WheelCorpusComparison {
  private WheelCorpusComparison() {}

  public static void main(String[] arguments) throws IOException {
    int wheels = 0;
    int requirements = 0;
    int unparseable = 0;
    int nested = 0;
    int differences = 0;
    long start = System.nanoTime();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      JsonNode oracle = new ObjectMapper().readTree(line);
      Path wheel = Path.of(oracle.get("wheel").asText());
      String place = wheel.getFileName().toString();
      BundledPackagesCollector collector = new BundledPackagesCollector();
      ArchiveReading reading =
          new ArchiveReader(ArchiveLimits.defaults()).read(wheel, place, collector);
      BundledPackages packages = collector.packages();
      String metadata = place + "!/" + oracle.get("info").asText() + "/METADATA";
      Optional<BundledDistribution> own =
          packages.distributions().stream()
              .filter(found -> found.place().toString().equals(metadata))
              .findFirst();
      wheels++;
      nested += packages.distributions().size() - own.map(found -> 1).orElse(0);
      requirements += oracle.get("requires").size();
      unparseable +=
          (int)
              own.stream()
                  .flatMap(found -> found.requires().stream())
                  .filter(each -> each.reason().equals(PinReason.UNPARSEABLE.name()))
                  .count();
      differences += differences(oracle, own, place);
      if (!reading.problems().isEmpty() || !packages.problems().isEmpty()) {
        System.out.println(place + " " + reading.problems() + " " + packages.problems());
      }
    }
    System.out.printf(
        "%d wheels, %d requirements (%d unparseable), %d nested distributions, %d differences,"
            + " %d ms%n",
        wheels,
        requirements,
        unparseable,
        nested,
        differences,
        (System.nanoTime() - start) / 1_000_000);
  }

  private static int differences(JsonNode oracle, Optional<BundledDistribution> own, String place) {
    String expected =
        oracle.get("name").asText() + " " + oracle.get("version").asText() + " " + raw(oracle);
    String found =
        own.map(
                each ->
                    each.name()
                        + " "
                        + each.version().orElse("")
                        + " "
                        + each.requires().stream().map(require -> require.raw()).toList())
            .orElse("nothing");
    if (expected.equals(found)) {
      return 0;
    }
    System.out.printf("%s%n  expected %s%n  found    %s%n", place, expected, found);
    return 1;
  }

  private static List<String> raw(JsonNode oracle) {
    return java.util.stream.StreamSupport.stream(oracle.get("requires").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }
}
