package io.github.pysecaudit.sast.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pysecaudit.sast.Weakness.Grade;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JSON of Bandit. A file is covered if its metrics are there and no error names it. */
final class BanditReport {
  private static final Pattern VERSION = Pattern.compile("/en/(\\d+\\.\\d+[\\d.]*)/");

  private BanditReport() {}

  static ImportedReport read(JsonNode root) throws ReportException {
    if (!root.path("results").isArray() || !root.path("metrics").isObject()) {
      throw new ReportException("The report of Bandit has no list of results.");
    }
    ReportNodes.bound(root.path("results").size());
    List<ImportedFinding> findings = new ArrayList<>();
    Optional<String> version = Optional.empty();
    for (JsonNode result : root.path("results")) {
      findings.add(finding(result));
      if (version.isEmpty()) {
        Matcher link = VERSION.matcher(ReportNodes.message(result, "more_info"));
        version = link.find() ? Optional.of(link.group(1)) : Optional.empty();
      }
    }
    Map<String, String> notCovered = new LinkedHashMap<>();
    for (JsonNode error : root.path("errors")) {
      notCovered.put(ReportNodes.text(error, "filename"), ReportNodes.message(error, "reason"));
    }
    Set<String> covered = new LinkedHashSet<>();
    root.path("metrics").fieldNames().forEachRemaining(covered::add);
    covered.remove("_totals");
    covered.removeAll(notCovered.keySet());
    return new ImportedReport(
        "bandit",
        version,
        "Bandit JSON",
        ReportNodes.time(ReportNodes.text(root, "generated_at")),
        findings,
        covered,
        notCovered);
  }

  private static ImportedFinding finding(JsonNode result) {
    int line = result.path("line_number").asInt(1);
    int first = line;
    int last = line;
    for (JsonNode each : result.path("line_range")) {
      first = Math.min(first, Math.max(1, each.asInt(line)));
      last = Math.max(last, each.asInt(line));
    }
    return new ImportedFinding(
        ReportNodes.text(result, "test_id"),
        ReportNodes.text(result, "filename"),
        first,
        last,
        ReportNodes.grade(ReportNodes.text(result, "issue_severity"), Grade.LOW),
        ReportNodes.grade(ReportNodes.text(result, "issue_confidence"), Grade.LOW),
        result.path("issue_cwe").path("id").asInt(0),
        ReportNodes.message(result, "issue_text"),
        false);
  }
}
