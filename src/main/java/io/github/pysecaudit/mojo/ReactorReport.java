package io.github.pysecaudit.mojo;

import io.github.pysecaudit.checklist.AuditResult;
import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.gate.Decision;
import io.github.pysecaudit.gate.Decision.Outcome;
import io.github.pysecaudit.report.AuditReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The reports of the modules of a reactor as one report, in which each finding names its module.
 */
final class ReactorReport {

  private ReactorReport() {}

  /**
   * One report of several; a verdict is the worst of the modules' verdicts.
   *
   * @param modules at least one
   */
  static AuditReport merge(List<AuditReport> modules) {
    AuditReport first = modules.get(0);
    if (modules.size() == 1) {
      return first;
    }
    List<Verdict> verdicts =
        Arrays.stream(Requirement.values())
            .map(r -> merge(r, modules))
            .flatMap(Optional::stream)
            .toList();
    List<Dependency> dependencies = all(modules, m -> m.result().dependencies());
    List<String> notes = distinct(modules, m -> m.result().notes());
    AuditResult result = new AuditResult(verdicts, dependencies, notes);
    return new AuditReport(
        first.toolVersion(),
        new AuditReport.Subject(
            first.subject().directory(),
            first.subject().coordinates(),
            first.subject().repositoryUrl(),
            modules.stream().map(ReactorReport::name).toList()),
        result,
        decision(modules, result),
        distinct(modules, AuditReport::vulnerabilities),
        distinct(modules, AuditReport::acceptedVulnerabilities),
        distinct(modules, AuditReport::weaknesses),
        modules.stream().map(AuditReport::created).max(Instant::compareTo).orElseThrow());
  }

  /** A line per module: its name and what the gate said. */
  static List<String> lines(List<AuditReport> modules) {
    return modules.stream()
        .map(m -> "  " + name(m) + ": " + m.decision().outcome().word())
        .toList();
  }

  private static String name(AuditReport module) {
    return module.subject().coordinates().orElse(module.subject().directory());
  }

  private static Optional<Verdict> merge(Requirement requirement, List<AuditReport> modules) {
    List<AuditReport> judging =
        modules.stream().filter(m -> m.result().verdict(requirement).isPresent()).toList();
    if (judging.isEmpty()) {
      return Optional.empty();
    }
    if (judging.size() == 1) {
      return judging.get(0).result().verdict(requirement);
    }
    Status worst = Status.PASS;
    boolean allNotApplicable = true;
    List<Evidence> evidence = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    List<Finding> warnings = new ArrayList<>();
    for (AuditReport module : judging) {
      Verdict verdict = module.result().verdict(requirement).orElseThrow();
      allNotApplicable &= verdict.status() == Status.NOT_APPLICABLE;
      if (verdict.status() != Status.NOT_APPLICABLE) {
        worst = worst.worse(verdict.status());
      }
      evidence.addAll(verdict.evidence());
      verdict.findings().forEach(f -> findings.add(named(f, module)));
      verdict.warnings().forEach(f -> warnings.add(named(f, module)));
    }
    Status status = allNotApplicable ? Status.NOT_APPLICABLE : worst;
    return Optional.of(
        new Verdict(
            requirement,
            status,
            summary(requirement, status, judging),
            evidence,
            findings,
            warnings));
  }

  private static Finding named(Finding finding, AuditReport module) {
    return finding.with("module", name(module));
  }

  /** The summaries of the modules that have the worst verdict, which is what a reader must know. */
  private static String summary(Requirement requirement, Status status, List<AuditReport> modules) {
    List<AuditReport> telling =
        modules.stream()
            .filter(m -> m.result().verdict(requirement).orElseThrow().status() == status)
            .toList();
    String names =
        telling.size() == modules.size()
            ? "All " + modules.size() + " modules"
            : telling.stream().map(ReactorReport::name).collect(Collectors.joining(", "));
    String sentences =
        telling.stream()
            .map(m -> m.result().verdict(requirement).orElseThrow().summary())
            .distinct()
            .collect(Collectors.joining(" "));
    return names + ": " + sentences;
  }

  private static Decision decision(List<AuditReport> modules, AuditResult result) {
    return new Decision(
        modules.stream()
            .map(m -> m.decision().outcome())
            .max(Comparator.naturalOrder())
            .orElse(Outcome.PASSED),
        of(modules, result, Decision::violated),
        of(modules, result, Decision::unchecked),
        of(modules, result, Decision::tolerated).stream()
            .filter(v -> !of(modules, result, Decision::violated).contains(v))
            .filter(v -> !of(modules, result, Decision::unchecked).contains(v))
            .toList(),
        distinct(modules, m -> m.decision().overThreshold()),
        distinct(modules, m -> m.decision().loosened()));
  }

  private static List<Verdict> of(
      List<AuditReport> modules, AuditResult result, Function<Decision, List<Verdict>> which) {
    return modules.stream()
        .flatMap(m -> which.apply(m.decision()).stream())
        .map(v -> result.verdict(v.requirement()).orElseThrow())
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private static <T> List<T> all(
      List<AuditReport> modules, Function<AuditReport, ? extends Collection<T>> what) {
    return modules.stream().flatMap(m -> what.apply(m).stream()).toList();
  }

  private static <T> List<T> distinct(
      List<AuditReport> modules, Function<AuditReport, ? extends Collection<T>> what) {
    return List.copyOf(new LinkedHashSet<>(all(modules, what)));
  }
}
