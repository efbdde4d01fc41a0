package io.github.pysecaudit.check;

import io.github.pysecaudit.checklist.Amount;
import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.LeftOut;
import io.github.pysecaudit.facts.PathRoles;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.facts.ScannerOpinions;
import io.github.pysecaudit.facts.config.AuditConfiguration;
import io.github.pysecaudit.sast.Marker;
import io.github.pysecaudit.sast.ScanReport;
import io.github.pysecaudit.sast.Unscanned;
import io.github.pysecaudit.sast.Weakness;
import io.github.pysecaudit.sast.external.ScannerRun;
import io.github.pysecaudit.sast.report.SourceCoverage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Was all Python source scanned, and is each finding fixed or marked with a reason? */
public final class SourceCheck implements Check {

  private static final int MOST_LEFT_OUT = 20;
  private static final Pattern IMPORT_RULE = Pattern.compile("PYA4\\d\\d");

  @Override
  public List<Requirement> requirements() {
    return List.of(Requirement.R10_1, Requirement.R10_2);
  }

  @Override
  public List<Verdict> evaluate(ProjectFacts facts) {
    ScanReport scan = facts.scan();
    if (scan.sources().isEmpty() && scan.unscanned().isEmpty()) {
      String looked =
          "There is no Python source among the "
              + Amount.of(facts.moduleFiles().size(), "file")
              + ".";
      List<Evidence> evidence = new ArrayList<>();
      evidence.add(new Evidence(Place.nowhere(), "no Python source"));
      evidence.addAll(leftOut(facts));
      return List.of(
          Verdict.notApplicable(Requirement.R10_1, looked, evidence),
          Verdict.notApplicable(Requirement.R10_2, looked, evidence));
    }
    Verdict scanned =
        scanned(scan, facts.scanners(), facts.configuration().code().requireScanner());
    List<Evidence> evidence = new ArrayList<>(scanned.evidence());
    evidence.addAll(leftOut(facts));
    return List.of(
        scanned.withEvidence(evidence), marked(scan, facts.configuration().code().failSeverity()));
  }

  private static Verdict scanned(ScanReport scan, ScannerOpinions others, List<String> required) {
    List<Unscanned> unscanned =
        scan.unscanned().stream()
            .filter(u -> u.place().path().filter(others::covers).isEmpty())
            .toList();
    List<Finding> missing = missing(others, required);
    List<Finding> findings = new ArrayList<>(missing);
    unscanned.forEach(u -> findings.add(of(u)));
    others.problems().forEach(u -> findings.add(of(u)));
    List<Evidence> evidence = new ArrayList<>(List.of(engine(scan)));
    others.coverage().forEach(c -> evidence.add(witness(c)));
    boolean onlyTests =
        others.problems().isEmpty()
            && unscanned.stream()
                .allMatch(
                    u ->
                        u.place()
                            .path()
                            .filter(p -> PathRoles.isTest(p) || PathRoles.isSample(p))
                            .isPresent());
    return new Verdict(
        Requirement.R10_1,
        status(findings, missing, onlyTests),
        summary(scan, missing.size(), unscanned.size()),
        evidence,
        findings,
        others.runs().stream().flatMap(r -> failed(r).stream()).toList());
  }

  /** What was not looked at, by rule or because it lies elsewhere: a reader must be able to see. */
  private static List<Evidence> leftOut(ProjectFacts facts) {
    List<LeftOut> left =
        facts.repository().leftOut().stream()
            .filter(l -> l.kind() == LeftOut.Kind.BY_RULE || l.kind() == LeftOut.Kind.OUTSIDE)
            .filter(l -> !l.path().equals(".git") && facts.scope().contains(l.path()))
            .toList();
    List<Evidence> shown = new ArrayList<>();
    left.stream()
        .limit(MOST_LEFT_OUT)
        .forEach(l -> shown.add(new Evidence(Place.file(l.path()), "left out: " + l.reason())));
    if (left.size() > MOST_LEFT_OUT) {
      shown.add(
          new Evidence(
              Place.nowhere(), (left.size() - MOST_LEFT_OUT) + " more entries were left out"));
    }
    return shown;
  }

  private static Status status(List<Finding> findings, List<Finding> missing, boolean onlyTests) {
    if (!missing.isEmpty()) {
      return Status.FAIL;
    }
    if (findings.isEmpty()) {
      return Status.PASS;
    }
    return onlyTests ? Status.REVIEW : Status.UNKNOWN;
  }

  private static String summary(ScanReport scan, int missing, int unscanned) {
    String read = Amount.of(scan.files(), "file") + ", " + Amount.of(scan.lines(), "line");
    if (missing > 0) {
      return "A required scanner did not validate the source (" + read + ").";
    }
    return unscanned == 0
        ? "Python source was scanned: " + read + "."
        : Amount.of(unscanned, "file") + " not, or not fully, scanned; read: " + read + ".";
  }

  private static List<Finding> missing(ScannerOpinions others, List<String> required) {
    return required.stream()
        .filter(name -> !others.tools().contains(name))
        .map(
            name ->
                new Finding(
                    "The scanner "
                        + name
                        + " is required by audit.toml, and it gave no report in this build.",
                    "Install " + name + " on the build machine, or import its report.",
                    Place.nowhere()))
        .toList();
  }

