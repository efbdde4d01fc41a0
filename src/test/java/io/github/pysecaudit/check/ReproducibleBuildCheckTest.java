package io.github.pysecaudit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.MavenBuild;
import io.github.pysecaudit.facts.MemoryRepository;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.facts.repro.ArchiveComparer;
import io.github.pysecaudit.facts.repro.ArchiveComparison;
import io.github.pysecaudit.facts.repro.RebuildResult;
import io.github.pysecaudit.remote.Lookup;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReproducibleBuildCheckTest {
  private static final LocalDateTime NOON = LocalDateTime.of(2026, 1, 1, 12, 0);
  private static final Map<String, String> FIXED =
      Map.of("project.build.outputTimestamp", "2026-01-01T12:00:00Z");

  @TempDir Path folder;

  private static MavenBuild build(
      Map<String, String> properties,
      List<MavenBuild.PluginUse> plugins,
      List<MavenBuild.BuiltArtifact> artifacts) {
    return new MavenBuild(
        "g:a:1",
        "jar",
        "pom.xml",
        List.of(),
        plugins,
        properties,
        List.of(),
        Map.of(),
        artifacts,
        Set.of(),
        () -> Lookup.found(List.of(), "test"),
        List::of,
        List.of());
  }

  private static MavenBuild.PluginUse plugin(String name, String version) {
    return new MavenBuild.PluginUse(
        name,
        Optional.of(version),
        List.of(new MavenBuild.Execution("x", Optional.of("package"), List.of("jar"))),
        Map.of(),
        Place.line("pom.xml", 7));
  }

  private static Verdict judge(ProjectFacts.Builder facts) {
    return new ReproducibleBuildCheck().evaluate(facts.build()).get(0);
  }

  private static Verdict judge(MavenBuild build) {
    return judge(ProjectFacts.of(new MemoryRepository()).maven(build));
  }

  private MavenBuild.BuiltArtifact jar(String name, String... namesAndTexts) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        ZipEntry entry = new ZipEntry(namesAndTexts[i].replaceFirst("@.*", ""));
        boolean late = namesAndTexts[i].contains("@late");
        entry.setTimeLocal(late ? NOON.plusHours(1) : NOON);
        zip.putNextEntry(entry);
        zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return new MavenBuild.BuiltArtifact(file, "target/" + name, "jar");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:00:00Z, PASS",
    "2026-01-01T00:00:00+01:00, PASS",
    "1767225600, PASS",
    "'', FAIL",
    "x, FAIL",
    "yesterday, FAIL",
    "${maven.build.timestamp}, FAIL",
    "${git.commit.time}, REVIEW",
  })
  void judgesTheTimestampProperty(String value, Status status) {
    Verdict verdict =
        judge(build(Map.of("project.build.outputTimestamp", value), List.of(), List.of()));
    assertEquals(status, verdict.status(), verdict.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "org.apache.maven.plugins:maven-jar-plugin, 2.4, FAIL",
    "org.apache.maven.plugins:maven-jar-plugin, 3.2.0, PASS",
    "org.apache.maven.plugins:maven-jar-plugin, 3.10.0, PASS",
    "org.apache.maven.plugins:maven-shade-plugin, 3.5.2, FAIL",
    "org.moditect:moditect-maven-plugin, 1.2.0.Final, PASS",
    "org.moditect:moditect-maven-plugin, 1.2.0.Beta1, FAIL",
    "org.vafer:jdeb, 1.9, FAIL",
    "org.antlr:antlr3-maven-plugin, 3.5.3, FAIL",
    "org.example:other, 0.1, PASS",
  })
  void judgesPluginVersions(String name, String version, Status status) {
    Verdict verdict = judge(build(FIXED, List.of(plugin(name, version)), List.of()));
    assertEquals(status, verdict.status(), verdict.toString());
  }

  @Test
  void saysThatAnArchiveLooksReproducible() throws IOException {
    MavenBuild.BuiltArtifact jar =
        jar(
            "a.jar",
            "META-INF/MANIFEST.MF",
            "Manifest-Version: 1.0\nBuild-Jdk-Spec: 17\n",
            "a",
            "");
    Verdict verdict = judge(build(FIXED, List.of(), List.of(jar)));
    assertEquals(Status.PASS, verdict.status(), verdict.toString());
    assertTrue(verdict.summary().startsWith("Looks reproducible"), verdict.summary());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a@late                                | x                                  | different"
            + " times",
        "META-INF/maven/g/a/pom.properties     | #Mon Nov 23 10:00:00 UTC 2026      | the date",
      })
  void findsTracesOfTheBuild(String name, String text, String shown) throws IOException {
    MavenBuild.BuiltArtifact jar =
        jar("a.jar", "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n", name, text);
    Verdict verdict = judge(build(FIXED, List.of(), List.of(jar)));
    assertEquals(Status.FAIL, verdict.status(), verdict.toString());
    assertTrue(verdict.findings().get(0).message().contains(shown), verdict.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "Built-By: root, FAIL",
    "Build-Time: 2026-11-23, FAIL",
    "Bnd-LastModified: 1700000000000, FAIL",
    "Class-Path: /home/me/lib.jar, FAIL",
    "Build-Jdk: 17.0.9, PASS",
    "Built-JDK-Spec: 17, PASS",
    "Implementation-Version: 1, PASS",
  })
  void judgesTheManifest(String attribute, Status status) throws IOException {
    MavenBuild.BuiltArtifact jar =
        jar("a.jar", "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n" + attribute + "\n");
    assertEquals(status, judge(build(FIXED, List.of(), List.of(jar))).status());
  }

  @Test
  void doesNotPassWhatCannotBeRead() throws IOException {
    Path file = Files.writeString(folder.resolve("a.jar"), "no archive");
    MavenBuild.BuiltArtifact jar = new MavenBuild.BuiltArtifact(file, "target/a.jar", "jar");
    assertEquals(Status.UNKNOWN, judge(build(FIXED, List.of(), List.of(jar))).status());
  }

  @Test
  void believesARebuildOfTheSameInputsOnly() {
    MemoryRepository repository = MemoryRepository.of("pom.xml", "<project/>");
    MavenBuild build =
        build(Map.of("project.build.outputTimestamp", "${git.commit.time}"), List.of(), List.of());
    String inputs = ProjectFacts.of(repository).maven(build).build().buildInputs();
    ArchiveComparison same = new ArchiveComparison("a.jar", true, Optional.empty());
    RebuildResult proof = new RebuildResult("g:a", inputs, Instant.EPOCH, List.of(same));
    RebuildResult stale = new RebuildResult("g:a", "other", Instant.EPOCH, List.of(same));
    RebuildResult other = new RebuildResult("g:b", inputs, Instant.EPOCH, List.of(same));

    Verdict proved = judge(ProjectFacts.of(repository).maven(build).rebuilds(() -> List.of(proof)));
    assertEquals(Status.PASS, proved.status());
    assertTrue(proved.summary().startsWith("Proved by rebuild"));
    Verdict unproved =
        judge(ProjectFacts.of(repository).maven(build).rebuilds(() -> List.of(stale, other)));
    assertEquals(Status.REVIEW, unproved.status());
  }

  @Test
  void failsOnARebuildThatDiffers() throws IOException {
    Path one = jar("one.jar", "a", "x", "b", "first\nsecond\n").file();
    Path two = jar("two.jar", "a", "x", "b", "first\nother\n").file();
    ArchiveComparison compared = new ArchiveComparer().compare("a.jar", one, two);
    assertEquals("b", compared.difference().orElseThrow().entry());
    MavenBuild build = build(FIXED, List.of(), List.of());
    String inputs = ProjectFacts.of(new MemoryRepository()).maven(build).build().buildInputs();
    RebuildResult result = new RebuildResult("g:a", inputs, Instant.EPOCH, List.of(compared));
    Verdict verdict =
        judge(ProjectFacts.of(new MemoryRepository()).maven(build).rebuilds(() -> List.of(result)));
    assertEquals(Status.FAIL, verdict.status());
    assertTrue(
        verdict.findings().get(0).message().contains("a.jar, entry b: line 2 is \"second\""),
        verdict.toString());
  }
}
