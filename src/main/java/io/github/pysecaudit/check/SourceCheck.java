package io.github.pysecaudit.check;

import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.PathRoles;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.facts.config.AuditConfiguration;
import io.github.pysecaudit.sast.Marker;
import io.github.pysecaudit.sast.ScanReport;
import io.github.pysecaudit.sast.Unscanned;
import io.github.pysecaudit.sast.Weakness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Was all Python source scanned, and is each finding fixed or marked with a reason? */
public final class SourceCheck implements Check {

  @Override
  public List<Requirement> requirements() {
    return List.of(Requirement.R10_1, Requirement.R10_2);
  }

  @Override
  public List<Verdict> evaluate(ProjectFacts facts) {
    ScanReport scan = facts.scan();
    if (scan.sources().isEmpty() && scan.unscanned().isEmpty()) {
      String looked =
          "There is no Python source among the " + facts.moduleFiles().size() + " files.";
      List<Evidence> evidence = List.of(new Evidence(Place.nowhere(), "no Python source"));
      return List.of(
          Verdict.notApplicable(Requirement.R10_1, looked, evidence),
          Verdict.notApplicable(Requirement.R10_2, looked, evidence));
    }
    return List.of(scanned(scan), marked(scan, facts.configuration().code().failSeverity()));
  }

  private static Verdict scanned(ScanReport scan) {
    List<Finding> findings = scan.unscanned().stream().map(SourceCheck::of).toList();
    List<Evidence> evidence = List.of(engine(scan));
    if (findings.isEmpty()) {
      return Verdict.pass(
          Requirement.R10_1,
          "All Python source was scanned: " + scan.files() + " files, " + scan.lines() + " lines.",
          evidence);
    }
    boolean onlyTests =
        scan.unscanned().stream()
            .allMatch(u -> u.place().path().filter(PathRoles::isTest).isPresent());
    return new Verdict(
        Requirement.R10_1,
        onlyTests ? Status.REVIEW : Status.UNKNOWN,
        findings.size() + " files were not, or not fully, scanned; " + scan.files() + " were read.",
        evidence,
        findings,
        List.of());
  }

  private static Evidence engine(ScanReport scan) {
    return new Evidence(
        Place.nowhere(),
        scan.engine()
            + " scanner "
            + scan.version()
            + " with "
            + scan.ruleCount()
            + " rules read "
            + scan.files()
            + " files, "
            + scan.lines()
            + " lines");
  }

  private static Finding of(Unscanned unscanned) {
    return new Finding(
        unscanned.reason(),
        "Correct the file, leave it out with audit.excludes if it is no source, or import a report"
            + " that covers it.",
        unscanned.place());
  }

  private static Verdict marked(ScanReport scan, AuditConfiguration.Grade least) {
    List<Finding> violations = new ArrayList<>();
    List<Finding> minor = new ArrayList<>();
    for (Weakness weakness : scan.open()) {
      boolean counts = weakness.severity().ordinal() >= least.ordinal();
      (counts ? violations : minor).add(open(weakness));
    }
    int unmarked = violations.size();
    for (Marker marker : scan.bareMarkers()) {
      violations.add(bare(marker));
    }
    List<Finding> warnings = new ArrayList<>();
    for (Marker marker : scan.markersWithoutEffect()) {
      warnings.add(
          new Finding(
              "The marker \"" + marker.text() + "\" suppresses nothing.",
              "Remove it, or move it to the statement that it is for.",
              marker.place()));
    }
    for (Marker marker : scan.markers()) {
      if (!marker.unknownIds().isEmpty()) {
        warnings.add(
            new Finding(
                "The marker names ids that no scanner known here has: "
                    + String.join(", ", marker.unknownIds())
                    + ".",
                "Correct the ids; an unknown id suppresses nothing.",
                marker.place()));
      }
    }
    long explained = scan.weaknesses().size() - scan.open().size();
    List<Evidence> evidence = new ArrayList<>(List.of(engine(scan)));
    scan.weaknesses().stream()
        .flatMap(w -> w.marker().stream())
        .filter(m -> m.explanation().isPresent())
        .limit(50)
        .forEach(m -> evidence.add(new Evidence(m.place(), m.text())));
    if (!violations.isEmpty()) {
      return new Verdict(
          Requirement.R10_2,
          Status.FAIL,
          unmarked
              + " findings without a marker, "
              + (violations.size() - unmarked)
              + " markers without an explanation.",
          evidence,
          violations,
          join(warnings, minor));
    }
    if (!minor.isEmpty()) {
      return new Verdict(
          Requirement.R10_2,
          Status.REVIEW,
          minor.size()
              + " findings below severity "
              + least.name().toLowerCase(Locale.ROOT)
              + " carry no marker; a person must look.",
          evidence,
          minor,
          warnings);
    }
    String summary =
        scan.weaknesses().isEmpty()
            ? "The scanner reports nothing in " + scan.files() + " files."
            : "All " + explained + " findings carry a marker with an explanation.";
    return new Verdict(
        Requirement.R10_2,
        scan.isComplete() ? Status.PASS : Status.REVIEW,
        scan.isComplete() ? summary : summary + " Not all source was scanned (10.1).",
        evidence,
        List.of(),
        warnings);
  }

  private static Finding open(Weakness weakness) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("rule", weakness.rule());
    details.put("severity", weakness.severity().name().toLowerCase(Locale.ROOT));
    details.put("confidence", weakness.confidence().name().toLowerCase(Locale.ROOT));
    details.put("witnesses", weakness.witnesses());
    return new Finding(
        weakness.rule()
            + " ("
            + weakness.severity().name().toLowerCase(Locale.ROOT)
            + "): "
            + weakness.message(),
        weakness.remedy()
            + " Or mark the statement: # nosec "
            + weakness.rule()
            + " - and the reason.",
        weakness.place(),
        details);
  }

  private static Finding bare(Marker marker) {
    return new Finding(
        "The marker \"" + marker.text() + "\" does not explain why.",
        "Name the rule and say in words why the code is safe, for instance: # nosec B603 - the"
            + " argument list is constant.",
        marker.place());
  }

  private static List<Finding> join(List<Finding> first, List<Finding> second) {
    List<Finding> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
