package io.github.pysecaudit.advisory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pysecaudit.advisory.Advisory.Affected;
import io.github.pysecaudit.advisory.Advisory.Event;
import io.github.pysecaudit.advisory.Advisory.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdvisoryMatchTest {

  @ParameterizedTest(name = "{0} {2} [{1}]: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Maven | introduced 0, fixed 2.0                | 1.9            | true
          Maven | introduced 0, fixed 2.0                | 2.0            | false
          Maven | introduced 0, fixed 2.0                | 2.0-SNAPSHOT   | true
          Maven | introduced 0, fixed 2.0                | 2.0-rc1        | true
          Maven | introduced 0, fixed 2.0                | 2              | false
          Maven | introduced 0                           | 0-alpha-1      | true
          Maven | introduced 0                           | 0              | true
          Maven | introduced 1.0, limit 2.0              | 2.0            | false
          Maven | introduced 1.0, limit 2.0              | 1.5            | true
          Maven | introduced 1.0                         | 0.9            | false
          Maven | introduced 2.0-beta9, fixed 2.3        | 2.0-beta9      | true
          Maven | introduced 2.0-beta9, fixed 2.3        | 2.0-beta8      | false
          Maven | introduced 1.0, last_affected 1.5      | 1.5            | true
          Maven | introduced 1.0, last_affected 1.5      | 1.5.0          | true
          Maven | introduced 1.0, last_affected 1.5      | 1.5.1          | false
          Maven | fixed 2.3, introduced 2.0, fixed 1.4, introduced 1.0 | 1.3 | true
          Maven | fixed 2.3, introduced 2.0, fixed 1.4, introduced 1.0 | 1.4 | false
          Maven | fixed 2.3, introduced 2.0, fixed 1.4, introduced 1.0 | 2.2 | true
          Maven | fixed 2.3, introduced 2.0, fixed 1.4, introduced 1.0 | 2.3 | false
          Maven | introduced 1.0, fixed 1.0              | 1.0            | false
          Maven | fixed 1.0                              | 0.1            | false
          Maven | introduced 0, fixed 1.2.18             | 1.2.17.redhat-00001 | true
          PyPI  | introduced 0, last_affected 2.0.1      | 2.0.1          | true
          PyPI  | introduced 0, last_affected 2.0.1      | 2.0.1+cu118    | false
          PyPI  | introduced 0, fixed 2.0.2              | 2.0.1+cu118    | true
          PyPI  | introduced 1.0, fixed 2.0              | 2.0rc1         | true
          PyPI  | introduced 1.0, fixed 2.0              | 2.0.dev1       | true
          PyPI  | introduced 1.0, fixed 2.0              | 1.0a1          | false
          PyPI  | introduced 1.0, fixed 2.0              | 2.0.post1      | false
          PyPI  | introduced 1!0, fixed 1!2.0            | 3.0            | false
          PyPI  | introduced 1!0, fixed 1!2.0            | 1!1.9          | true
          PyPI  | introduced 0, fixed 1.0                | 2004d          | true
          PyPI  | introduced 0.1, fixed 1.0              | 2004d          | false
          PyPI  | introduced 0                           | 0.0.0          | true
          """)
  void theLastEventAtOrBeforeTheVersionDecides(
      String ecosystem, String events, String version, boolean affected) {
    Advisory advisory = advisory(ecosystem, List.of(events(events)), List.of());
    assertEquals(
        affected, AdvisoryMatch.affects(advisory, new PackageKey(ecosystem, "a:b", version)));
  }

  @ParameterizedTest(name = "{0} {2} in {1}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PyPI  | 1.0 1.1.post1           | 1.0.0     | true
          PyPI  | 1.0 1.1.post1           | 1.1       | false
          PyPI  | 1.0 1.1.post1           | 1.1-1     | true
          PyPI  | langchain==0.1.25 0.1.3 | 0.1.3     | true
          PyPI  | langchain==0.1.25 0.1.3 | 0.1.25    | false
          PyPI  | 2004d                   | 2004D     | true
          Maven | 1.0 1.1.RELEASE 2.0-jre | 1.1       | true
          Maven | 1.0 1.1.RELEASE 2.0-jre | 2.0-jre   | true
          Maven | 1.0 1.1.RELEASE 2.0-jre | 2.0       | false
          Maven | 1.0 1.1.RELEASE 2.0-jre | 1.0.0.Final | true
          """)
  void aSingleVersionMatchesByValueAndNotByText(
      String ecosystem, String versions, String version, boolean affected) {
    Advisory advisory = advisory(ecosystem, List.of(), List.of(versions.split(" ")));
    assertEquals(
        affected, AdvisoryMatch.affects(advisory, new PackageKey(ecosystem, "a:b", version)));
  }

  @Test
  void rangesAndSingleVersionsAddUpOverAllEntriesOfThePackage() {
    Advisory advisory =
        new Advisory(
            "X-1",
            List.of(),
            "",
            false,
            "",
            List.of(),
            Optional.empty(),
            List.of(
                affected("Maven", "a:b", List.of(events("introduced 1.0, fixed 1.4")), List.of()),
                affected("Maven", "a:b", List.of(events("introduced 2.0, fixed 2.3")), List.of()),
                affected("Maven", "a:b", List.of(), List.of("5.0")),
                affected("Maven", "a:c", List.of(events("introduced 0")), List.of())));
    assertEquals(
        List.of("1.2", "2.1", "5.0"),
        List.of("0.9", "1.2", "1.4", "2.1", "2.3", "5.0", "6.0").stream()
            .filter(v -> AdvisoryMatch.affects(advisory, new PackageKey("Maven", "a:b", v)))
            .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "org.acme.sample:core, 1.2, 'GHSA-dddd-dddd-dddd OSV-2099-7'",
    "org.acme.sample:core, 1.5, OSV-2099-7",
    "org.acme.sample:core, 0.5, ''",
    "org.acme.sample:Core, 1.2, ''",
    "org.acme.sample:web, 8.9, GHSA-dddd-dddd-dddd",
    "org.acme.sample:frozen, 3.0, GHSA-eeee-eeee-eeee",
  })
  void withdrawnRecordsCommitRangesAndOtherSpellingsDoNotMatch(
      String name, String version, String ids) {
    assertEquals(
        ids,
        String.join(
            " ",
            SampleRecords.all().stream()
                .filter(a -> AdvisoryMatch.affects(a, SampleRecords.maven(name, version)))
                .map(Advisory::id)
                .toList()));
  }

  @ParameterizedTest
  @CsvSource({
    "introduced 0; fixed 1.4 / introduced 2.0; fixed 2.3, 1.2, 1.4",
    "introduced 0; fixed 1.4 / introduced 2.0; fixed 2.3, 2.1, 2.3",
    "introduced 0; fixed 1.4 / introduced 1.0; fixed 1.6, 1.2, 1.6",
    "introduced 0; fixed 1.4 / introduced 1.0, 1.2, none",
    "introduced 0; last_affected 1.4, 1.2, none",
    "introduced 0; fixed 1.10 / introduced 0; fixed 1.9, 1.2, 1.10",
  })
  void theFixIsTheSmallestVersionAboveThatNothingAffects(
      String ranges, String version, String fixed) {
    List<Range> parsed =
        Arrays.stream(ranges.split(" / ")).map(r -> events(r.replace(';', ','))).toList();
    PackageKey key = SampleRecords.maven("a:b", version);
    assertEquals(
        fixed,
        AdvisoryMatch.fixedIn(List.of(advisory("Maven", parsed, List.of())), key).orElse("none"));
  }

  @Test
  void theFixOfAnotherPackageInTheSameRecordIsNotOurs() {
    Advisory advisory = SampleRecords.advisory("GHSA-dddd-dddd-dddd");
    assertEquals(
        Optional.of("9.0"),
        AdvisoryMatch.fixedIn(
            List.of(advisory), SampleRecords.maven("org.acme.sample:web", "2.1")));
  }

  @Test
  void aHostileVersionNeitherOverflowsNorMatches() {
    String deep = "1" + "-a1".repeat(50_000);
    Advisory advisory =
        advisory("Maven", List.of(events("introduced 1, fixed " + deep)), List.of(deep));
    assertEquals(true, AdvisoryMatch.affects(advisory, SampleRecords.maven("a:b", "1.1")));
    assertEquals(false, AdvisoryMatch.affects(advisory, SampleRecords.maven("a:b", deep)));
  }

  private static Advisory advisory(String ecosystem, List<Range> ranges, List<String> versions) {
    return new Advisory(
        "X-1",
        List.of(),
        "",
        false,
        "",
        List.of(),
        Optional.empty(),
        List.of(affected(ecosystem, "a:b", ranges, versions)));
  }

  private static Affected affected(
      String ecosystem, String name, List<Range> ranges, List<String> versions) {
    return new Affected(ecosystem, name, ranges, versions, List.of(), Optional.empty());
  }

  private static Range events(String text) {
    List<Event> events = new ArrayList<>();
    for (String event : text.split(", ")) {
      String[] words = event.strip().split(" ");
      events.add(new Event(Event.Kind.valueOf(words[0].toUpperCase(Locale.ROOT)), words[1]));
    }
    return new Range(events);
  }
}
