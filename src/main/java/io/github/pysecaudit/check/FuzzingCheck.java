package io.github.pysecaudit.check;

import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.PathRoles;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.facts.ci.CiFacts;
import io.github.pysecaudit.facts.ci.ToolRun;
import io.github.pysecaudit.facts.fuzz.FuzzHarness;
import io.github.pysecaudit.facts.fuzz.FuzzReader;
import io.github.pysecaudit.sast.ScanReport;
import io.github.pysecaudit.sast.Unscanned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Is there code that feeds generated input to the program, and something that runs it? Only code
 * that imports and uses a fuzzer counts.
 */
public final class FuzzingCheck implements Check {
  private static final int MAX_EVIDENCE = 10;

  @Override
  public List<Requirement> requirements() {
    return List.of(Requirement.R3_1);
  }

  @Override
  public List<Verdict> evaluate(ProjectFacts facts) {
    return List.of(judge(facts));
  }

  private static Verdict judge(ProjectFacts facts) {
    ScanReport python = facts.repositoryScan();
    long java = facts.repository().files().stream().filter(f -> f.path().endsWith(".java")).count();
    List<FuzzHarness> all = facts.fuzzHarnesses();
    List<FuzzHarness> harnesses = all.stream().filter(FuzzHarness::isUsed).toList();
    int sources = python.files();
    if (harnesses.isEmpty() && sources == 0 && java == 0) {
      return Verdict.notApplicable(
          Requirement.R3_1,
          "There is neither Python nor Java source among "
              + facts.repository().files().size()
              + " files.",
          List.of(new Evidence(Place.nowhere(), "no .py and no .java file")));
    }
    String looked = sources + " Python and " + java + " Java files";
    return harnesses.isEmpty()
        ? withoutHarness(facts, all, looked)
        : withHarness(facts, harnesses, looked);
  }

  private static Verdict withHarness(
      ProjectFacts facts, List<FuzzHarness> harnesses, String looked) {
    List<Evidence> evidence =
        new ArrayList<>(
            harnesses.stream()
                .limit(MAX_EVIDENCE)
                .map(
                    h ->
                        new Evidence(
                            h.place(), "harness for " + h.fuzzer() + ", " + h.kind().words()))
                .toList());
    List<ToolRun> runners =
        harnesses.stream().flatMap(h -> runner(facts, h).stream()).distinct().limit(3).toList();
    List<Evidence> scripts =
        harnesses.stream().flatMap(h -> script(facts.ci(), h).stream()).limit(3).toList();
    runners.forEach(r -> evidence.add(new Evidence(r.place(), r.tool() + " runs it" + trail(r))));
    evidence.addAll(scripts);
    if (runners.isEmpty() && scripts.isEmpty()) {
      FuzzHarness first = harnesses.get(0);
      return new Verdict(
          Requirement.R3_1,
          Status.REVIEW,
          "There is a harness, and nothing was found that runs it.",
          evidence,
          List.of(
              new Finding(
                  "The harness for "
                      + first.fuzzer()
                      + " is run by no workflow, build binding, tox environment, nox session,"
                      + " make target or script of this repository.",
                  "Run it in CI or bind it in the build, or record who runs it where.",
                  first.place())),
          List.of());
    }
    return new Verdict(
        Requirement.R3_1, Status.PASS, passed(harnesses, looked), evidence, List.of(), List.of());
  }

  private static String passed(List<FuzzHarness> harnesses, String looked) {
    boolean guided = harnesses.stream().anyMatch(h -> h.kind() == FuzzHarness.Kind.COVERAGE);
    return guided
        ? "A coverage-guided fuzzer is part of the tests; how long it runs was not judged."
        : "Property-based tests vary the input; no coverage-guided fuzzer was found in "
            + looked
            + ".";
  }

  private static Optional<ToolRun> runner(ProjectFacts facts, FuzzHarness harness) {
    Stream<ToolRun> all =
        Stream.of(facts.ci().tools(), facts.buildTools(), facts.ci().taskTools())
            .flatMap(List::stream);
    boolean own = harness.language().equals("any") || !harness.withTests();
    return all.filter(
            r ->
                r.purpose() == ToolRun.Purpose.FUZZING
                    || (!own
                        && r.purpose() == ToolRun.Purpose.TESTS
                        && r.languages().contains(harness.language())))
        .findFirst();
  }

  /** A harness that CI starts as a program. */
  private static Optional<Evidence> script(CiFacts ci, FuzzHarness harness) {
    return harness
        .place()
        .path()
        .filter(ci.scripts()::contains)
        .map(p -> new Evidence(harness.place(), "CI runs " + p));
  }

  private static String trail(ToolRun run) {
    return run.trail().isEmpty() ? "" : " (" + String.join(", ", run.trail()) + ")";
  }

  private static Verdict withoutHarness(
      ProjectFacts facts, List<FuzzHarness> imported, String looked) {
    List<Finding> open = new ArrayList<>();
    imported.stream()
        .limit(MAX_EVIDENCE)
        .forEach(
            h ->
                open.add(
                    new Finding(
                        "The file imports " + h.fuzzer() + " and uses nothing of it.",
                        "Write a harness with it, or remove the import.",
                        h.place())));
    FuzzReader fuzzers = FuzzReader.load();
    facts.dependencies().stream()
        .filter(d -> fuzzers.ofPackage(d.name()).isPresent())
        .filter(d -> d.place().path().filter(PathRoles::isTestData).isEmpty())
        .filter(d -> !d.scope().equals("bundled") && !d.scope().equals("lock"))
        .filter(d -> d.place().path().filter(p -> p.contains("-info/")).isEmpty())
        .limit(3)
        .forEach(
            d ->
                open.add(
                    new Finding(
                        d.name() + " is declared, and no source imports it.",
                        "Write a harness with it, or remove the dependency.",
                        d.place())));
    Stream.of(facts.ci().tools(), facts.buildTools())
        .flatMap(List::stream)
        .filter(r -> r.purpose() == ToolRun.Purpose.FUZZING)
        .limit(3)
        .forEach(
            r ->
                open.add(
                    new Finding(
                        r.tool() + " is run, and no harness was found in " + looked + ".",
                        "Look whether the harness lies in another repository, and record it.",
                        r.place())));
    if (!open.isEmpty()) {
      return Verdict.review(
          Requirement.R3_1, "There are traces of fuzzing, and no harness was found.", open);
    }
    List<Unscanned> unscanned = facts.repositoryScan().unscanned();
    if (!unscanned.isEmpty()) {
      return Verdict.unknown(
          Requirement.R3_1,
          "No fuzz harness was found in " + looked + ", and not all of it could be read.",
          unscanned.stream()
              .limit(MAX_EVIDENCE)
              .map(
                  u ->
                      new Finding(u.reason(), "Make the file readable for the scanner.", u.place()))
              .toList());
    }
    return Verdict.fail(
        Requirement.R3_1,
        "No fuzz harness was found in " + looked + ".",
        List.of(
            new Finding(
                "No source imports and uses a fuzzer or property-based tests.",
                Requirement.R3_1.remedy(),
                Place.nowhere())));
  }
}
