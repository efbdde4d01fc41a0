package io.github.pysecaudit.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.pysecaudit.advisory.Vulnerability;
import io.github.pysecaudit.checklist.Credentials;
import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.sast.Weakness;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code audit.json}: everything, for machines. Its schema is {@code audit-report.schema.json}. */
public final class JsonReport implements Report {

  /** Version of the contract. A later version extends it and breaks nothing. */
  public static final String SCHEMA_VERSION = "1.0";

  @Override
  public String format() {
    return "json";
  }

  @Override
  public String fileName() {
    return "audit.json";
  }

  @Override
  public void write(AuditReport report, OutputStream out) throws IOException {
    try (JsonGenerator json = CleanJson.indented(out)) {
      json.writeStartObject();
      json.writeStringField("schemaVersion", SCHEMA_VERSION);
      json.writeObjectFieldStart("tool");
      json.writeStringField("name", AuditReport.TOOL_NAME);
      json.writeStringField("version", report.toolVersion());
      json.writeEndObject();
      writeSubject(json, report.subject());
      json.writeStringField("created", report.created().toString());
      json.writeStringField("outcome", report.decision().outcome().word());
      json.writeArrayFieldStart("requirements");
      for (Verdict verdict : report.result().verdicts()) {
        writeVerdict(json, verdict);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("dependencies");
      for (Dependency dependency : report.result().dependencies()) {
        writeDependency(json, dependency);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("vulnerabilities");
      for (Vulnerability vulnerability : report.vulnerabilities()) {
        json.writeStartObject();
        writeVulnerability(json, vulnerability);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("acceptedVulnerabilities");
      for (AuditReport.AcceptedEntry entry : report.acceptedVulnerabilities()) {
        json.writeStartObject();
        writeVulnerability(json, entry.vulnerability());
        json.writeStringField("reason", entry.reason());
        json.writeStringField("expires", entry.expires());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("weaknesses");
      for (Weakness weakness : report.weaknesses()) {
        writeWeakness(json, weakness);
      }
      json.writeEndArray();
      List<String> notes = new ArrayList<>(report.decision().loosened());
      notes.addAll(report.result().notes());
      writeStrings(json, "notes", notes);
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void writeSubject(JsonGenerator json, AuditReport.Subject subject)
      throws IOException {
    json.writeObjectFieldStart("subject");
    json.writeStringField("directory", subject.directory());
    if (subject.coordinates().isPresent()) {
      json.writeStringField("coordinates", subject.coordinates().get());
    }
    if (subject.repositoryUrl().isPresent()) {
      json.writeStringField("repositoryUrl", subject.repositoryUrl().get());
    }
    if (!subject.modules().isEmpty()) {
      writeStrings(json, "modules", subject.modules());
    }
    json.writeEndObject();
  }

  private static void writeVerdict(JsonGenerator json, Verdict verdict) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", verdict.requirement().id());
    json.writeStringField("level", verdict.requirement().level().words());
    json.writeStringField("title", verdict.requirement().title());
    json.writeStringField("verdict", verdict.status().name());
    json.writeStringField("summary", verdict.summary());
    json.writeArrayFieldStart("evidence");
    for (Evidence evidence : verdict.evidence()) {
      json.writeStartObject();
      writePlace(json, evidence.place());
      json.writeStringField("text", evidence.text());
      json.writeEndObject();
    }
    json.writeEndArray();
    writeFindings(json, "findings", verdict.findings());
    writeFindings(json, "warnings", verdict.warnings());
    json.writeEndObject();
  }

  private static void writeFindings(JsonGenerator json, String name, List<Finding> findings)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Finding finding : findings) {
      json.writeStartObject();
      json.writeStringField("message", finding.message());
      json.writeStringField("remedy", finding.remedy());
      writePlace(json, finding.place());
      for (Map.Entry<String, Object> detail : finding.details().entrySet()) {
        json.writeFieldName(detail.getKey());
        writeValue(json, detail.getValue());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeValue(JsonGenerator json, Object value) throws IOException {
    if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object item : list) {
        writeValue(json, item);
      }
      json.writeEndArray();
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value instanceof Integer || value instanceof Long) {
      json.writeNumber(((Number) value).longValue());
    } else if (value instanceof Number number) {
      json.writeNumber(number.doubleValue());
    } else {
      json.writeString(String.valueOf(value));
    }
  }

  private static void writePlace(JsonGenerator json, Place place) throws IOException {
    if (place.path().isPresent()) {
      json.writeStringField("path", place.path().get());
    }
    if (place.line().isPresent()) {
      json.writeNumberField("line", place.line().getAsInt());
    }
    if (place.column().isPresent()) {
      json.writeNumberField("column", place.column().getAsInt());
    }
    if (place.url().isPresent()) {
      json.writeStringField("url", place.url().get());
    }
    if (!place.dependencyPath().isEmpty()) {
      writeStrings(json, "dependencyPath", place.dependencyPath());
    }
  }

  private static void writeDependency(JsonGenerator json, Dependency dependency)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("ecosystem", dependency.ecosystem());
    if (dependency.name().isEmpty()) {
      json.writeNullField("name");
    } else {
      json.writeStringField("name", dependency.name());
    }
    if (dependency.version().isPresent()) {
      json.writeStringField("version", dependency.version().get());
    }
    writePlace(json, dependency.place());
    json.writeStringField("field", dependency.field());
    if (dependency.exact().isPresent()) {
      json.writeBooleanField("exact", dependency.exact().get());
    } else {
      json.writeNullField("exact");
    }
    json.writeStringField("reason", dependency.reason());
    json.writeStringField("scope", dependency.scope());
    if (!dependency.raw().isEmpty()) {
      json.writeStringField("raw", Credentials.hidden(dependency.raw()));
    }
    if (!dependency.paths().isEmpty()) {
      writePaths(json, dependency.paths());
    }
    if (dependency.module().isPresent()) {
      json.writeStringField("module", dependency.module().get());
    }
    json.writeEndObject();
  }

  private static void writeVulnerability(JsonGenerator json, Vulnerability vulnerability)
      throws IOException {
    json.writeStringField("id", vulnerability.id());
    writeStrings(json, "aliases", vulnerability.aliases());
    json.writeStringField("ecosystem", vulnerability.ecosystem());
    json.writeStringField("package", vulnerability.packageName());
    json.writeStringField("version", vulnerability.version());
    json.writeStringField("summary", vulnerability.summary());
    json.writeStringField("severity", vulnerability.severity().name());
    if (vulnerability.score().isPresent()) {
      json.writeNumberField("score", vulnerability.score().getAsDouble());
    } else {
      json.writeNullField("score");
    }
    if (vulnerability.vector().isPresent()) {
      json.writeStringField("vector", vulnerability.vector().get());
    }
    if (vulnerability.fixedIn().isPresent()) {
      json.writeStringField("fixedIn", vulnerability.fixedIn().get());
    } else {
      json.writeNullField("fixedIn");
    }
    if (vulnerability.moveDirect().isPresent()) {
      json.writeStringField("moveDirect", vulnerability.moveDirect().get());
    }
    writePaths(json, vulnerability.paths());
    json.writeStringField("scope", vulnerability.scope());
    if (vulnerability.module().isPresent()) {
      json.writeStringField("module", vulnerability.module().get());
    } else {
      json.writeNullField("module");
    }
    if (vulnerability.place().path().isPresent()) {
      json.writeStringField("path", vulnerability.place().path().get());
    }
    if (vulnerability.place().line().isPresent()) {
      json.writeNumberField("line", vulnerability.place().line().getAsInt());
    }
    json.writeStringField("url", vulnerability.url());
  }

  private static void writePaths(JsonGenerator json, List<List<String>> paths) throws IOException {
    json.writeArrayFieldStart("paths");
    for (List<String> path : paths) {
      json.writeStartArray();
      for (String step : path) {
        json.writeString(step);
      }
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private static void writeWeakness(JsonGenerator json, Weakness weakness) throws IOException {
    json.writeStartObject();
    json.writeStringField("rule", weakness.rule());
    json.writeStringField("title", weakness.title());
    writePlace(json, weakness.place());
    json.writeStringField("severity", lower(weakness.severity()));
    json.writeStringField("confidence", lower(weakness.confidence()));
    json.writeNumberField("cwe", weakness.cwe());
    json.writeStringField("message", weakness.message());
    json.writeStringField("remedy", weakness.remedy());
    writeStrings(json, "witnesses", weakness.witnesses());
    if (weakness.marker().isPresent()) {
      Weakness.MarkedBy marker = weakness.marker().get();
      json.writeObjectFieldStart("marker");
      writePlace(json, marker.place());
      json.writeStringField("text", marker.text());
      if (marker.explanation().isPresent()) {
        json.writeStringField("explanation", marker.explanation().get());
      }
      json.writeEndObject();
    } else {
      json.writeNullField("marker");
    }
    json.writeEndObject();
  }

  private static String lower(Weakness.Grade grade) {
    return grade.name().toLowerCase(Locale.ROOT);
  }

  private static void writeStrings(JsonGenerator json, String name, List<String> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