  private static Evidence witness(SourceCoverage coverage) {
    return new Evidence(
        Place.nowhere(),
        coverage.report().tool()
            + coverage.report().version().map(v -> " " + v).orElse("")
            + " covers "
            + Amount.of(coverage.covered().size(), "file")
            + " with "
            + Amount.of(coverage.findings().size(), "finding"));
  }

  private static Optional<Finding> failed(ScannerRun run) {
    return run.report().isPresent()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                run.problem(),
                "Mend the installation of "
                    + run.tool()
                    + ", or set scanners = \"none\" in audit.toml.",
                Place.nowhere()));
  }

  private static Evidence engine(ScanReport scan) {
    return new Evidence(
        Place.nowhere(),
        scan.engine()
            + " "
            + scan.version()
            + " with "
            + scan.ruleCount()
            + " rules read "
            + Amount.of(scan.files(), "file")
            + ", "
            + Amount.of(scan.lines(), "line"));
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
    List<Finding> imports = new ArrayList<>();
    List<Place> inSamples = new ArrayList<>();
    for (Weakness weakness : scan.open()) {
      if (isSample(weakness.place())) {
        inSamples.add(weakness.place());
      } else if (weakness.severity().ordinal() >= least.ordinal()) {
        violations.add(open(weakness));
      } else {
        (isImport(weakness) ? imports : minor).add(open(weakness));
      }
    }
    int unmarked = violations.size();
    for (Marker marker : scan.bareMarkers()) {
      if (isSample(marker.place())) {
        inSamples.add(marker.place());
      } else {
        violations.add(bare(marker));
      }
    }
    List<Finding> warnings = new ArrayList<>(doubtfulMarkers(scan));
    warnings.addAll(imports);
    samples(inSamples).ifPresent(warnings::add);
    int explained = scan.weaknesses().size() - scan.open().size();
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
          violated(unmarked, violations.size() - unmarked),
          evidence,
          violations,
          join(warnings, minor));
    }
    if (!minor.isEmpty()) {
      return new Verdict(
          Requirement.R10_2,
          Status.REVIEW,
          Amount.of(minor.size(), "finding")
              + " below severity "
              + least.name().toLowerCase(Locale.ROOT)
              + " without a marker; a person must look.",
          evidence,
          minor,
          warnings);
    }
    String summary =
        scan.weaknesses().isEmpty()
            ? "The scanner reports nothing in " + Amount.of(scan.files(), "file") + "."
            : inSamples.isEmpty()
                ? "All " + explained + " findings carry a marker with an explanation."
                : "Every finding outside of test data carries a marker with an explanation.";
    return new Verdict(
        Requirement.R10_2,
        scan.isComplete() ? Status.PASS : Status.REVIEW,
        scan.isComplete() ? summary : summary + " Not all source was scanned (10.1).",
        evidence,
        List.of(),
        warnings);
  }

  private static String violated(int unmarked, int bare) {
    return Stream.of(
                unmarked == 0 ? "" : Amount.of(unmarked, "finding") + " without a marker",
                bare == 0 ? "" : Amount.of(bare, "marker") + " without an explanation")
            .filter(words -> !words.isEmpty())
            .collect(Collectors.joining(", "))
        + ".";
  }

  private static boolean isSample(Place place) {
    return place.path().filter(PathRoles::isSample).isPresent();
  }

  /** Samples of weak code are what a test of a scanner is made of; they are read, and said. */
  private static Optional<Finding> samples(List<Place> places) {
    if (places.isEmpty()) {
      return Optional.empty();
    }
    long files = places.stream().map(p -> p.path().orElse("")).distinct().count();
    return Optional.of(
        new Finding(
            "Not counted: "
                + places.size()
                + (places.size() == 1 ? " finding in " : " findings in ")
                + files
                + (files == 1 ? " file" : " files")
                + " of test data, which no build ships; this is the first.",
            "Look whether the file is no more than data for tests.",
            places.get(0)));
  }

  private static List<Finding> doubtfulMarkers(ScanReport scan) {
    List<Finding> warnings = new ArrayList<>();
    for (Marker marker : scan.markersWithoutEffect()) {
      if (!isSample(marker.place())) {
        warnings.add(
            new Finding(
                "The marker \"" + marker.text() + "\" suppresses nothing.",
                "Remove it, or move it to the statement that it is for.",
                marker.place()));
      }
    }
    for (Marker marker : scan.markers()) {
      if (!marker.unknownIds().isEmpty() && !isSample(marker.place())) {
        warnings.add(
            new Finding(
                "The marker names ids that no scanner known here has: "
                    + String.join(", ", marker.unknownIds())
                    + ".",
                "Correct the ids; an unknown id suppresses nothing.",
                marker.place()));
      }
    }
    return warnings;
  }

  /** An import alone weakens nothing: what is done with the module is judged at its calls. */
  private static boolean isImport(Weakness weakness) {
    return IMPORT_RULE.matcher(weakness.rule()).matches();
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
