package io.github.pysecaudit.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.pysecaudit.checklist.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * {@code audit.sarif}: SARIF 2.1.0 for code scanning. Rules are the requirements, and below 5.1 and
 * 10.2 the single vulnerabilities and code rules. A violated MUST is an error, a violated SHOULD a
 * warning, a REVIEW has the kind "review" and what could not be checked the kind "open"; those have
 * the level "none", as SARIF demands.
 *
 * <p>Stays within what GitHub documents: 25,000 results of a run, 10 MB after gzip. What had to be
 * left out is counted in a notification of the run.
 */
public final class SarifReport implements Report {
  static final String ROOT = "%SRCROOT%";
  static final int MOST_RESULTS = 25_000;

  /** A bit less than the 10 MB of GitHub, because compressed bytes are counted as they leave. */
  static final long MOST_COMPRESSED = 9_000_000;

  /** So that the report can be held in memory. */
  static final long MOST_BYTES = 48_000_000;

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  @Override
  public String format() {
    return "sarif";
  }

  @Override
  public String fileName() {
    return "audit.sarif";
  }

  @Override
  public void write(AuditReport report, OutputStream out) throws IOException {
    List<SarifResult> all = SarifResults.of(report);
    Selection selection = new Selection(report.result().verdicts());
    for (SarifResult result : all) {
      if (!selection.add(result)) {
        break;
      }
    }
    try (CleanJson json = CleanJson.indented(out)) {
      json.writeStartObject();
      json.writeStringField("$schema", SCHEMA);
      json.writeStringField("version", "2.1.0");
      json.writeArrayFieldStart("runs");
      json.writeStartObject();
      tool(json, report, selection.rules);
      raw(json, "results", selection.results);
      invocation(json, report, all.size() - selection.results.size());
      json.writeObjectFieldStart("originalUriBaseIds");
      json.writeObjectFieldStart(ROOT);
      json.writeObjectFieldStart("description");
      json.writeStringField("text", "The root of the repository.");
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndObject();
      json.writeObjectFieldStart("automationDetails");
      json.writeStringField("id", AuditReport.TOOL_NAME + "/");
      json.writeEndObject();
      json.writeStringField("columnKind", "unicodeCodePoints");
      properties(json, report);
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void tool(JsonGenerator json, AuditReport report, List<byte[]> rules)
      throws IOException {
    json.writeObjectFieldStart("tool");
    json.writeObjectFieldStart("driver");
    json.writeStringField("name", AuditReport.TOOL_NAME);
    json.writeStringField("version", PlainText.line(report.toolVersion(), 100));
    json.writeStringField("informationUri", "https://github.com/pysecaudit/audit-maven-plugin");
    raw(json, "rules", rules);
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void raw(JsonGenerator json, String name, List<byte[]> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (byte[] value : values) {
      json.writeRawValue(new String(value, StandardCharsets.UTF_8));
    }
    json.writeEndArray();
  }

  private static void invocation(CleanJson json, AuditReport report, int left) throws IOException {
    json.writeArrayFieldStart("invocations");
    json.writeStartObject();
    json.writeBooleanField("executionSuccessful", report.decision().unchecked().isEmpty());
    json.writeStringField("endTimeUtc", report.created().toString());
    json.writeArrayFieldStart("toolExecutionNotifications");
    if (left > 0) {
      notification(
          json,
          "warning",
          left
              + " results were left out, the least urgent ones: code scanning takes 25,000 results"
              + " and 10 MB. The whole list is in audit.json.");
    }
    for (Verdict verdict : report.decision().unchecked()) {
      notification(
          json,
          "error",
          verdict.requirement().id() + " could not be checked: " + verdict.summary());
    }
    for (String note : report.decision().loosened()) {
      notification(json, "warning", note);
    }
    for (String note : report.result().notes()) {
      notification(json, "note", note);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void notification(CleanJson json, String level, String text) throws IOException {
    json.writeStartObject();
    json.writeStringField("level", level);
    json.writeObjectFieldStart("message");
    json.writeStringField("text", PlainText.line(text, SarifRule.DESCRIPTION));
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void properties(CleanJson json, AuditReport report) throws IOException {
    json.writeObjectFieldStart("properties");
    json.writeStringField("outcome", report.decision().outcome().word());
    json.writeObjectFieldStart("verdicts");
    for (Verdict verdict : report.result().verdicts()) {
      json.writeStringField(verdict.requirement().id(), verdict.status().name());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  /** The results that fit, with the rules they need. */
  private static final class Selection {
    private final List<byte[]> rules = new ArrayList<>();
    private final List<byte[]> results = new ArrayList<>();
    private final Map<String, Integer> ruleIndex = new LinkedHashMap<>();
    private final Map<String, Integer> occurrences = new HashMap<>();
    private final Measure measure = new Measure();
    private final GZIPOutputStream zip = new GZIPOutputStream(measure, 4_096, true);
    private long bytes;

    Selection(List<Verdict> verdicts) throws IOException {
      for (Verdict verdict : verdicts) {
        index(SarifRule.of(verdict.requirement()));
      }
    }

    boolean add(SarifResult result) throws IOException {
      if (results.size() >= MOST_RESULTS || measure.count > MOST_COMPRESSED || bytes > MOST_BYTES) {
        return false;
      }
      int occurrence =
          occurrences.merge(result.rule().id() + ' ' + result.fingerprint(), 1, Integer::sum);
      int index = index(result.rule());
      results.add(weighed(json -> result.write(json, index, occurrence)));
      return true;
    }

    private int index(SarifRule rule) throws IOException {
      Integer known = ruleIndex.get(rule.id());
      if (known == null) {
        known = rules.size();
        ruleIndex.put(rule.id(), known);
        rules.add(weighed(rule::write));
      }
      return known;
    }

    private byte[] weighed(Part part) throws IOException {
      ByteArrayOutputStream buffer = new ByteArrayOutputStream();
      try (CleanJson json = CleanJson.compact(buffer)) {
        part.write(json);
      }
      byte[] written = buffer.toByteArray();
      bytes += written.length;
      zip.write(written);
      return written;
    }
  }

  private interface Part {
    void write(CleanJson json) throws IOException;
  }

  /** Counts what would be sent. */
  private static final class Measure extends OutputStream {
    private long count;

    @Override
    public void write(int b) {
      count++;
    }

    @Override
    public void write(byte[] b, int offset, int length) {
      count += length;
    }
  }
}
