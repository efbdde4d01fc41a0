package io.github.pysecaudit.sast.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pysecaudit.sast.Weakness.Grade;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The JSON of ruff: only its group S counts. It names no scanned files, so it covers none. */
final class RuffReport {
  private RuffReport() {}

  static ImportedReport read(JsonNode root) throws ReportException {
    ReportNodes.bound(root.size());
    List<ImportedFinding> findings = new ArrayList<>();
    Map<String, String> notCovered = new LinkedHashMap<>();
    for (JsonNode each : root) {
      String code = ReportNodes.text(each, "code");
      String path = ReportNodes.text(each, "filename");
      boolean broken = code.isEmpty() || code.equals("invalid-syntax") || code.equals("E999");
      if (broken) {
        notCovered.put(path, ReportNodes.message(each, "message"));
      } else if (code.matches("S\\d{3}")) {
        int line = each.path("location").path("row").asInt(1);
        int last = each.path("end_location").path("row").asInt(line);
        findings.add(
            new ImportedFinding(
                code,
                path,
                line,
                last,
                Grade.MEDIUM,
                Grade.MEDIUM,
                0,
                ReportNodes.message(each, "message"),
                false));
      }
    }
    return new ImportedReport(
        "ruff", Optional.empty(), "ruff JSON", Optional.empty(), findings, Set.of(), notCovered);
  }
}
