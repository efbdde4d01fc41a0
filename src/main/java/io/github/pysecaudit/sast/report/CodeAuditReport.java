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
 * The JSON of Python Code Audit. The form of its programming interface lists every scanned file;
 * the form of its CI mode only counts them, and so covers nothing.
 */
final class CodeAuditReport {
  private static final String TOOL = "codeaudit";

  private CodeAuditReport() {}

  /** Is this one of the forms that say only "clean", "warning" or "error"? */
  static boolean isShort(JsonNode root) {
    boolean clean = ReportNodes.text(root, "status").equals("clean");
    boolean problem = root.path("warning").isBoolean() || root.path("error").isBoolean();
    boolean audit = ReportNodes.text(root, "name").equals("Python_Code_Audit");
    return clean && root.has("total_files_checked")
        || problem && root.has("message")
        || audit
        || root.has("Error");
  }

  static ImportedReport read(JsonNode root, Map<String, String> skipped) throws ReportException {
    String problem = ReportNodes.message(root, root.has("Error") ? "Error" : "message");
    if (root.path("error").asBoolean() || root.path("warning").asBoolean() || root.has("Error")) {
      throw new ReportException("Python Code Audit made no report, but says \"" + problem + "\".");
    }
    return root.has("file_security_info") ? full(root, skipped) : ci(root, skipped);
  }

  private static ImportedReport ci(JsonNode root, Map<String, String> skipped)
      throws ReportException {
    List<ImportedFinding> findings = new ArrayList<>();
    for (JsonNode file : root.path("files_data")) {
      String path = ReportNodes.text(file, "file_location");
      String name = ReportNodes.text(file, "filename");
      String where = path.isEmpty() ? name : path.endsWith(".py") ? path : path + "/" + name;
      for (JsonNode finding : file.path("findings")) {
        findings.add(finding(finding, where, ReportNodes.text(finding, "weakness")));
      }
      ReportNodes.bound(findings.size());
    }
    return new ImportedReport(
        TOOL,
        Optional.empty(),
        "Python Code Audit CI JSON",
        Optional.empty(),
        findings,
        Set.of(),
        skipped);
  }

  private static ImportedReport full(JsonNode root, Map<String, String> skipped)
      throws ReportException {
    List<ImportedFinding> findings = new ArrayList<>();
    Set<String> covered = new LinkedHashSet<>();
    Map<String, String> notCovered = new LinkedHashMap<>(skipped);
    for (JsonNode file : root.path("file_security_info")) {
      String path = ReportNodes.text(file, "FilePath");
      JsonNode results = file.path("sast_result");
      if (path.isEmpty()) {
        continue;
      }
      if (!results.isObject()) {
        notCovered.put(path, "The report has no result for this file.");
        continue;
      }
      covered.add(path);
      for (JsonNode line : results) {
        for (JsonNode finding : line.isArray() ? line : List.of(line)) {
          findings.add(finding(finding, path, ReportNodes.text(finding, "validation")));
        }
      }
      ReportNodes.bound(findings.size());
    }
    covered.removeAll(notCovered.keySet());
    return new ImportedReport(
        TOOL,
        ReportNodes.optional(ReportNodes.text(root, "version")),
        "Python Code Audit JSON",
        ReportNodes.time(ReportNodes.text(root, "generated_on")),
        findings,
        covered,
        notCovered);
  }

  private static ImportedFinding finding(JsonNode finding, String path, String construct) {
    int line = finding.path("line").asInt(1);
    return new ImportedFinding(
        construct,
        path,
        line,
        line,
        ReportNodes.grade(ReportNodes.text(finding, "severity"), Grade.MEDIUM),
        Grade.MEDIUM,
        0,
        ReportNodes.message(finding, "info"),
        false);
  }
}
