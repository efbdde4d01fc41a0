package io.github.pysecaudit.check;

import io.github.pysecaudit.checklist.Amount;
import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.facts.ci.ToolRun;
import io.github.pysecaudit.facts.ci.ToolTable;
import io.github.pysecaudit.sast.ScanReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The static analysers that validate the source of a project, one for each rule set: a tool that
 * re-implements the rules of another adds nothing.
 *
 * @param hasSource whether there is anything to analyse
 * @param language the language that is judged: Python where there is any
 * @param families the tools by rule set, the first tool of each
 * @param evidence where each of them runs
 * @param notes tools that were seen and do not count, and why
 * @param looked what was read, in words
 * @param problems CI files that could not be read
 */
record SastTools(
    boolean hasSource,
    String language,
    List<String> families,
    List<Evidence> evidence,
    List<Finding> notes,
    String looked,
    List<String> problems) {

  static SastTools of(ProjectFacts facts) {
    Optional<ScanReport> scan = DefenceInDepthCheck.scanned(facts);
    boolean java = facts.repository().files().stream().anyMatch(f -> f.path().endsWith(".java"));
    boolean python =
        scan.isPresent()
            || facts.repository().files().stream().anyMatch(f -> f.path().endsWith(".py"));
    String language = python ? "python" : "java";
    Map<String, String> families = new LinkedHashMap<>();
    List<Evidence> evidence = new ArrayList<>();
    List<Finding> notes = new ArrayList<>();
    scan.ifPresent(
        s -> {
          families.put("embedded", "the embedded scanner");
          evidence.add(
              new Evidence(
                  Place.nowhere(),
                  "the embedded scanner ran in this build on "
                      + Amount.of(s.files(), "file")
                      + " with "
                      + s.ruleCount()
                      + " rules"));
        });
    ToolTable table = ToolTable.load();
    Stream<ToolRun> imported =
        facts.importedAnalysers().stream()
            .flatMap(name -> table.named(name, Place.nowhere()).stream());
    Stream.concat(imported, Stream.concat(facts.ci().tools().stream(), facts.buildTools().stream()))
        .filter(r -> r.purpose() == ToolRun.Purpose.SAST)
        .forEach(r -> count(r, language, families, evidence, notes));
    int files = facts.ci().files().size();
    return new SastTools(
        python || java,
        python ? "Python" : "Java",
        List.copyOf(families.values()),
        evidence,
        notes,
        "this build and " + files + (files == 1 ? " CI file" : " CI files"),
        facts.ci().problems());
  }

  private static void count(
      ToolRun run,
      String language,
      Map<String, String> families,
      List<Evidence> evidence,
      List<Finding> notes) {
    if (!run.languages().contains(language)) {
      notes.add(
          new Finding(
              run.tool() + " reads " + String.join(" and ", run.languages()) + " only.",
              "Add an analyser that reads the rest.",
              run.place()));
      return;
    }
    String known = families.putIfAbsent(run.family(), run.tool());
    if (known != null && !known.equals(run.tool())) {
      notes.add(
          new Finding(
              run.tool() + " applies the rules of " + known + ", so the two count once.",
              "Keep it if it is useful; add an analyser with rules of its own.",
              run.place()));
      return;
    }
    evidence.add(
        new Evidence(
            run.place(),
            run.tool()
                + " runs"
                + (run.trail().isEmpty() ? "" : ": " + String.join(", ", run.trail()))));
  }

  /** The first evidence for any analyser. */
  Optional<Evidence> first() {
    return evidence.stream().findFirst();
  }
}
