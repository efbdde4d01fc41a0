package io.github.pysecaudit.report;

import io.github.pysecaudit.advisory.Vulnerability;
import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.gate.Baseline;
import io.github.pysecaudit.gate.Fingerprint;
import io.github.pysecaudit.report.AuditReport.AcceptedEntry;
import io.github.pysecaudit.report.SarifResult.Suppression;
import io.github.pysecaudit.sast.Weakness;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Turns what is wrong into SARIF results, the most urgent first. */
final class SarifResults {
  private final AuditReport report;
  private final Place fallback;
  private final Map<String, SarifRule> codeRules = new HashMap<>();
  private final List<SarifResult> results = new ArrayList<>();

  private SarifResults(AuditReport report) {
    this.report = report;
    this.fallback = Place.file(somePath(report));
    for (Weakness weakness : report.weaknesses()) {
      codeRules.computeIfAbsent(weakness.rule(), r -> SarifRule.of(weakness));
    }
  }

  static List<SarifResult> of(AuditReport report) {
    SarifResults all = new SarifResults(report);
    report.result().verdicts().forEach(all::add);
    all.addVulnerabilities(report.vulnerabilities(), Map.of());
    Map<Vulnerability, Suppression> accepted = new LinkedHashMap<>();
    for (AcceptedEntry entry : report.acceptedVulnerabilities()) {
      accepted.put(
          entry.vulnerability(),
          new Suppression(
              "external", entry.reason() + " (accepted until " + entry.expires() + ")"));
    }
    all.addVulnerabilities(List.copyOf(accepted.keySet()), accepted);
    report.weaknesses().forEach(all::addMarked);
    all.results.sort(
        Comparator.comparingInt(SarifResult::urgency)
            .thenComparing(r -> -r.rule().securitySeverity()));
    return all.results;
  }

  private void add(Verdict verdict) {
    if (verdict.status() == Status.PASS || verdict.status() == Status.NOT_APPLICABLE) {
      return;
    }
    String kind =
        switch (verdict.status()) {
          case REVIEW -> "review";
          case UNKNOWN -> "open";
          default -> "fail";
        };
    boolean fails =
        report.decision().violated().contains(verdict)
            || report.decision().unchecked().contains(verdict)
            || verdict.requirement().level().isMandatory();
    String level = kind.equals("fail") ? fails ? "error" : "warning" : "none";
    for (Finding finding : verdict.findings()) {
      add(verdict.requirement(), finding, kind, level);
    }
    if (verdict.findings().isEmpty()) {
      add(
          verdict.requirement(),
          new Finding(verdict.summary(), verdict.requirement().remedy(), Place.nowhere()),
          kind,
          level);
    }
    for (Finding warning : verdict.warnings()) {
      add(verdict.requirement(), warning, "fail", "note");
    }
  }

  private void add(Requirement requirement, Finding finding, String kind, String level) {
    if (requirement == Requirement.R5_1 && finding.details().containsKey("package")) {
      return;
    }
    SarifRule code = codeRules.get(String.valueOf(finding.details().get("rule")));
    SarifRule rule = code == null ? SarifRule.of(requirement) : code;
    results.add(
        new SarifResult(
            rule,
            kind,
            level,
            PlainText.cut(finding.message(), 1_000) + " " + finding.remedy(),
            List.of(located(finding.place())),
            Fingerprint.of(requirement, finding),
            Optional.empty(),
            Baseline.isKnown(finding)));
  }

  /** One result per vulnerability and package version, with all places that bring it in. */
  private void addVulnerabilities(
      List<Vulnerability> vulnerabilities, Map<Vulnerability, Suppression> accepted) {
    Map<List<String>, List<Vulnerability>> groups = new LinkedHashMap<>();
    for (Vulnerability v : vulnerabilities) {
      groups
          .computeIfAbsent(List.of(v.id(), v.packageName(), v.version()), k -> new ArrayList<>())
          .add(v);
    }
    Map<List<String>, Boolean> known = Baseline.vulnerabilities(report.result());
    boolean violated =
        report.decision().violated().stream().anyMatch(v -> v.requirement() == Requirement.R5_1);
    Set<Vulnerability> over = Set.copyOf(report.decision().overThreshold());
    for (List<Vulnerability> group : groups.values()) {
      Vulnerability first = group.get(0);
      Set<Place> places = new LinkedHashSet<>();
      group.forEach(v -> places.add(located(v.place())));
      boolean fails = violated || over.contains(first);
      results.add(
          new SarifResult(
              SarifRule.of(first),
              "fail",
              fails ? "error" : "warning",
              text(first),
              List.copyOf(places),
              Fingerprint.vulnerability(first.id(), first.packageName(), ""),
              Optional.ofNullable(accepted.get(first)),
              accepted.isEmpty()
                  ? Optional.ofNullable(known.get(List.of(first.id(), first.packageName())))
                  : Optional.empty()));
    }
  }

  private static String text(Vulnerability v) {
    StringBuilder text = new StringBuilder();
    text.append(PlainText.cut(v.packageName(), 200))
        .append(' ')
        .append(PlainText.cut(v.version(), 100))
        .append(" has ")
        .append(PlainText.cut(v.id(), 100))
        .append(": ")
        .append(sentence(PlainText.cut(v.summary().strip(), 400)))
        .append(v.fixedIn().map(f -> " Move to " + f + ".").orElse(" No fixed version is known."));
    if (!v.paths().isEmpty()) {
      text.append(" Path: ").append(String.join(" > ", v.paths().get(0))).append('.');
    }
    return text.toString();
  }

  /** Advisories end their titles with a full stop or without. */
  private static String sentence(String text) {
    return text.endsWith(".") || text.isEmpty() ? text : text + ".";
  }

  /** Worded as 10.2 words an open one, so that a marker does not make it another finding. */
  private void addMarked(Weakness weakness) {
    if (weakness.marker().isEmpty() || weakness.marker().get().explanation().isEmpty()) {
      return;
    }
    Finding finding =
        new Finding(
                weakness.rule()
                    + " ("
                    + weakness.severity().name().toLowerCase(Locale.ROOT)
                    + "): "
                    + weakness.message(),
                weakness.remedy(),
                weakness.place())
            .with("rule", weakness.rule());
    results.add(
        new SarifResult(
            codeRules.get(weakness.rule()),
            "fail",
            weakness.severity() == Weakness.Grade.LOW ? "note" : "warning",
            finding.message(),
            List.of(located(weakness.place())),
            Fingerprint.of(Requirement.R10_2, finding),
            Optional.of(
                new Suppression("inSource", weakness.marker().get().explanation().orElseThrow())),
            Optional.empty()));
  }

  private Place located(Place place) {
    return place.path().isPresent() ? place : fallback;
  }

  /** GitHub wants a file for every result; what is about the project as a whole goes to its POM. */
  private static String somePath(AuditReport report) {
    List<String> paths =
        Stream.concat(
                report.result().dependencies().stream().map(Dependency::place),
                report.result().verdicts().stream()
                    .flatMap(v -> v.evidence().stream().map(Evidence::place)))
            .flatMap(p -> p.path().stream())
            .distinct()
            .sorted(Comparator.comparingInt(String::length).thenComparing(p -> p))
            .toList();
    return paths.stream()
        .filter(p -> p.equals("pom.xml") || p.endsWith("/pom.xml"))
        .findFirst()
        .or(() -> report.subject().coordinates().map(c -> "pom.xml"))
        .orElseGet(() -> paths.isEmpty() ? "README.md" : paths.get(0));
  }
}
