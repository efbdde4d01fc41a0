package io.github.pysecaudit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class JunitReportTest {

  static Stream<AuditReport> reports() {
    return Stream.of(
        TestReports.empty(),
        TestReports.ordinary(),
        TestReports.hostile(),
        TestReports.large(10_000));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void isWellFormedAndCountsWhatItHolds(AuditReport report) throws Exception {
    Element root = parse(report).getDocumentElement();
    assertEquals("testsuites", root.getTagName());
    NodeList cases = root.getElementsByTagName("testcase");
    assertEquals(report.result().verdicts().size(), cases.getLength());
    assertEquals(String.valueOf(cases.getLength()), root.getAttribute("tests"));
    for (String[] pair :
        new String[][] {{"failures", "failure"}, {"errors", "error"}, {"skipped", "skipped"}}) {
      assertEquals(
          root.getAttribute(pair[0]),
          String.valueOf(root.getElementsByTagName(pair[1]).getLength()));
    }
  }

  @ParameterizedTest
  @CsvSource({"1.2, failure", "2.1, error", "3.1, skipped", "8.3, skipped", "5.1, skipped"})
  void aVerdictEndsAs(String id, String element) throws Exception {
    Element test = test(parse(TestReports.ordinary()), id);
    assertEquals(1, test.getElementsByTagName(element).getLength());
  }

  @Test
  void aViolatedShouldTellsItsFindingsAsOutput() throws Exception {
    Element test = test(parse(TestReports.ordinary()), "5.1");
    assertTrue(
        ((Element) test.getElementsByTagName("skipped").item(0))
            .getAttribute("message")
            .startsWith("FAIL: "));
    assertTrue(
        test.getElementsByTagName("system-out")
            .item(0)
            .getTextContent()
            .contains("CVE-2021-44228"));
  }

  @Test
  void aFailureNamesPlaceAndRemedy() throws Exception {
    Element test = test(parse(TestReports.ordinary()), "6.1");
    assertEquals("pyproject.toml", test.getAttribute("file"));
    String text = test.getElementsByTagName("failure").item(0).getTextContent();
    assertTrue(text.contains("pyproject.toml:14: requests>=2.20 allows many versions."), text);
    assertTrue(text.contains("-> Write requests==2.32.5 in line 14."), text);
  }

  @Test
  void isBoundedForManyFindings() {
    int size = TestReports.bytes(new JunitReport(), TestReports.large(10_000)).length;
    assertTrue(size < 500_000, "bytes: " + size);
  }

  private static Element test(Document document, String id) {
    NodeList cases = document.getElementsByTagName("testcase");
    for (int i = 0; i < cases.getLength(); i++) {
      Element test = (Element) cases.item(i);
      if (test.getAttribute("name").startsWith(id + " ")) {
        return test;
      }
    }
    throw new AssertionError("no test case " + id);
  }

  private static Document parse(AuditReport report) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(TestReports.bytes(new JunitReport(), report)));
  }
}
