package io.github.pysecaudit.advisory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.pysecaudit.advisory.VulnerabilityReport.NotAsked;
import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Place;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptanceTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);

  private final VulnerabilityReport report =
      new VulnerabilityLookup(SampleRecords.matching())
          .lookUp(
              List.of(
                  SampleRecords.dependency("PyPI", "cave-paint", "1.3.5"),
                  SampleRecords.dependency("Maven", "org.acme.sample:frozen", "1")));

  @ParameterizedTest
  @ValueSource(
      strings = {"CVE-2099-1001", "GHSA-aaaa-bbbb-cccc", "pysec-2099-1", " cve-2099-1001 "})
  void anyAliasAcceptsTheWholeGroup(String id) {
    Acceptance acceptance = apply(entry(id, null, TODAY));
    assertEquals(1, acceptance.accepted().size());
    assertEquals("GHSA-eeee-eeee-eeee", acceptance.remaining().get(0).id());
    assertEquals(List.of(), acceptance.unused());
  }

  @ParameterizedTest
  @CsvSource({
    "CVE-2099-1001, cave_paint, 1",
    "CVE-2099-1001, moss, 0",
    "GHSA-eeee-eeee-eeee, org.acme.sample:frozen, 1",
    "GHSA-eeee-eeee-eeee, org.acme.sample:Frozen, 0",
  })
  void anAcceptanceForAPackageCountsOnlyThere(String id, String packageName, int accepted) {
    Acceptance acceptance = apply(entry(id, packageName, TODAY));
    assertEquals(accepted, acceptance.accepted().size());
    assertEquals(1 - accepted, acceptance.unused().size());
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 0, 1, 0",
    "0, 1, 0, 1",
    "14, 1, 0, 1",
    "15, 1, 0, 0",
  })
  void anAcceptanceEndsWithItsLastDayAndIsAnnouncedBefore(
      int days, int accepted, int expired, int expiring) {
    Acceptance acceptance = apply(entry("CVE-2099-1001", null, TODAY.plusDays(days)));
    assertEquals(accepted, acceptance.accepted().size());
    assertEquals(expired, acceptance.expired().size());
    assertEquals(expiring, acceptance.expiring().size());
    assertEquals(2 - accepted, acceptance.remaining().size());
  }

  @Test
  void theEntryThatLastsLongestDecides() {
    Acceptance acceptance =
        apply(
            entry("CVE-2099-1001", null, TODAY.minusDays(3)),
            entry("PYSEC-2099-1", null, TODAY.plusDays(30)));
    assertEquals(1, acceptance.accepted().size());
    assertEquals(List.of(), acceptance.expired());
    assertEquals(List.of(), acceptance.unused());
  }

  @Test
  void nothingIsCalledUnusedWhileSomethingCouldNotBeAsked() {
    Dependency missing = SampleRecords.dependency("PyPI", "moss", "3");
    VulnerabilityReport partial =
        new VulnerabilityReport(
            report.vulnerabilities(),
            List.of(),
            List.of(new NotAsked(missing, "No.", Optional.empty())),
            report.counts(),
            report.age(),
            report.sources());
    AcceptedVulnerability entry = entry("CVE-2000-1", null, TODAY);
    assertEquals(List.of(), Acceptance.apply(partial, List.of(entry), TODAY).unused());
    assertEquals(List.of(entry), apply(entry).unused());
  }

  @Test
  void anAcceptanceWithoutAReasonCannotBeBuilt() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new AcceptedVulnerability("X", Optional.empty(), " ", TODAY, Place.nowhere()));
  }

  private Acceptance apply(AcceptedVulnerability... entries) {
    return Acceptance.apply(report, List.of(entries), TODAY);
  }

  private static AcceptedVulnerability entry(String id, String packageName, LocalDate expires) {
    return new AcceptedVulnerability(
        id,
        Optional.ofNullable(packageName),
        "Only used on trusted input.",
        expires,
        Place.line("audit.toml", 3));
  }
}
