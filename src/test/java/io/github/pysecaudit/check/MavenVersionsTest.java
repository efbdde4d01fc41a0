package io.github.pysecaudit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.MavenBuild;
import io.github.pysecaudit.facts.MavenBuild.DeclaredVersion;
import io.github.pysecaudit.facts.MavenBuild.Kind;
import io.github.pysecaudit.facts.MemoryRepository;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.remote.Lookup;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MavenVersionsTest {
  private static final Dependency DEEP =
      new Dependency(
          Dependency.MAVEN,
          "g:deep",
          Optional.of("1.5"),
          Place.file("pom.xml"),
          "transitive",
          Optional.of(true),
          "RESOLVED",
          "",
          "compile",
          List.of(),
          Optional.of("g:own"));

  private static Verdict judge(String ownVersion, DeclaredVersion... declared) {
    MavenBuild build =
        new MavenBuild(
            "g:own:" + ownVersion,
            "jar",
            "pom.xml",
            List.of(declared),
            List.of(),
            Map.of(),
            List.of(),
            Map.of(),
            List.of(),
            Set.of("g:own:1.0", "g:sibling:1.0", "g:sibling:1.0-SNAPSHOT"),
            () -> Lookup.found(List.of(DEEP), "a test"),
            List::of,
            List.of());
    return MavenVersions.judge(
        ProjectFacts.of(MemoryRepository.of("pom.xml", "<project/>")).maven(build).build());
  }

  private static DeclaredVersion declared(Kind kind, String name, String version, boolean inUse) {
    return new DeclaredVersion(
        kind, name, Optional.ofNullable(version), "", inUse, Place.line("pom.xml", 7));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {
        "DEPENDENCY         | g:a       | 1.0                        | true  | PASS",
        "DEPENDENCY         | g:a       | 3.0.0.RELEASE              | true  | PASS",
        "DEPENDENCY         | g:a       | [1.0]                      | true  | PASS",
        "DEPENDENCY         | g:a       | [1.0,1.0]                  | true  | PASS",
        "DEPENDENCY         | g:a       | [1.0,2.0)                  | true  | FAIL",
        "DEPENDENCY         | g:a       | (,1.0]                     | true  | FAIL",
        "DEPENDENCY         | g:a       | [1.0],[1.2]                | true  | FAIL",
        "DEPENDENCY         | g:a       | (,1.0),(1.0,)              | true  | FAIL",
        "DEPENDENCY         | g:a       | LATEST                     | true  | FAIL",
        "PLUGIN             | g:a       | RELEASE                    | true  | FAIL",
        "DEPENDENCY         | g:a       | latest.release             | true  | FAIL",
        "DEPENDENCY         | g:a       | 1.+                        | true  | FAIL",
        "DEPENDENCY         | g:a       | 1.0-SNAPSHOT               | true  | FAIL",
        "DEPENDENCY         | g:a       | 1.0-20240101.123456-1      | true  | FAIL",
        "DEPENDENCY         | g:sibling | 1.0-SNAPSHOT               | true  | PASS",
        "DEPENDENCY         | g:sibling | [1.0,2.0)                  | true  | FAIL",
        "DEPENDENCY         | g:sibling | LATEST                     | true  | FAIL",
        "MANAGED_DEPENDENCY | g:deep    | [1.0,2.0)                  | false | FAIL",
        "PARENT             | g:a       | 1.0-SNAPSHOT               | true  | FAIL",
        "EXTENSION          | g:a       | [1,)                       | true  | FAIL",
        "PLUGIN_DEPENDENCY  | g:a       | [1,)                       | true  | FAIL",
        "PLUGIN             | g:a       | -                          | true  | FAIL",
        "PLUGIN             | g:a       | -                          | false | PASS",
        "MANAGED_DEPENDENCY | g:a       | [1,)                       | false | PASS",
        "MANAGED_DEPENDENCY | g:a       | [1,)                       | true  | FAIL"
      })
  void readsAVersionAsMavenDoes(
      Kind kind, String name, String version, boolean inUse, Status status) {
    Verdict verdict = judge("1.0", declared(kind, name, version, inUse));
    assertEquals(status, verdict.status(), verdict.toString());
    if (status == Status.FAIL) {
      assertEquals("pom.xml:7", verdict.findings().get(0).place().toString());
    }
  }

  @Test
  void aSnapshotIsOnlyAWarningWhileTheProjectIsOneItself() {
    Verdict verdict = judge("1.0-SNAPSHOT", declared(Kind.DEPENDENCY, "g:a", "2.0-SNAPSHOT", true));
    assertEquals(Status.PASS, verdict.status());
    assertEquals(1, verdict.warnings().size());
  }

  @Test
  void saysWhichPluginVersionsComeWithMaven() {
    Verdict verdict = judge("1.0", declared(Kind.PLUGIN, "g:lifecycle-plugin", null, false));
    assertTrue(verdict.warnings().get(0).message().contains("g:lifecycle-plugin"));
  }

  @Test
  void aPomThatIsNotBuiltIsToBeReviewed() {
    ProjectFacts facts = ProjectFacts.of(MemoryRepository.of("pom.xml", "<project/>")).build();
    assertEquals(Status.REVIEW, MavenVersions.judge(facts).status());
  }

  @Test
  void withoutPomThereIsNothingToJudge() {
    ProjectFacts facts = ProjectFacts.of(MemoryRepository.of("a.py", "")).build();
    assertEquals(Status.NOT_APPLICABLE, MavenVersions.judge(facts).status());
  }
}
