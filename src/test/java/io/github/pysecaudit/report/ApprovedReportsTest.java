package io.github.pysecaudit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the formats look like, as files that a person has read. The words of the catalogue are left
 * out, for they have their own tests. After a change that is meant, review the file in {@code
 * target/received} and copy it over the approved one.
 */
class ApprovedReportsTest {

  static Stream<Report> formats() {
    return Stream.of(
        new JsonReport(),
        new SarifReport(),
        new JunitReport(),
        new MarkdownReport(),
        new CycloneDxReport());
  }

  @ParameterizedTest
  @MethodSource("formats")
  void looksAsApproved(Report format) throws IOException {
    String written = withoutCatalogue(TestReports.text(format, TestReports.ordinary()));
    if (!written.equals(approved(format.fileName()))) {
      Path received = Path.of("target", "received", format.fileName());
      Files.createDirectories(received.getParent());
      Files.writeString(received, written);
    }
    assertEquals(approved(format.fileName()), written);
  }

  private static String withoutCatalogue(String text) {
    if (text.startsWith("{") && text.contains("\"runs\"")) {
      JsonNode sarif = JsonSchemas.tree(text.getBytes(StandardCharsets.UTF_8));
      ((ObjectNode) sarif.at("/runs/0/tool/driver")).putArray("rules");
      return sarif.toPrettyString().replace("\r\n", "\n") + "\n";
    }
    return text.replaceAll("(?m)^\\*Required: .*\\*$", "*Required: ...*");
  }

  private static String approved(String name) throws IOException {
    try (InputStream in =
        ApprovedReportsTest.class.getResourceAsStream("/report/approved/" + name)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
