package io.github.pysecaudit.check;

import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.facts.repro.ArchiveComparison;
import io.github.pysecaudit.facts.repro.RebuildResult;
import java.util.List;
import java.util.Optional;

/**
 * Does building the same source twice give the same package (7.1), and does the Python build tool
 * see to that by itself (7.2)?
 *
 * <p>Three words, from weak to strong: <em>configured</em> is what the files say, <em>looks
 * reproducible</em> is what the archive that was just built shows, <em>proved by rebuild</em> is a
 * second build with the same bytes.
 */
public final class ReproducibleBuildCheck implements Check {

  @Override
  public List<Requirement> requirements() {
    return List.of(Requirement.R7_1, Requirement.R7_2);
  }

  @Override
  public List<Verdict> evaluate(ProjectFacts facts) {
    PythonBuild python = PythonBuild.of(facts);
    return List.of(packageBuild(facts, python), python.byDefault());
  }

  private static Verdict packageBuild(ProjectFacts facts, PythonBuild python) {
    boolean maven = facts.maven().filter(m -> !m.packaging().equals("pom")).isPresent();
    if (!maven && python.backend().isEmpty()) {
      return Verdict.notApplicable(
          Requirement.R7_1,
          "The module builds no package: "
              + facts.maven().map(m -> "its packaging is " + m.packaging()).orElse("no Maven build")
              + ", and no pyproject.toml or setup.py builds a Python package.",
          List.of(
              new Evidence(
                  facts.maven().map(m -> Place.file(m.pom())).orElse(Place.nowhere()),
                  "no package is built")));
    }
    BuildSigns signs = new BuildSigns();
    if (maven) {
      MavenReproducibility.look(facts.maven().orElseThrow(), signs);
    }
    python.look(facts, signs);
    ArchiveSigns.look(facts, signs);
    Optional<RebuildResult> rebuild = facts.rebuild();
    rebuild.ifPresent(r -> rebuilt(r, signs));
    if (!signs.findings().isEmpty()) {
      return new Verdict(
          Requirement.R7_1,
          Status.FAIL,
          signs.findings().size() == 1
              ? "One thing makes two builds of the same source differ."
              : signs.findings().size() + " things make two builds of the same source differ.",
          signs.evidence(),
          signs.findings(),
          signs.warnings());
    }
    if (!signs.unread().isEmpty()) {
      return new Verdict(
          Requirement.R7_1,
          Status.UNKNOWN,
          "What was built could not be read.",
          signs.evidence(),
          signs.unread(),
          signs.warnings());
    }
    boolean proved = rebuild.filter(RebuildResult::isProof).isPresent();
    if (!signs.open().isEmpty() && !proved) {
      return new Verdict(
          Requirement.R7_1,
          Status.REVIEW,
          "Whether two builds give the same bytes is not known here.",
          signs.evidence(),
          signs.open(),
          signs.warnings());
    }
    String summary =
        proved
            ? "Proved by rebuild: a second build of the same source gave the same bytes."
            : signs.archives() > 0
                ? "Looks reproducible: the set-up is right and the built archives show no trace of"
                    + " their build; no second build has proved it."
                : "Configured: the set-up is right; no built archive was looked at and no second"
                    + " build has proved it.";
    return new Verdict(
        Requirement.R7_1, Status.PASS, summary, signs.evidence(), List.of(), signs.warnings());
  }

  private static void rebuilt(RebuildResult result, BuildSigns signs) {
    Optional<ArchiveComparison> different = result.firstDifference();
    if (result.isProof()) {
      signs.evidence(
          Place.nowhere(),
          result.comparisons().size()
              + " files were the same in a second build on "
              + result.when());
    } else if (different.isPresent()) {
      ArchiveComparison.Difference first = different.get().difference().orElseThrow();
      String where = first.entry().isEmpty() ? "" : ", entry " + first.entry();
      signs.finding(
          "A second build on "
              + result.when()
              + " differs in "
              + different.get().file()
              + where
              + ": "
              + first.what()
              + ".",
          "Remove what differs from the build, then run audit:reproduce again.",
          Place.nowhere());
    }
  }
}
