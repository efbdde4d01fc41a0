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

/**
 * The JSON of Semgrep. A file is covered if it is among the scanned paths and no error names it.
 */
final class SemgrepReport {
  private SemgrepReport() {}

  static ImportedReport read(JsonNode root) throws ReportException {
    if (!root.path("results").isArray() || !root.path("paths").path("scanned").isArray()) {
      throw new ReportException("The report of Semgrep has no list of scanned paths.");
    }
    ReportNodes.bound(root.path("results").size());
    List<ImportedFinding> findings = new ArrayList<>();
    for (JsonNode result : root.path("results")) {
      findings.add(finding(result));
    }
    Map<String, String> notCovered = new LinkedHashMap<>();
    for (JsonNode skipped : root.path("paths").path("skipped")) {
      notCovered.put(ReportNodes.text(skipped, "path"), ReportNodes.message(skipped, "reason"));
    }
    for (JsonNode error : root.path("errors")) {
      String path = ReportNodes.text(error, "path");
      if (!path.isEmpty()) {
        notCovered.put(path, ReportNodes.message(error, "message"));
      }
    }
    Set<String> covered = new LinkedHashSet<>();
    for (JsonNode path : root.path("paths").path("scanned")) {
      if (path.isTextual()) {
        covered.add(path.textValue());
      }
    }
    covered.removeAll(notCovered.keySet());
    return new ImportedReport(
        "semgrep",
        ReportNodes.optional(ReportNodes.text(root, "version")),
        "Semgrep JSON",
        Optional.empty(),
        findings,
        covered,
        notCovered);
  }

  private static ImportedFinding finding(JsonNode result) {
    JsonNode extra = result.path("extra");
    JsonNode metadata = extra.path("metadata");
    JsonNode cwe = metadata.path("cwe");
    return new ImportedFinding(
        ReportNodes.text(result, "check_id"),
        ReportNodes.text(result, "path"),
        result.path("start").path("line").asInt(1),
        result.path("end").path("line").asInt(1),
        ReportNodes.grade(ReportNodes.text(extra, "severity"), Grade.MEDIUM),
        ReportNodes.grade(ReportNodes.text(metadata, "confidence"), Grade.MEDIUM),
        ReportNodes.cwe(cwe.isArray() ? cwe.path(0).asText("") : cwe.asText("")),
        ReportNodes.message(extra, "message"),
        extra.path("is_ignored").asBoolean(false));
  }
}
