package io.github.pysecaudit.report;

import com.github.packageurl.PackageURL;
import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.report.BillOfMaterials.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * {@code audit.cdx.json}: a CycloneDX 1.6 bill of materials with the Maven and Python dependencies
 * and their known vulnerabilities. Two audits of the same dependencies write the same document
 * except for the time.
 */
public final class CycloneDxReport implements Report {
  private static final int TEXT = 500;

  /** The audited project as a component. */
  private record Project(
      String ref, Optional<String> group, String name, Optional<String> version) {

    static Project of(AuditReport report) {
      String[] parts = report.subject().coordinates().orElse("").split(":", -1);
      if (parts.length == 3) {
        Optional<PackageURL> purl =
            BillOfMaterials.purl(Dependency.MAVEN, parts[0], parts[1], Optional.of(parts[2]));
        if (purl.isPresent()) {
          return new Project(
              purl.get().canonicalize(), Optional.of(parts[0]), parts[1], Optional.of(parts[2]));
        }
      }
      return new Project(
          "project", Optional.empty(), report.subject().directory(), Optional.empty());
    }
  }

  /** What tells two documents of the same content apart. */
  private record Edition(String serialNumber, Instant created) {}

  @Override
  public String format() {
    return "cyclonedx";
  }

  @Override
  public String fileName() {
    return "audit.cdx.json";
  }

  @Override
  public void write(AuditReport report, OutputStream out) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    write(report, Optional.empty(), content);
    String serialNumber = "urn:uuid:" + UUID.nameUUIDFromBytes(content.toByteArray());
    write(report, Optional.of(new Edition(serialNumber, report.created())), out);
  }

  private static void write(AuditReport report, Optional<Edition> edition, OutputStream out)
      throws IOException {
    Project project = Project.of(report);
    BillOfMaterials bill = BillOfMaterials.of(report.result().dependencies(), project.ref());
    // Naming what is affected can add parts, so this comes before the parts are listed.
    CycloneDxVulnerabilities vulnerabilities = CycloneDxVulnerabilities.of(report, bill);
    try (CleanJson json = CleanJson.indented(out)) {
      json.writeStartObject();
      json.writeStringField("bomFormat", "CycloneDX");
      json.writeStringField("specVersion", "1.6");
      if (edition.isPresent()) {
        json.writeStringField("serialNumber", edition.get().serialNumber());
      }
      json.writeNumberField("version", 1);
      json.writeObjectFieldStart("metadata");
      if (edition.isPresent()) {
        Instant created = edition.get().created().truncatedTo(ChronoUnit.SECONDS);
        json.writeStringField("timestamp", created.toString());
      }
      writeTool(json, report);
      writeProject(json, project);
      json.writeEndObject();
      json.writeArrayFieldStart("components");
      for (Part part : bill.parts()) {
        writePart(json, part);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("dependencies");
      writeNode(json, project.ref(), bill.direct());
      for (Part part : bill.parts()) {
        writeNode(json, part.ref(), bill.broughtInBy(part.ref()));
      }
      json.writeEndArray();
      vulnerabilities.write(json);
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void writeTool(CleanJson json, AuditReport report) throws IOException {
    json.writeObjectFieldStart("tools");
    json.writeArrayFieldStart("components");
    json.writeStartObject();
    json.writeStringField("type", "application");
    json.writeStringField("group", "io.github.pysecaudit");
    json.writeStringField("name", AuditReport.TOOL_NAME);
    json.writeStringField("version", text(report.toolVersion()));
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeProject(CleanJson json, Project project) throws IOException {
    json.writeObjectFieldStart("component");
    json.writeStringField("type", "application");
    json.writeStringField("bom-ref", project.ref());
    if (project.group().isPresent()) {
      json.writeStringField("group", text(project.group().get()));
    }
    json.writeStringField("name", text(project.name()));
    if (project.version().isPresent()) {
      json.writeStringField("version", text(project.version().get()));
      json.writeStringField("purl", project.ref());
    }
    json.writeEndObject();
  }

  private static void writePart(CleanJson json, Part part) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "library");
    json.writeStringField("bom-ref", part.ref());
    if (!part.group().isEmpty()) {
      json.writeStringField("group", text(part.group()));
    }
    json.writeStringField("name", text(part.name()));
    if (part.version().isPresent()) {
      json.writeStringField("version", text(part.version().get()));
    }
    json.writeStringField("scope", part.use().name().toLowerCase(Locale.ROOT));
    if (part.purl().isPresent()) {
      json.writeStringField("purl", part.purl().get().canonicalize());
    }
    json.writeEndObject();
  }

  private static void writeNode(CleanJson json, String ref, Set<String> children)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("ref", ref);
    json.writeStrings("dependsOn", children.stream().filter(child -> !child.equals(ref)).toList());
    json.writeEndObject();
  }

  private static String text(String hostile) {
    return PlainText.line(hostile, TEXT);
  }
}
