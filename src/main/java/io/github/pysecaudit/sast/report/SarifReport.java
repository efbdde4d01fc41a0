package io.github.pysecaudit.sast.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pysecaudit.sast.Weakness.Grade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * SARIF 2.1.0 of any tool, with one or several runs of the same one. Files are covered if the run
 * lists them as artifacts, or in the metrics Bandit adds; results alone are no coverage.
 */
final class SarifReport {
  private final List<ImportedFinding> findings = new ArrayList<>();
  private final Set<String> covered = new LinkedHashSet<>();
  private final Map<String, String> notCovered = new LinkedHashMap<>();
  private Optional<Instant> made = Optional.empty();

  private SarifReport() {}

  static ImportedReport read(JsonNode root) throws ReportException {
    JsonNode runs = root.path("runs");
    if (!runs.isArray() || runs.isEmpty()) {
      throw new ReportException("The SARIF report has no run.");
    }
    if (!ReportNodes.text(root, "version").equals("2.1.0")) {
      throw new ReportException(
          "The SARIF report has version \"" + root.path("version").asText() + "\", not 2.1.0.");
    }
    SarifReport report = new SarifReport();
    JsonNode driver = runs.path(0).path("tool").path("driver");
    String tool = ReportNodes.text(driver, "name").toLowerCase(Locale.ROOT);
    if (tool.isBlank()) {
      throw new ReportException("The SARIF report does not name its tool.");
    }
    for (JsonNode run : runs) {
      String other =
          ReportNodes.text(run.path("tool").path("driver"), "name").toLowerCase(Locale.ROOT);
      if (!other.equals(tool)) {
        throw new ReportException("The SARIF report has runs of several tools: split it.");
      }
      report.run(run);
    }
    report.covered.removeAll(report.notCovered.keySet());
    String version = ReportNodes.text(driver, "semanticVersion");
    return new ImportedReport(
        tool.startsWith("semgrep") ? "semgrep" : tool,
        ReportNodes.optional(version.isEmpty() ? ReportNodes.text(driver, "version") : version),
        "SARIF 2.1.0",
        report.made,
        report.findings,
        report.covered,
        report.notCovered);
  }

  private void run(JsonNode run) throws ReportException {
    Map<String, JsonNode> rules = new HashMap<>();
    for (JsonNode rule : run.path("tool").path("driver").path("rules")) {
      rules.put(ReportNodes.text(rule, "id"), rule);
    }
    ReportNodes.bound(findings.size() + run.path("results").size());
    for (JsonNode result : run.path("results")) {
      finding(result, rules);
    }
    for (JsonNode artifact : run.path("artifacts")) {
      add(covered, artifact.path("location"));
    }
    run.path("properties").path("metrics").fieldNames().forEachRemaining(path -> covered.add(path));
    covered.remove("_totals");
    for (JsonNode invocation : run.path("invocations")) {
      invocation(invocation);
    }
  }

  private void invocation(JsonNode invocation) throws ReportException {
    JsonNode successful = invocation.path("executionSuccessful");
    if (successful.isBoolean() && !successful.booleanValue()) {
      throw new ReportException("The SARIF report says that the scan did not succeed.");
    }
    Optional<Instant> end = ReportNodes.time(ReportNodes.text(invocation, "endTimeUtc"));
    made = end.isPresent() ? end : made;
    for (String kind : List.of("toolConfigurationNotifications", "toolExecutionNotifications")) {
      for (JsonNode notification : invocation.path(kind)) {
        String reason = ReportNodes.message(notification.path("message"), "text");
        for (JsonNode location : notification.path("locations")) {
          Set<String> paths = new LinkedHashSet<>();
          add(paths, location.path("physicalLocation").path("artifactLocation"));
          paths.forEach(path -> notCovered.put(path, reason));
        }
      }
    }
  }

  private static void add(Set<String> paths, JsonNode artifactLocation) {
    String uri = ReportNodes.text(artifactLocation, "uri");
    if (!uri.isEmpty()) {
      paths.add(uri);
    }
  }

  private void finding(JsonNode result, Map<String, JsonNode> rules) {
    String id = ReportNodes.text(result, "ruleId");
    if (id.isEmpty()) {
      id = ReportNodes.text(result.path("rule"), "id");
    }
    JsonNode rule = rules.get(id);
    JsonNode physical = result.path("locations").path(0).path("physicalLocation");
    String uri = ReportNodes.text(physical.path("artifactLocation"), "uri");
    String kind = ReportNodes.text(result, "kind");
    boolean noFinding = kind.equals("pass") || kind.equals("notApplicable");
    if (uri.isEmpty() || noFinding) {
      return;
    }
    JsonNode region = physical.path("region");
    int line = region.path("startLine").asInt(1);
    findings.add(
        new ImportedFinding(
            id,
            uri,
            line,
            region.path("endLine").asInt(line),
            severity(result, rule),
            ReportNodes.grade(
                ReportNodes.text(result.path("properties"), "issue_confidence"), Grade.MEDIUM),
            rule == null ? 0 : ReportNodes.cwe(rule.path("properties").path("tags").toString()),
            ReportNodes.message(result.path("message"), "text"),
            isSuppressed(result)));
  }

  private static boolean isSuppressed(JsonNode result) {
    for (JsonNode suppression : result.path("suppressions")) {
      String status = ReportNodes.text(suppression, "status");
      boolean inSource = ReportNodes.text(suppression, "kind").equals("inSource");
      if (inSource && (status.isEmpty() || status.equals("accepted"))) {
        return true;
      }
    }
    return false;
  }

  private static Grade severity(JsonNode result, JsonNode rule) {
    String own = ReportNodes.text(result.path("properties"), "issue_severity");
    if (!own.isEmpty()) {
      return ReportNodes.grade(own, Grade.MEDIUM);
    }
    double score = rule == null ? 0 : rule.path("properties").path("security-severity").asDouble(0);
    if (score > 0) {
      return score >= 7 ? Grade.HIGH : score >= 4 ? Grade.MEDIUM : Grade.LOW;
    }
    String level = ReportNodes.text(result, "level");
    if (level.isEmpty() && rule != null) {
      level = ReportNodes.text(rule.path("defaultConfiguration"), "level");
    }
    return ReportNodes.grade(level, Grade.MEDIUM);
  }
}
