package io.github.pysecaudit.check;

import io.github.pysecaudit.checklist.Amount;
import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.DesignDefences;
import io.github.pysecaudit.facts.PathRoles;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.facts.ci.ToolRun;
import io.github.pysecaudit.facts.deploy.Weight;
import io.github.pysecaudit.facts.fuzz.FuzzHarness;
import io.github.pysecaudit.facts.text.TreePaths;
import io.github.pysecaudit.sast.ScanReport;
import io.github.pysecaudit.sast.Weakness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Do design, implementation and testing have defences of their own (9.1), and does more than one
 * static analyser validate the code (9.2)? Several static analysers alone are one layer.
 */
public final class DefenceInDepthCheck implements Check {
  private static final int MAX_EVIDENCE = 5;

  @Override
  public List<Requirement> requirements() {
    return List.of(Requirement.R9_1, Requirement.R9_2);
  }

  @Override
  public List<Verdict> evaluate(ProjectFacts facts) {
    SastTools tools = SastTools.of(facts);
    return List.of(depth(facts, tools), analysers(tools));
  }

  /** A stage with what speaks for it, or what is missing. */
  private record Stage(String name, List<Evidence> evidence, Optional<Finding> missing) {}

  private static Verdict depth(ProjectFacts facts, SastTools tools) {
    List<Stage> stages = List.of(design(facts), implementation(facts), testing(facts, tools));
    List<Evidence> evidence = stages.stream().flatMap(s -> s.evidence().stream()).toList();
    List<Stage> lacking = stages.stream().filter(s -> s.missing().isPresent()).toList();
    if (lacking.isEmpty()) {
      return new Verdict(
          Requirement.R9_1,
          Status.PASS,
          "There is evidence in design, implementation and testing; how effective it is was not"
              + " judged.",
          evidence,
          List.of(),
          List.of());
    }
    List<Finding> findings =
        new ArrayList<>(lacking.stream().map(s -> s.missing().orElseThrow()).toList());
    List<String> problems = facts.designDefences().problems();
    boolean blind = !problems.isEmpty() && lacking.get(0).name().equals("design");
    problems.stream()
        .limit(3)
        .forEach(p -> findings.add(new Finding(p, "Make the document readable.", Place.nowhere())));
    return new Verdict(
        Requirement.R9_1,
        blind ? Status.UNKNOWN : Status.FAIL,
        "No evidence in "
            + listed(lacking.stream().map(Stage::name).toList())
            + (blind ? ", and not everything could be read." : "."),
        evidence,
        findings,
        List.of());
  }

