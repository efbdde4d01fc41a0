package io.github.pysecaudit.report;

import com.github.packageurl.PackageURL;
import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.report.BillOfMaterials.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.json.BomJsonGenerator;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.metadata.ToolInformation;

/**
 * {@code audit.cdx.json}: a CycloneDX 1.6 bill of materials with the Maven and Python dependencies
 * and their known vulnerabilities. Two audits of the same dependencies write the same document
 * except for the time.
 */
public final class CycloneDxReport implements Report {
  private static final int TEXT = 500;

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
    Component project = project(report);
    BillOfMaterials bill = BillOfMaterials.of(report.result().dependencies(), project.getBomRef());
    Bom bom = new Bom();
    Metadata metadata = new Metadata();
    metadata.setTimestamp(Date.from(report.created()));
    metadata.setToolChoice(tool(report));
    metadata.setComponent(project);
    bom.setMetadata(metadata);
    bom.setVulnerabilities(new CycloneDxVulnerabilities(bill).of(report));
    bom.setComponents(bill.parts().stream().map(CycloneDxReport::component).toList());
    bom.setDependencies(dependencies(bill, project.getBomRef()));
    bom.setSerialNumber("urn:uuid:" + UUID.nameUUIDFromBytes(content(bom)));
    out.write(json(bom).getBytes(StandardCharsets.UTF_8));
    out.write('\n');
  }

  /** What identifies the document: everything but the time. */
  private static byte[] content(Bom bom) throws IOException {
    Date time = bom.getMetadata().getTimestamp();
    bom.getMetadata().setTimestamp(null);
    String content = json(bom);
    bom.getMetadata().setTimestamp(time);
    return content.getBytes(StandardCharsets.UTF_8);
  }

  private static String json(Bom bom) throws IOException {
    try {
      return new BomJsonGenerator(bom, Version.VERSION_16).toJsonString().replace("\r\n", "\n");
    } catch (GeneratorException e) {
      throw new IOException("CycloneDX: " + e.getMessage(), e);
    }
  }

  private static ToolInformation tool(AuditReport report) {
    Component tool = new Component();
    tool.setType(Component.Type.APPLICATION);
    tool.setGroup("io.github.pysecaudit");
    tool.setName(AuditReport.TOOL_NAME);
    tool.setVersion(text(report.toolVersion()));
    ToolInformation tools = new ToolInformation();
    tools.setComponents(List.of(tool));
    return tools;
  }

  private static Component project(AuditReport report) {
    Component project = new Component();
    project.setType(Component.Type.APPLICATION);
    project.setBomRef("project");
    project.setName(text(report.subject().directory()));
    String[] parts = report.subject().coordinates().orElse("").split(":", -1);
    if (parts.length == 3) {
      Optional<PackageURL> purl =
          BillOfMaterials.purl(Dependency.MAVEN, parts[0], parts[1], Optional.of(parts[2]));
      if (purl.isPresent()) {
        project.setBomRef(purl.get().canonicalize());
        project.setPurl(purl.get());
        project.setGroup(text(parts[0]));
        project.setName(text(parts[1]));
        project.setVersion(text(parts[2]));
      }
    }
    return project;
  }

  private static Component component(Part part) {
    Component component = new Component();
    component.setType(Component.Type.LIBRARY);
    component.setBomRef(part.ref());
    part.purl().ifPresent(component::setPurl);
    if (!part.group().isEmpty()) {
      component.setGroup(text(part.group()));
    }
    component.setName(text(part.name()));
    part.version().ifPresent(v -> component.setVersion(text(v)));
    component.setScope(
        switch (part.use()) {
          case REQUIRED -> Component.Scope.REQUIRED;
          case OPTIONAL -> Component.Scope.OPTIONAL;
          case EXCLUDED -> Component.Scope.EXCLUDED;
        });
    return component;
  }

  private static List<org.cyclonedx.model.Dependency> dependencies(
      BillOfMaterials bill, String root) {
    List<org.cyclonedx.model.Dependency> nodes = new ArrayList<>();
    nodes.add(node(root, bill.direct()));
    bill.parts().forEach(p -> nodes.add(node(p.ref(), bill.broughtInBy(p.ref()))));
    return nodes;
  }

  private static org.cyclonedx.model.Dependency node(String ref, Set<String> children) {
    org.cyclonedx.model.Dependency node = new org.cyclonedx.model.Dependency(ref);
    children.stream()
        .filter(c -> !c.equals(ref))
        .forEach(c -> node.addDependency(new org.cyclonedx.model.Dependency(c)));
    return node;
  }

  private static String text(String hostile) {
    return PlainText.line(hostile, TEXT);
  }
}
