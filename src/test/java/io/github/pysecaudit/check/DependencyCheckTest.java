package io.github.pysecaudit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.advisory.AcceptedVulnerability;
import io.github.pysecaudit.advisory.Vulnerability;
import io.github.pysecaudit.advisory.Vulnerability.Severity;
import io.github.pysecaudit.advisory.VulnerabilityReport;
import io.github.pysecaudit.advisory.VulnerabilityReport.Counts;
import io.github.pysecaudit.advisory.VulnerabilityReport.NotAsked;
import io.github.pysecaudit.advisory.VulnerabilityReport.NotValidated;
import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.MavenBuild;
import io.github.pysecaudit.facts.MemoryRepository;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.facts.config.AuditConfiguration;
import io.github.pysecaudit.remote.Lookup;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DependencyCheckTest {
  private static final Clock NOVEMBER =
      Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC);

  private static VulnerabilityReport answer(
      Collection<Dependency> dependencies, List<String> vulnerable, List<String> unasked) {
    List<Vulnerability> vulnerabilities = new ArrayList<>();
    List<NotValidated> notValidated = new ArrayList<>();
    List<NotAsked> notAsked = new ArrayList<>();
    for (Dependency d : dependencies) {
      if (d.version().isEmpty()) {
        notValidated.add(new NotValidated(d, "It has no version to look up."));
      } else if (unasked.contains(d.name())) {
        notAsked.add(new NotAsked(d, "The service is down.", Optional.of(Duration.ofDays(9))));
      } else if (vulnerable.contains(d.name())) {
        vulnerabilities.add(vulnerability(d));
      }
    }
    int keys = dependencies.size() - notValidated.size();
    return new VulnerabilityReport(
        vulnerabilities,
        notValidated,
        notAsked,
        new Counts(dependencies.size(), keys, keys - notAsked.size(), 1),
        Duration.ZERO,
        List.of("a test"));
  }

  private static Vulnerability vulnerability(Dependency d) {
    return new Vulnerability(
        "CVE-2026-1",
        List.of("GHSA-xxxx"),
        d.ecosystem(),
        d.name(),
        d.version().orElseThrow(),
        "a made-up hole",
        Severity.HIGH,
        OptionalDouble.of(7.5),
        Optional.empty(),
        Optional.of("9"),
        Optional.empty(),
        d.paths(),
        d.scope(),
        d.module(),
        d.place(),
        "https://osv.dev/vulnerability/CVE-2026-1");
  }

  private static Verdict judge(
      MemoryRepository repository,
      List<String> vulnerable,
      List<String> unasked,
      AcceptedVulnerability... accepted) {
    AuditConfiguration defaults = AuditConfiguration.DEFAULT;
    ProjectFacts facts =
        ProjectFacts.of(repository)
            .clock(NOVEMBER)
            .vulnerabilitySource(d -> answer(d, vulnerable, unasked))
            .configuration(
                new AuditConfiguration(
                    defaults.dependencies(),
                    defaults.pins(),
                    defaults.code(),
                    defaults.documents(),
                    defaults.outputs(),
                    defaults.knownPrivileges(),
                    List.of(accepted),
                    List.of(),
                    List.of()))
            .build();
    return new DependencyCheck().evaluate(facts).get(0);
  }

  private static MemoryRepository requirements(String... lines) {
    return MemoryRepository.of("requirements.txt", String.join("\n", lines));
  }

  private static AcceptedVulnerability accepted(String expires) {
    return new AcceptedVulnerability(
        "ghsa-XXXX",
        Optional.of("a"),
        "not reachable",
        LocalDate.parse(expires),
        Place.line("audit.toml", 3));
  }

  @Test
  void passesWhenEveryDependencyWasLookedUpAndNothingIsKnown() {
    Verdict verdict = judge(requirements("a==1", "b==2"), List.of(), List.of());
    assertEquals(Status.PASS, verdict.status());
    assertTrue(verdict.evidence().get(0).text().startsWith("2 of 2 package versions"));
  }

  @Test
  void failsOnAKnownVulnerabilityWithPlaceAndFix() {
    Verdict verdict = judge(requirements("a==1", "b==2"), List.of("b"), List.of());
    assertEquals(Status.FAIL, verdict.status());
    assertEquals("requirements.txt:2", verdict.findings().get(0).place().toString());
    assertEquals("Move b to 9.", verdict.findings().get(0).remedy());
  }

  @Test
  void isUnknownWhileOneDependencyCouldNotBeAsked() {
    Verdict verdict = judge(requirements("a==1", "b==2"), List.of(), List.of("b"));
    assertEquals(Status.UNKNOWN, verdict.status());
    assertTrue(verdict.findings().get(0).message().contains("9 days old"), verdict.toString());
  }

  @Test
  void saysBothWhenSomeAreVulnerableAndOthersUnknown() {
    Verdict verdict = judge(requirements("a==1", "b==2"), List.of("a"), List.of("b"));
    assertEquals(Status.FAIL, verdict.status());
    assertTrue(verdict.summary().contains("Others could not be looked up"));
    assertEquals(2, verdict.findings().size());
  }

  @Test
  void aDependencyWithoutVersionIsListedAndKeepsItFromPass() {
    Verdict verdict = judge(requirements("a==1", "b"), List.of(), List.of());
    assertEquals(Status.REVIEW, verdict.status());
    assertTrue(verdict.findings().get(0).message().startsWith("b is not validated"));
  }

  @Test
  void aLockedVersionStandsForAnUnpinnedOne() {
    MemoryRepository repository =
        requirements("b")
            .with(
                "uv.lock",
                "version = 1\n\n[[package]]\nname = \"b\"\nversion = \"2\"\n"
                    + "source = { registry = \"https://index.example.org/simple\" }\n");
    assertEquals(Status.PASS, judge(repository, List.of(), List.of()).status());
    assertEquals(Status.FAIL, judge(repository, List.of("b"), List.of()).status());
  }

  @Test
  void aLockFileAmongTestDataLocksNothingAndIsNotValidated() {
    MemoryRepository repository =
        requirements("b")
            .with(
                "src/it/sample/uv.lock",
                "version = 1\n\n[[package]]\nname = \"b\"\nversion = \"2\"\n"
                    + "source = { registry = \"https://index.example.org/simple\" }\n");
    assertEquals(Status.REVIEW, judge(repository, List.of("b"), List.of()).status());
  }

  @Test
  void anUnreadableLockFileIsUnknown() {
    MemoryRepository repository = requirements("a==1").with("uv.lock", "[[package]\n");
    assertEquals(Status.UNKNOWN, judge(repository, List.of(), List.of()).status());
  }

  @Test
  void anAcceptedVulnerabilityDoesNotCountAndIsShown() {
    Verdict verdict = judge(requirements("a==1"), List.of("a"), List.of(), accepted("2027-06-01"));
    assertEquals(Status.PASS, verdict.status());
    assertTrue(verdict.warnings().get(0).message().contains("accepted until 2027-06-01"));
  }

  @Test
  void anExpiredAcceptanceCountsAgainAndSaysSo() {
    Verdict verdict = judge(requirements("a==1"), List.of("a"), List.of(), accepted("2026-10-31"));
    assertEquals(Status.FAIL, verdict.status());
    assertTrue(verdict.warnings().get(0).message().contains("expired on 2026-10-31"));
  }

  @Test
  void anUnusedAcceptanceIsAWarning() {
    Verdict verdict = judge(requirements("a==1"), List.of(), List.of(), accepted("2027-06-01"));
    assertEquals(Status.PASS, verdict.status());
    assertTrue(verdict.warnings().get(0).message().contains("matches nothing"));
  }

  @Test
  void withoutAnyDependencyThereIsNothingToJudge() {
    Verdict verdict = judge(MemoryRepository.of("README.md", "# A"), List.of(), List.of());
    assertEquals(Status.NOT_APPLICABLE, verdict.status());
    assertFalse(verdict.evidence().isEmpty());
  }

  @Test
  void aPomThatMavenDoesNotBuildIsUnknown() {
    Verdict verdict = judge(MemoryRepository.of("pom.xml", "<project/>"), List.of(), List.of());
    assertEquals(Status.UNKNOWN, verdict.status());
    assertEquals("pom.xml", verdict.findings().get(0).place().toString());
  }

  @Test
  void aListThatOnlyRunningWouldTellIsNotClean() {
    MemoryRepository repository =
        MemoryRepository.of(
            "setup.py", "from setuptools import setup\nsetup(install_requires=load())\n");
    Verdict verdict = judge(repository, List.of(), List.of());
    assertEquals(Status.REVIEW, verdict.status(), verdict.toString());
  }

  @Test
  void isNotPassedIfEveryDependencyIsInAScopeThatIsLeftOut() {
    Dependency test =
        new Dependency(
            Dependency.MAVEN,
            "g:a",
            Optional.of("1"),
            Place.line("pom.xml", 7),
            "dependencies",
            Optional.of(true),
            "RESOLVED",
            "",
            "test",
            List.of(),
            Optional.empty());
    MavenBuild build =
        new MavenBuild(
            "g:own:1",
            "jar",
            "pom.xml",
            List.of(),
            List.of(),
            Map.of(),
            List.of(),
            Map.of(),
            List.of(),
            Set.of(),
            () -> Lookup.found(List.of(test), "a test"),
            List::of,
            List.of());
    ProjectFacts facts =
        ProjectFacts.of(MemoryRepository.of("pom.xml", "<project/>"))
            .maven(build)
            .validatedScopes(Set.of("compile"))
            .vulnerabilitySource(d -> answer(d, List.of(), List.of()))
            .build();

    Verdict verdict = new DependencyCheck().evaluate(facts).get(0);

    assertEquals(Status.REVIEW, verdict.status());
    assertEquals(
        "No dependency was looked up. audit.scopes leaves out 1 dependency of scope test.",
        verdict.summary());
    assertEquals(Place.line("pom.xml", 7), verdict.findings().get(0).place());
  }
}
