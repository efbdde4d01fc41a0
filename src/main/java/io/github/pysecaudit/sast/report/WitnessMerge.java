package io.github.pysecaudit.sast.report;

import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.sast.Marker;
import io.github.pysecaudit.sast.Rule;
import io.github.pysecaudit.sast.RuleCatalogue;
import io.github.pysecaudit.sast.ScanReport;
import io.github.pysecaudit.sast.Weakness;
import io.github.pysecaudit.sast.marker.RuleIds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings the findings of several scanners together: what means the same on the same lines is one
 * weakness with several witnesses. A weakness that only another scanner saw stays one of its own.
 */
public final class WitnessMerge {
  private final RuleCatalogue rules;
  private final RuleIds ids;

  /** Knows what the ids of others mean. */
  public WitnessMerge(RuleCatalogue rules) {
    this.rules = rules;
    this.ids = new RuleIds(rules);
  }

  /** The scan with the findings of the reports added, and the markers they prove useful. */
  public ScanReport merge(ScanReport scan, List<SourceCoverage> reports) {
    Map<String, List<Weakness>> byPath = new HashMap<>();
    for (Weakness weakness : scan.weaknesses()) {
      byPath.computeIfAbsent(path(weakness), key -> new ArrayList<>()).add(weakness);
    }
    Map<String, List<Marker>> markers = new HashMap<>();
    for (Marker marker : scan.markers()) {
      markers
          .computeIfAbsent(marker.place().path().orElse(""), key -> new ArrayList<>())
          .add(marker);
    }
    for (SourceCoverage report : reports) {
      for (ImportedFinding finding : report.findings()) {
        List<Weakness> here = byPath.computeIfAbsent(finding.path(), key -> new ArrayList<>());
        List<Marker> around = markers.computeIfAbsent(finding.path(), key -> new ArrayList<>());
        add(finding, report.report().tool(), here, around);
      }
    }
    return scan.with(
        byPath.values().stream().flatMap(List::stream).sorted(ORDER).toList(),
        markers.values().stream().flatMap(List::stream).sorted(MARKER_ORDER).toList());
  }

  private static final Comparator<Weakness> ORDER =
      Comparator.comparing(WitnessMerge::path)
          .thenComparing(each -> each.place().line().orElse(0))
          .thenComparing(each -> each.place().column().orElse(0))
          .thenComparing(Weakness::rule);

  private static final Comparator<Marker> MARKER_ORDER =
      Comparator.comparing((Marker each) -> each.place().path().orElse(""))
          .thenComparing(each -> each.place().line().orElse(0));

  private static String path(Weakness weakness) {
    return weakness.place().path().orElse("");
  }

  private void add(
      ImportedFinding finding, String tool, List<Weakness> here, List<Marker> markers) {
    String witness = tool + ":" + finding.ruleId();
    List<String> same = same(tool, finding.ruleId());
    for (int i = 0; i < here.size(); i++) {
      Weakness known = here.get(i);
      int line = known.place().line().orElse(0);
      boolean meant = same.contains(known.rule()) || known.witnesses().contains(witness);
      if (meant && line >= finding.line() && line <= finding.endLine()) {
        here.set(i, witnessed(known, witness));
        return;
      }
    }
    here.add(weakness(finding, witness, same, markers));
  }

  /** Our rules that mean the same as a rule of another scanner. */
  private List<String> same(String tool, String id) {
    return switch (tool) {
      case "bandit", "ruff" -> ids.rules(id);
      case "semgrep" -> ids.semgrepRules(id);
      case "codeaudit" -> ids.codeAuditRules(id);
      default -> ids.rules(id);
    };
  }

  private static Weakness witnessed(Weakness known, String witness) {
    Set<String> all = new LinkedHashSet<>(known.witnesses());
    all.add(witness);
    return new Weakness(
        known.rule(),
        known.title(),
        known.place(),
        known.severity(),
        known.confidence(),
        known.cwe(),
        known.message(),
        known.remedy(),
        List.copyOf(all),
        known.marker());
  }

  private Weakness weakness(
      ImportedFinding finding, String witness, List<String> same, List<Marker> markers) {
    Optional<Rule> rule = same.stream().findFirst().flatMap(rules::find);
    String fallback = finding.message().isEmpty() ? finding.ruleId() : finding.message();
    return new Weakness(
        rule.map(Rule::id).orElse(witness),
        rule.map(Rule::title).orElse(finding.ruleId()),
        Place.line(finding.path(), finding.line()),
        finding.severity(),
        finding.confidence(),
        finding.cwe() > 0 ? finding.cwe() : rule.map(Rule::cwe).orElse(0),
        fallback,
        rule.map(Rule::remedy).orElse("Follow the advice of the rule's documentation."),
        List.of(witness),
        marker(finding, same, markers));
  }

  /** The marker in the source that covers a finding; it has proved useful by that. */
  private static Optional<Weakness.MarkedBy> marker(
      ImportedFinding finding, List<String> same, List<Marker> markers) {
    String last = finding.ruleId().substring(finding.ruleId().lastIndexOf('.') + 1);
    for (int i = 0; i < markers.size(); i++) {
      Marker marker = markers.get(i);
      boolean names =
          marker.blanket()
              || same.stream().anyMatch(marker.rules()::contains)
              || marker.unknownIds().stream()
                  .anyMatch(
                      id ->
                          id.equalsIgnoreCase(finding.ruleId())
                              || !last.isEmpty() && id.endsWith(last));
      if (names && marker.fromLine() <= finding.endLine() && marker.toLine() >= finding.line()) {
        markers.set(i, marker.covering(finding.ruleId()));
        return Optional.of(
            new Weakness.MarkedBy(marker.place(), marker.text(), marker.explanation()));
      }
    }
    if (finding.suppressed()) {
      Place place = Place.line(finding.path(), finding.line());
      return Optional.of(
          new Weakness.MarkedBy(place, "suppressed in the report", Optional.empty()));
    }
    return Optional.empty();
  }
}
