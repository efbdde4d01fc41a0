package io.github.pysecaudit.report;

import io.github.pysecaudit.advisory.Vulnerability;
import io.github.pysecaudit.gate.Fingerprint;
import io.github.pysecaudit.report.AuditReport.AcceptedEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The vulnerabilities of a bill of materials. What is accepted says so as VEX: "exploitable", for
 * an acceptance does not claim that the program is unaffected, with the response "will not fix" and
 * the reason.
 */
final class CycloneDxVulnerabilities {
  private static final int TEXT = 2_000;
  private static final String DATABASE = "OSV";

  /** What makes one entry: an id, and the acceptance if there is one. */
  private record Key(String id, Optional<String> accepted) {}

  /**
   * One entry.
   *
   * @param affects version that is affected, by reference of the part
   */
  private record Entry(Key key, Vulnerability vulnerability, Map<String, String> affects) {}

  private final List<Entry> entries = new ArrayList<>();

  private CycloneDxVulnerabilities() {}

  /** Gathers them; an affected package version that is no part yet becomes one. */
  static CycloneDxVulnerabilities of(AuditReport report, BillOfMaterials bill) {
    Map<Key, List<Vulnerability>> groups = new LinkedHashMap<>();
    for (Vulnerability v : report.vulnerabilities()) {
      add(groups, v, Optional.empty());
    }
    for (AcceptedEntry entry : report.acceptedVulnerabilities()) {
      String reason = PlainText.line(entry.reason(), TEXT);
      String until = " (accepted until " + PlainText.line(entry.expires(), 40) + ")";
      add(groups, entry.vulnerability(), Optional.of(reason + until));
    }
    CycloneDxVulnerabilities all = new CycloneDxVulnerabilities();
    groups.forEach((key, group) -> all.entries.add(entry(key, group, bill)));
    return all;
  }

  private static void add(
      Map<Key, List<Vulnerability>> groups, Vulnerability v, Optional<String> accepted) {
    groups.computeIfAbsent(new Key(v.id(), accepted), k -> new ArrayList<>()).add(v);
  }

  private static Entry entry(Key key, List<Vulnerability> group, BillOfMaterials bill) {
    Map<String, String> affects = new LinkedHashMap<>();
    for (Vulnerability v : group) {
      affects.putIfAbsent(bill.ref(v.ecosystem(), v.packageName(), v.version()), v.version());
    }
    return new Entry(key, group.get(0), affects);
  }

  /** Writes the field, if there is anything in it. */
  void write(CleanJson json) throws IOException {
    if (entries.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("vulnerabilities");
    for (Entry entry : entries) {
      write(json, entry);
    }
    json.writeEndArray();
  }

  private static void write(CleanJson json, Entry entry) throws IOException {
    Vulnerability first = entry.vulnerability();
    Optional<String> url = WebAddress.of(first.url());
    Optional<String> accepted = entry.key().accepted();
    json.writeStartObject();
    json.writeStringField(
        "bom-ref",
        "vulnerability-" + Fingerprint.hash(List.of(entry.key().id(), accepted.orElse(""))));
    json.writeStringField("id", PlainText.line(first.id(), 200));
    writeSource(json, url);
    writeReferences(json, first.aliases());
    writeRating(json, first);
    json.writeStringField("description", PlainText.line(first.summary(), TEXT));
    if (first.fixedIn().isPresent()) {
      json.writeStringField(
          "recommendation", "Move to " + PlainText.line(first.fixedIn().get(), 200) + ".");
    }
    if (url.isPresent()) {
      json.writeArrayFieldStart("advisories");
      json.writeStartObject();
      json.writeStringField("url", url.get());
      json.writeEndObject();
      json.writeEndArray();
    }
    if (accepted.isPresent()) {
      writeAnalysis(json, accepted.get());
    }
    writeAffects(json, entry.affects());
    json.writeEndObject();
  }

  private static void writeSource(CleanJson json, Optional<String> url) throws IOException {
    json.writeObjectFieldStart("source");
    json.writeStringField("name", DATABASE);
    if (url.isPresent()) {
      json.writeStringField("url", url.get());
    }
    json.writeEndObject();
  }

  private static void writeReferences(CleanJson json, List<String> aliases) throws IOException {
    if (aliases.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("references");
    for (String alias : aliases) {
      json.writeStartObject();
      json.writeStringField("id", PlainText.line(alias, 200));
      writeSource(json, Optional.empty());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeRating(CleanJson json, Vulnerability v) throws IOException {
    json.writeArrayFieldStart("ratings");
    json.writeStartObject();
    writeSource(json, Optional.empty());
    if (v.score().isPresent()) {
      json.writeNumberField("score", v.score().getAsDouble());
    }
    json.writeStringField(
        "severity",
        switch (v.severity()) {
          case CRITICAL -> "critical";
          case HIGH -> "high";
          case MEDIUM -> "medium";
          case LOW -> "low";
          case NONE -> "none";
          case UNSCORED -> "unknown";
        });
    if (v.vector().isPresent()) {
      json.writeStringField("method", method(v.vector().get()));
      json.writeStringField("vector", PlainText.line(v.vector().get(), 300));
    }
    json.writeEndObject();
    json.writeEndArray();
  }

  private static String method(String vector) {
    if (vector.startsWith("CVSS:4")) {
      return "CVSSv4";
    }
    if (vector.startsWith("CVSS:3.1")) {
      return "CVSSv31";
    }
    if (vector.startsWith("CVSS:3")) {
      return "CVSSv3";
    }
    return vector.startsWith("AV:") ? "CVSSv2" : "other";
  }

  private static void writeAnalysis(CleanJson json, String reason) throws IOException {
    json.writeObjectFieldStart("analysis");
    json.writeStringField("state", "exploitable");
    json.writeStrings("response", List.of("will_not_fix"));
    json.writeStringField("detail", reason);
    json.writeEndObject();
  }

  private static void writeAffects(CleanJson json, Map<String, String> affects) throws IOException {
    json.writeArrayFieldStart("affects");
    for (Map.Entry<String, String> part : affects.entrySet()) {
      json.writeStartObject();
      json.writeStringField("ref", part.getKey());
      json.writeArrayFieldStart("versions");
      json.writeStartObject();
      json.writeStringField("version", PlainText.line(part.getValue(), 200));
      json.writeStringField("status", "affected");
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