  private static String listed(List<String> names) {
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  private static Stage design(ProjectFacts facts) {
    DesignDefences design = facts.designDefences();
    List<Evidence> evidence = new ArrayList<>();
    design.sections().stream()
        .limit(MAX_EVIDENCE)
        .forEach(
            s -> evidence.add(new Evidence(s.place(), "design: section \"" + s.heading() + "\"")));
    if (design.controls().size() >= 2) {
      design.controls().entrySet().stream()
          .limit(MAX_EVIDENCE)
          .forEach(c -> evidence.add(new Evidence(c.getValue(), "design: " + c.getKey())));
    }
    return new Stage(
        "design",
        evidence,
        design.words().isPresent()
            ? Optional.empty()
            : missing(
                "No document has a threat model or trust boundaries, or names two independent"
                    + " controls in a section on security.",
                "Add a threat model to the architecture document: what is protected, against whom,"
                    + " by which controls."));
  }

  private static Stage implementation(ProjectFacts facts) {
    List<Evidence> evidence = new ArrayList<>();
    facts.privileges().of(Weight.GOOD).stream()
        .limit(MAX_EVIDENCE)
        .forEach(o -> evidence.add(new Evidence(o.place(), "implementation: " + o.message())));
    facts.inputChecks().stream()
        .limit(MAX_EVIDENCE)
        .forEach(
            c -> evidence.add(new Evidence(c.place(), "implementation: imports " + c.heading())));
    List<Weakness> high =
        facts.repositoryScan().open().stream()
            .filter(w -> w.severity() == Weakness.Grade.HIGH)
            .filter(w -> w.place().path().filter(DefenceInDepthCheck::isAside).isEmpty())
            .filter(w -> w.confidence() == Weakness.Grade.HIGH)
            .filter(w -> w.place().path().filter(PathRoles::isSample).isEmpty())
            .toList();
    if (!high.isEmpty()) {
      Weakness first = high.get(0);
      return new Stage(
          "implementation",
          evidence,
          Optional.of(
              new Finding(
                  Amount.of(high.size(), "weakness")
                      + " of high severity without a fix or an explanation, first: "
                      + first.message(),
                  "Fix them, or mark them with an explanation.",
                  first.place())));
    }
    return new Stage(
        "implementation",
        evidence,
        evidence.isEmpty()
            ? missing(
                "No hardening was found: no unprivileged account, no reduced rights, no refusal of"
                    + " root, no library that checks input.",
                "Run the program with fewer rights, or check its input with a library made for"
                    + " it.")
            : Optional.empty());
  }

  private static boolean isAside(String path) {
    return PathRoles.isTest(path)
        || PathRoles.isTestData(path)
        || TreePaths.isForTheBuild(path)
        || TreePaths.isAside(path);
  }

  private static Stage testing(ProjectFacts facts, SastTools tools) {
    Map<ToolRun.Purpose, Evidence> kinds = new LinkedHashMap<>();
    Stream.of(facts.ci().tools(), facts.buildTools())
        .flatMap(List::stream)
        .forEach(
            r ->
                kinds.putIfAbsent(
                    r.purpose(), new Evidence(r.place(), "testing: " + r.tool() + " runs")));
    tools.first().ifPresent(e -> kinds.putIfAbsent(ToolRun.Purpose.SAST, e));
    facts.fuzzHarnesses().stream()
        .filter(FuzzHarness::isUsed)
        .filter(h -> h.withTests() && kinds.containsKey(ToolRun.Purpose.TESTS))
        .findFirst()
        .ifPresent(
            h ->
                kinds.putIfAbsent(
                    ToolRun.Purpose.FUZZING,
                    new Evidence(h.place(), "testing: harness for " + h.fuzzer())));
    List<Evidence> evidence = List.copyOf(kinds.values());
    Optional<Finding> missing = Optional.empty();
    if (!kinds.containsKey(ToolRun.Purpose.TESTS)) {
      missing =
          missing(
              "Neither the build nor a CI configuration was seen to run tests.",
              "Run the tests in the build or in CI.");
    } else if (kinds.size() < 2) {
      missing =
          missing(
              "Only the tests themselves run; no static analysis, no check of dependencies and no"
                  + " fuzzing.",
              "Run a second, independent kind of test in the build or in CI.");
    }
    return new Stage("testing", evidence, missing);
  }

  private static Optional<Finding> missing(String message, String remedy) {
    return Optional.of(new Finding(message, remedy, Place.nowhere()));
  }

  private static Verdict analysers(SastTools tools) {
    if (!tools.hasSource()) {
      return Verdict.notApplicable(
          Requirement.R9_2,
          "There is neither Python nor Java source.",
          List.of(new Evidence(Place.nowhere(), "no .py and no .java file")));
    }
    List<Evidence> evidence = tools.evidence();
    if (tools.families().size() >= 2) {
      return new Verdict(
          Requirement.R9_2,
          Status.PASS,
          tools.families().size()
              + " independent static analysers validate the "
              + tools.language()
              + " source: "
              + String.join(", ", tools.families())
              + ".",
          evidence,
          List.of(),
          tools.notes());
    }
    List<Finding> findings = new ArrayList<>(tools.notes());
    findings.add(
        0,
        new Finding(
            tools.families().isEmpty()
                ? "No static analyser for "
                    + tools.language()
                    + " was seen to run in this build or in a CI file."
                : "Only "
                    + tools.families().get(0)
                    + " validates the "
                    + tools.language()
                    + " source, as far as this build and its CI files show.",
            Requirement.R9_2.remedy(),
            Place.nowhere()));
    return new Verdict(
        Requirement.R9_2,
        tools.problems().isEmpty() ? Status.FAIL : Status.UNKNOWN,
        "Fewer than two independent static analysers validate the code; looked at "
            + tools.looked()
            + ".",
        evidence,
        findings,
        List.of());
  }

  /** The scan of this build, if it read something. */
  static Optional<ScanReport> scanned(ProjectFacts facts) {
    return Optional.of(facts.repositoryScan()).filter(s -> s.files() > 0);
  }
}
