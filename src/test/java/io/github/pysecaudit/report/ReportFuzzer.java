package io.github.pysecaudit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.fuzz.FuzzEffort;
import io.github.pysecaudit.fuzz.FuzzInput;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lines of hostile text as every text of a report: every format can be read again and holds nothing
 * but its own markup.
 */
@FuzzEffort(20)
public final class ReportFuzzer {
  private static final int MOST_LINES = 6;
  private static final GitHubActions ACTIONS = new GitHubActions(Map.of("GITHUB_ACTIONS", "true"));

  private ReportFuzzer() {}

  /** Reads one input. */
  public static void fuzzerTestOneInput(FuzzedDataProvider provider) {
    String text = new String(provider.consumeRemainingAsBytes(), StandardCharsets.UTF_8);
    List<String> texts = List.of(halves(text).split("\n", MOST_LINES));
    FuzzInput.inTime(
        () -> {
          AuditReport report = TestReports.hostile(texts);
          try {
            check(report);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /** A replacement character stands for half of a surrogate pair, which UTF-8 cannot hold. */
  private static String halves(String text) {
    return text.replace('\uFFFD', '\uD83D');
  }

  private static void check(AuditReport report) throws Exception {
    json(report);
    JsonNode sarif = JsonSchemas.tree(TestReports.bytes(new SarifReport(), report));
    assertEquals("2.1.0", sarif.at("/version").asText());
    new CycloneDxReportTest().everyReferenceMeansExactlyOnePart(report);
    new JunitReportTest().isWellFormedAndCountsWhatItHolds(report);
    new HtmlReportTest().holdsOnlyItsOwnMarkupAndClosesIt(report);
    new HtmlReportTest().linksOnlyToItselfAndToTheWeb(report);
    new MarkdownReportTest().makesNoMarkup(report);
    ACTIONS
        .annotations(report)
        .forEach(line -> assertTrue(line.matches("::(error|warning) [^\\n\\r]*"), line));
    ConsoleReport.lines(report, Optional.of("target/audit"))
        .forEach(line -> assertEquals(PlainText.safe(line.text()), line.text()));
  }

  private static void json(AuditReport report) {
    JsonNode tree = JsonSchemas.tree(TestReports.bytes(new JsonReport(), report));
    List<Verdict> verdicts = report.result().verdicts();
    assertEquals(verdicts.size(), tree.at("/requirements").size());
    for (int i = 0; i < verdicts.size(); i++) {
      assertEquals(
          CleanJson.clean(verdicts.get(i).summary()),
          tree.at("/requirements/" + i + "/summary").asText());
    }
  }
}
