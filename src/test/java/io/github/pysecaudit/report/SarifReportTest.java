package io.github.pysecaudit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pysecaudit.advisory.Vulnerability;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SarifReportTest {
  private static final SarifReport SARIF = new SarifReport();

  static Stream<AuditReport> reports() {
    return Stream.of(
        TestReports.empty(),
        TestReports.ordinary(),
        TestReports.hostile(),
        TestReports.large(10_000));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void isValidAgainstTheSchemaOfOasis(AuditReport report) {
    assertEquals(
        List.of(),
        JsonSchemas.violations(
            "/schema/sarif-schema-2.1.0.json", TestReports.bytes(SARIF, report)));
  }

  @Test
  void theSchemaNoticesAWrongLevel() {
    String wrong = TestReports.text(SARIF, TestReports.ordinary()).replace("\"error\"", "\"bad\"");
    assertFalse(
        JsonSchemas.violations(
                "/schema/sarif-schema-2.1.0.json", wrong.getBytes(StandardCharsets.UTF_8))
            .isEmpty());
  }

  @Test
  void namesLevelPlaceAndRemedyOfAViolatedMust() {
    JsonNode result = result(TestReports.ordinary(), "1.2");
    assertEquals("error", result.at("/level").asText());
    assertEquals("fail", result.at("/kind").asText());
    assertEquals(
        "SECURITY.md", result.at("/locations/0/physicalLocation/artifactLocation/uri").asText());
    assertEquals(
        "%SRCROOT%",
        result.at("/locations/0/physicalLocation/artifactLocation/uriBaseId").asText());
    assertEquals(7, result.at("/locations/0/physicalLocation/region/startLine").asInt());
    assertTrue(result.at("/message/text").asText().contains("Name a private channel"));
  }

  @Test
  void whatIsNotDecidedHasItsKindAndNoLevel() {
    AuditReport report = TestReports.ordinary();
    assertEquals("open", result(report, "2.1").at("/kind").asText());
    assertEquals("none", result(report, "2.1").at("/level").asText());
    assertEquals("review", result(report, "3.1").at("/kind").asText());
    assertEquals("none", result(report, "3.1").at("/level").asText());
  }

  @Test
  void everyResultHasAFileAlsoWhereTheFindingHasNone() {
    assertEquals(
        "pom.xml",
        result(TestReports.ordinary(), "2.1")
            .at("/locations/0/physicalLocation/artifactLocation/uri")
            .asText());
  }

  @Test
  void aVulnerabilityIsOneResultWithAllItsPlacesAndItsScore() {
    List<Vulnerability> both =
        List.of(
            TestReports.vulnerability("CVE-1", "a/pom.xml", 4),
            TestReports.vulnerability("CVE-1", "b/pom.xml", 9));
    AuditReport base = TestReports.ordinary();
    JsonNode run =
        run(TestReports.report(base.result().verdicts(), List.of(), both, List.of(), List.of()));
    List<JsonNode> results =
        stream(run.at("/results"))
            .filter(r -> r.at("/ruleId").asText().equals("5.1/CVE-1"))
            .toList();
    assertEquals(1, results.size());
    assertEquals(2, results.get(0).at("/locations").size());
    JsonNode rule = run.at("/tool/driver/rules").get(results.get(0).at("/ruleIndex").asInt());
    assertEquals("5.1/CVE-1", rule.at("/id").asText());
    assertEquals("10.0", rule.at("/properties/security-severity").asText());
  }

  @Test
  void whatIsAcceptedOrMarkedIsSuppressedWithItsReason() {
    AuditReport report = TestReports.ordinary();
    JsonNode accepted = result(report, "5.1/CVE-2020-1").at("/suppressions/0");
    assertEquals("external", accepted.at("/kind").asText());
    assertEquals(
        "We never deserialise input from outside. (accepted until 2027-01-31)",
        accepted.at("/justification").asText());
    JsonNode marked = result(report, "10.2/PYA101").at("/suppressions/0");
    assertEquals("inSource", marked.at("/kind").asText());
    assertEquals("cache key only, not security", marked.at("/justification").asText());
    assertTrue(result(report, "5.1/CVE-2021-44228").at("/suppressions").isMissingNode());
  }

  @Test
  void aFingerprintStaysWhenTheLineMovesAndDiffersForEqualFindings() {
    assertEquals(fingerprints(pins(14, 15)), fingerprints(pins(114, 115)));
    assertEquals(2, new HashSet<>(fingerprints(pins(14, 15))).size());
  }

  private static AuditReport pins(int... lines) {
    List<Finding> findings = new ArrayList<>();
    for (int line : lines) {
      findings.add(
          new Finding("numpy names no version.", "Pin it.", Place.line("pyproject.toml", line)));
    }
    List<Verdict> verdicts = List.of(Verdict.fail(Requirement.R6_1, "not exact", findings));
    return TestReports.report(verdicts, List.of(), List.of(), List.of(), List.of());
  }

  private static List<String> fingerprints(AuditReport report) {
    return stream(run(report).at("/results"))
        .map(r -> r.at("/partialFingerprints/primaryLocationLineHash").asText())
        .toList();
  }

  @Test
  void keepsTheMostUrgentOfTooManyResultsAndSaysHowManyAreMissing() {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < 30_000; i++) {
      findings.add(new Finding("finding " + i, "Fix it.", Place.line("a.txt", i + 1)));
    }
    AuditReport report =
        TestReports.report(
            List.of(
                Verdict.fail(Requirement.R3_1, "many", findings),
                Verdict.fail(Requirement.R6_1, "one", findings.subList(0, 1))),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    JsonNode run = run(report);
    assertEquals(SarifReport.MOST_RESULTS, run.at("/results").size());
    assertEquals("6.1", run.at("/results/0/ruleId").asText());
    assertTrue(
        run.at("/invocations/0/toolExecutionNotifications/0/message/text")
            .asText()
            .startsWith("5001 results were left out"));
  }

  @Test
  void staysWithinTenMegabytesAfterGzipWhateverTheTexts() throws IOException {
    Random random = new Random(1);
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      StringBuilder noise = new StringBuilder();
      random.ints(1_000, 0x4E00, 0x9FFF).forEach(noise::appendCodePoint);
      findings.add(new Finding(noise.toString(), "Fix it.", Place.line("a.txt", i + 1)));
    }
    AuditReport report =
        TestReports.report(
            List.of(Verdict.fail(Requirement.R6_1, "noise", findings)),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    byte[] sarif = TestReports.bytes(SARIF, report);
    try (GZIPOutputStream zip = new GZIPOutputStream(compressed)) {
      zip.write(sarif);
    }
    assertTrue(compressed.size() < 10_000_000, "compressed: " + compressed.size());
  }

  @Test
  void pathsAreEncodedAndRulesAreListedOnce() {
    assertEquals("a%20b/%C3%BC%25%00%23.py", SarifResult.uri("a b/\u00FC%\u0000#.py"));
    JsonNode rules = run(TestReports.hostile()).at("/tool/driver/rules");
    Set<String> ids = new HashSet<>();
    stream(rules).forEach(r -> assertTrue(ids.add(r.at("/id").asText())));
  }

  @Test
  void noMessageHoldsALinkOrControlsADisplay() {
    String sarif = TestReports.text(SARIF, TestReports.hostile());
    assertFalse(sarif.contains("\\u001B"));
    assertFalse(sarif.contains("\u202E"));
    stream(run(TestReports.hostile()).at("/results"))
        .forEach(r -> assertFalse(r.at("/message/text").asText().contains("](")));
  }

  private static JsonNode result(AuditReport report, String rule) {
    return stream(run(report).at("/results"))
        .filter(r -> r.at("/ruleId").asText().equals(rule))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode run(AuditReport report) {
    return JsonSchemas.tree(TestReports.bytes(SARIF, report)).at("/runs/0");
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
