package io.github.pysecaudit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pysecaudit.checklist.AuditResult;
import io.github.pysecaudit.gate.Baseline;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonReportTest {
  private static final String SCHEMA = "/io/github/pysecaudit/audit-report.schema.json";

  static Stream<AuditReport> reports() {
    return Stream.of(
        TestReports.empty(),
        TestReports.ordinary(),
        TestReports.hostile(),
        withBaseline(),
        TestReports.large(10_000));
  }

  private static AuditReport withBaseline() {
    AuditReport report = TestReports.ordinary();
    AuditResult marked = Baseline.of(report.result()).apply(report.result());
    return new AuditReport(
        report.toolVersion(),
        report.subject(),
        marked,
        report.decision(),
        report.vulnerabilities(),
        report.acceptedVulnerabilities(),
        report.weaknesses(),
        report.created());
  }

  @ParameterizedTest
  @MethodSource("reports")
  void isValidAgainstItsPublishedSchema(AuditReport report) {
    assertEquals(
        List.of(), JsonSchemas.violations(SCHEMA, TestReports.bytes(new JsonReport(), report)));
  }

  @Test
  void theSchemaNoticesAMisspeltVerdict() {
    String wrong =
        TestReports.text(new JsonReport(), TestReports.ordinary()).replace("\"PASS\"", "\"OK\"");
    assertFalse(JsonSchemas.violations(SCHEMA, wrong.getBytes(StandardCharsets.UTF_8)).isEmpty());
  }

  @Test
  void hostileTextComesBackAsItWasExceptForHalvesOfPairs() {
    JsonNode notes = tree(TestReports.hostile()).at("/notes");
    for (int i = 0; i < TestReports.HOSTILE.size(); i++) {
      assertEquals(CleanJson.clean(TestReports.HOSTILE.get(i)), notes.get(i).asText());
    }
    assertTrue(notes.get(5).asText().startsWith("\uFFFD half \uFFFD pair \uD83D\uDE00"));
  }

  private static JsonNode tree(AuditReport report) {
    return JsonSchemas.tree(TestReports.bytes(new JsonReport(), report));
  }
}
