package io.github.pysecaudit.report;

import io.github.pysecaudit.advisory.Vulnerability;
import io.github.pysecaudit.gate.Fingerprint;
import io.github.pysecaudit.report.AuditReport.AcceptedEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cyclonedx.model.vulnerability.Vulnerability.Advisory;
import org.cyclonedx.model.vulnerability.Vulnerability.Affect;
import org.cyclonedx.model.vulnerability.Vulnerability.Analysis;
import org.cyclonedx.model.vulnerability.Vulnerability.Rating;
import org.cyclonedx.model.vulnerability.Vulnerability.Reference;
import org.cyclonedx.model.vulnerability.Vulnerability.Source;
import org.cyclonedx.model.vulnerability.Vulnerability.Version;

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

  private final BillOfMaterials bill;

  CycloneDxVulnerabilities(BillOfMaterials bill) {
    this.bill = bill;
  }

  List<org.cyclonedx.model.vulnerability.Vulnerability> of(AuditReport report) {
    Map<Key, List<Vulnerability>> groups = new LinkedHashMap<>();
    for (Vulnerability v : report.vulnerabilities()) {
      add(groups, v, Optional.empty());
    }
    for (AcceptedEntry entry : report.acceptedVulnerabilities()) {
      String reason = PlainText.line(entry.reason(), TEXT);
      String until = " (accepted until " + PlainText.line(entry.expires(), 40) + ")";
      add(groups, entry.vulnerability(), Optional.of(reason + until));
    }
    List<org.cyclonedx.model.vulnerability.Vulnerability> all = new ArrayList<>();
    groups.forEach((key, group) -> all.add(of(key, group)));
    return all;
  }

  private static void add(
      Map<Key, List<Vulnerability>> groups, Vulnerability v, Optional<String> accepted) {
    groups.computeIfAbsent(new Key(v.id(), accepted), k -> new ArrayList<>()).add(v);
  }

  private org.cyclonedx.model.vulnerability.Vulnerability of(Key key, List<Vulnerability> group) {
    Vulnerability first = group.get(0);
    org.cyclonedx.model.vulnerability.Vulnerability entry =
        new org.cyclonedx.model.vulnerability.Vulnerability();
    entry.setBomRef(
        "vulnerability-" + Fingerprint.hash(List.of(key.id(), key.accepted().orElse(""))));
    entry.setId(PlainText.line(first.id(), 200));
    Source source = source();
    WebAddress.of(first.url()).ifPresent(source::setUrl);
    entry.setSource(source);
    for (String alias : first.aliases()) {
      Reference reference = new Reference();
      reference.setId(PlainText.line(alias, 200));
      reference.setSource(source());
      entry.addReference(reference);
    }
    entry.addRating(rating(first));
    entry.setDescription(PlainText.line(first.summary(), TEXT));
    first
        .fixedIn()
        .ifPresent(f -> entry.setRecommendation("Move to " + PlainText.line(f, 200) + "."));
    WebAddress.of(first.url()).ifPresent(url -> entry.addAdvisory(advisory(url)));
    entry.setAffects(affects(group));
    key.accepted().ifPresent(reason -> entry.setAnalysis(analysis(reason)));
    return entry;
  }

  private static Source source() {
    Source source = new Source();
    source.setName(DATABASE);
    return source;
  }

  private static Advisory advisory(String url) {
    Advisory advisory = new Advisory();
    advisory.setUrl(url);
    return advisory;
  }

  private static Rating rating(Vulnerability v) {
    Rating rating = new Rating();
    rating.setSource(source());
    v.score().ifPresent(rating::setScore);
    rating.setSeverity(
        switch (v.severity()) {
          case CRITICAL -> Rating.Severity.CRITICAL;
          case HIGH -> Rating.Severity.HIGH;
          case MEDIUM -> Rating.Severity.MEDIUM;
          case LOW -> Rating.Severity.LOW;
          case NONE -> Rating.Severity.NONE;
          case UNSCORED -> Rating.Severity.UNKNOWN;
        });
    if (v.vector().isPresent()) {
      String vector = v.vector().get();
      rating.setMethod(method(vector));
      rating.setVector(PlainText.line(vector, 300));
    }
    return rating;
  }

  private static Rating.Method method(String vector) {
    if (vector.startsWith("CVSS:4")) {
      return Rating.Method.CVSSV4;
    }
    if (vector.startsWith("CVSS:3.1")) {
      return Rating.Method.CVSSV31;
    }
    if (vector.startsWith("CVSS:3")) {
      return Rating.Method.CVSSV3;
    }
    return vector.startsWith("AV:") ? Rating.Method.CVSSV2 : Rating.Method.OTHER;
  }

  private List<Affect> affects(List<Vulnerability> group) {
    Map<String, Affect> affects = new LinkedHashMap<>();
    for (Vulnerability v : group) {
      String ref = bill.ref(v.ecosystem(), v.packageName(), v.version());
      affects.computeIfAbsent(ref, r -> affect(r, v.version()));
    }
    return List.copyOf(affects.values());
  }

  private static Affect affect(String ref, String version) {
    Version affected = new Version();
    affected.setVersion(PlainText.line(version, 200));
    affected.setStatus(Version.Status.AFFECTED);
    Affect affect = new Affect();
    affect.setRef(ref);
    affect.addVersion(affected);
    return affect;
  }

  private static Analysis analysis(String reason) {
    Analysis analysis = new Analysis();
    analysis.setState(Analysis.State.EXPLOITABLE);
    analysis.addResponse(Analysis.Response.WILL_NOT_FIX);
    analysis.setDetail(reason);
    return analysis;
  }
}
