package io.github.pysecaudit.advisory;

import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The made-up records under {@code /advisory/records}. */
final class SampleRecords {
  static final List<String> IDS =
      List.of(
          "GHSA-aaaa-bbbb-cccc",
          "GHSA-dddd-dddd-dddd",
          "GHSA-eeee-eeee-eeee",
          "GHSA-gggg-gggg-gggg",
          "GHSA-rrrr-rrrr-rrrr",
          "GHSA-wwww-wwww-wwww",
          "MAL-2099-5",
          "OSV-2099-7",
          "PYSEC-2099-1",
          "PYSEC-2099-9");

  private static final Map<String, byte[]> READ = new ConcurrentHashMap<>();

  private SampleRecords() {}

  static byte[] json(String id) {
    return READ.computeIfAbsent(id, SampleRecords::read).clone();
  }

  private static byte[] read(String id) {
    try (InputStream in =
        SampleRecords.class.getResourceAsStream("/advisory/records/" + id + ".json")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Advisory advisory(String id) {
    try {
      return new AdvisoryReader().read(json(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Advisory> all() {
    return All.ADVISORIES;
  }

  /** Parsed once, and only where they are wanted. */
  private static final class All {
    private static final List<Advisory> ADVISORIES =
        IDS.stream().map(SampleRecords::advisory).toList();
  }

  static PackageKey maven(String name, String version) {
    return new PackageKey(Dependency.MAVEN, name, version);
  }

  static PackageKey pypi(String name, String version) {
    return new PackageKey(Dependency.PYPI, name, version);
  }

  static Dependency dependency(String ecosystem, String name, String version) {
    return dependency(ecosystem, name, version, "PIN_EQ");
  }

  static Dependency dependency(String ecosystem, String name, String version, String reason) {
    return new Dependency(
        ecosystem,
        name,
        Optional.ofNullable(version),
        Place.line("pom.xml", 12),
        "dependencies",
        Optional.of(true),
        reason,
        "",
        "compile",
        List.of(),
        Optional.empty());
  }

  static Dependency transitive(PackageKey key, List<List<String>> paths) {
    return new Dependency(
        key.ecosystem(),
        key.name(),
        Optional.of(key.version()),
        Place.line("pom.xml", 12),
        "dependencies",
        Optional.empty(),
        "",
        "",
        "runtime",
        paths,
        Optional.of("app"));
  }

  /** A source that matches all sample records by itself. */
  static AdvisorySource matching() {
    return keys ->
        new AdvisorySource.Answers(
            keys.stream()
                .collect(
                    Collectors.<PackageKey, PackageKey, KeyAnswer>toMap(
                        key -> key,
                        key ->
                            new KeyAnswer.Known(
                                all().stream().filter(a -> AdvisoryMatch.affects(a, key)).toList(),
                                Duration.ZERO,
                                "samples"))),
            0);
  }
}
