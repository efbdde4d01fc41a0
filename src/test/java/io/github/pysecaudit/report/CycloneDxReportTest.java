package io.github.pysecaudit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CycloneDxReportTest {
  private static final CycloneDxReport CYCLONEDX = new CycloneDxReport();
  private static final Map<String, String> OTHERS =
      Map.of(
          "http://cyclonedx.org/schema/spdx.schema.json", "spdx.schema.json",
          "http://cyclonedx.org/schema/jsf-0.82.schema.json", "jsf-0.82.schema.json");
  private static final String LOG4J = "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1";

  static Stream<AuditReport> reports() {
    return Stream.of(
        TestReports.empty(),
        TestReports.ordinary(),
        TestReports.hostile(),
        TestReports.large(2_000));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void isValidAgainstTheSchemaOfCycloneDx(AuditReport report) {
    assertEquals(List.of(), violations(TestReports.bytes(CYCLONEDX, report)));
  }

  @Test
  void theSchemaNoticesAWrongType() {
    String wrong =
        TestReports.text(CYCLONEDX, TestReports.ordinary()).replace("\"library\"", "\"lib\"");
    assertFalse(violations(wrong.getBytes(StandardCharsets.UTF_8)).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("reports")
  void everyReferenceMeansExactlyOnePart(AuditReport report) {
    JsonNode bom = tree(report);
    List<String> refs = new ArrayList<>(List.of(bom.at("/metadata/component/bom-ref").asText()));
    stream(bom.at("/components")).forEach(c -> refs.add(c.at("/bom-ref").asText()));
    Set<String> known = new HashSet<>(refs);
    assertEquals(refs.size(), known.size());
    Set<String> vulnerabilities = new HashSet<>();
    for (JsonNode vulnerability : bom.at("/vulnerabilities")) {
      assertTrue(vulnerabilities.add(vulnerability.at("/bom-ref").asText()));
      stream(vulnerability.at("/affects"))
          .forEach(a -> assertTrue(known.contains(a.at("/ref").asText()), a.toString()));
    }
    for (JsonNode node : bom.at("/dependencies")) {
      assertTrue(known.contains(node.at("/ref").asText()), node.toString());
      stream(node.at("/dependsOn")).forEach(d -> assertTrue(known.contains(d.asText())));
    }
  }

  @Test
  void knowsWhatBringsInWhat() {
    JsonNode bom = tree(TestReports.ordinary());
    assertEquals(
        List.of("pkg:maven/org.example/direct@1.0", "pkg:pypi/numpy", "pkg:pypi/requests@2.32.5"),
        dependsOn(bom, "pkg:maven/org.example/app@1.0"));
    assertEquals(List.of(LOG4J), dependsOn(bom, "pkg:maven/org.example/direct@1.0"));
    assertEquals(List.of(), dependsOn(bom, LOG4J));
  }

  private static List<String> dependsOn(JsonNode bom, String ref) {
    return stream(bom.at("/dependencies"))
        .filter(d -> d.at("/ref").asText().equals(ref))
        .flatMap(d -> stream(d.at("/dependsOn")))
        .map(JsonNode::asText)
        .toList();
  }

  @Test
  void ratesAVulnerabilityAndSaysWhatItAffects() {
    JsonNode open = vulnerability("CVE-2021-44228");
    assertEquals("critical", open.at("/ratings/0/severity").asText());
    assertEquals(10.0, open.at("/ratings/0/score").asDouble());
    assertEquals("CVSSv31", open.at("/ratings/0/method").asText());
    assertEquals(LOG4J, open.at("/affects/0/ref").asText());
    assertEquals("Move to 2.15.0.", open.at("/recommendation").asText());
    assertEquals("GHSA-jfh8-c2jp-5v3q", open.at("/references/0/id").asText());
    assertTrue(open.at("/analysis").isMissingNode());
  }

  @Test
  void saysWhyAVulnerabilityIsAcceptedAndNeverThatItDoesNotMatter() {
    JsonNode analysis = vulnerability("CVE-2020-1").at("/analysis");
    assertEquals("exploitable", analysis.at("/state").asText());
    assertEquals("will_not_fix", analysis.at("/response/0").asText());
    assertEquals(
        "We never deserialise input from outside. (accepted until 2027-01-31)",
        analysis.at("/detail").asText());
  }

  @Test
  void twoRunsWriteTheSameDocument() {
    assertEquals(
        TestReports.text(CYCLONEDX, TestReports.ordinary()),
        TestReports.text(CYCLONEDX, TestReports.ordinary()));
    assertFalse(
        tree(TestReports.ordinary())
            .at("/serialNumber")
            .equals(tree(TestReports.empty()).at("/serialNumber")));
  }

  @Test
  void holdsTenThousandParts() {
    assertEquals(10_001, tree(TestReports.large(10_000)).at("/components").size());
  }

  private static JsonNode vulnerability(String id) {
    return stream(tree(TestReports.ordinary()).at("/vulnerabilities"))
        .filter(v -> v.at("/id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> violations(byte[] document) {
    return JsonSchemas.violations("/bom-1.6.schema.json", document, OTHERS);
  }

  private static JsonNode tree(AuditReport report) {
    return JsonSchemas.tree(TestReports.bytes(CYCLONEDX, report));
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
