package io.github.pysecaudit.check;

import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.PackagingFile;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.facts.repro.BuildBackends;
import io.github.pysecaudit.facts.repro.BuildBackends.Backend;
import io.github.pysecaudit.facts.repro.BuildBackends.Reproducible;
import io.github.pysecaudit.facts.repro.PluginMinimums;
import io.github.pysecaudit.python.metadata.PyprojectReading;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a module builds a Python package.
 *
 * @param backend the back end as written, or {@code setuptools} where nothing is written; empty if
 *     no package is built
 * @param place where it is written
 * @param requires what the build requires, as written
 * @param flags switches under {@code tool}
 * @param ownBackend whether the back end lies in the tree itself
 * @param problem why the build set-up could not be read
 */
record PythonBuild(
    Optional<String> backend,
    Place place,
    List<String> requires,
    Map<String, PyprojectReading.Flag> flags,
    boolean ownBackend,
    Optional<String> problem) {
  private static final BuildBackends BACKENDS = BuildBackends.load();

  static PythonBuild of(ProjectFacts facts) {
    String prefix = facts.scope().folder().isEmpty() ? "" : facts.scope().folder() + "/";
    boolean setup =
        facts.repository().file(prefix + "setup.py").isPresent()
            || facts.repository().file(prefix + "setup.cfg").isPresent();
    Optional<PackagingFile> file =
        facts.packaging().mainPyproject().filter(f -> f.path().equals(prefix + "pyproject.toml"));
    Optional<PyprojectReading> pyproject = file.flatMap(PackagingFile::pyproject);
    Place place = file.map(f -> Place.file(f.path())).orElse(Place.file(prefix + "setup.py"));
    if (pyproject.isEmpty()) {
      Optional<String> problem =
          file.isPresent() || facts.repository().file(prefix + "pyproject.toml").isPresent()
              ? Optional.of(prefix + "pyproject.toml could not be read.")
              : Optional.empty();
      boolean builds = facts.repository().file(prefix + "setup.py").isPresent();
      return new PythonBuild(
          builds || problem.isPresent() ? Optional.of("setuptools") : Optional.empty(),
          place,
          List.of(),
          Map.of(),
          false,
          problem);
    }
    PyprojectReading reading = pyproject.get();
    Optional<PyprojectReading.BuildSystem> system = reading.buildSystem();
    boolean builds =
        system.isPresent()
            || setup && facts.repository().file(prefix + "setup.py").isPresent()
            || reading.project().isPresent();
    Optional<String> problem =
        reading.buildSystem().isEmpty()
                && reading.project().isEmpty()
                && !reading.reading().problems().isEmpty()
            ? Optional.of(reading.reading().problems().get(0).message())
            : Optional.empty();
    return new PythonBuild(
        builds || problem.isPresent()
            ? Optional.of(
                system.flatMap(PyprojectReading.BuildSystem::backend).orElse("setuptools"))
            : Optional.empty(),
        system.map(PyprojectReading.BuildSystem::place).orElse(place),
        system.map(PyprojectReading.BuildSystem::requires).orElse(List.of()),
        reading.flags(),
        system.filter(s -> !s.backendPath().isEmpty()).isPresent(),
        problem);
  }

  private Optional<Backend> known() {
    return ownBackend ? Optional.empty() : backend.flatMap(BACKENDS::of);
  }

  /** A flag that ends or begins reproducible builds, if it is set so. */
  private Optional<PyprojectReading.Flag> flag(Optional<String> name, boolean value) {
    return name.map(flags::get).filter(f -> f.value() == value);
  }

  private boolean isTooOld(Backend known) {
    Optional<String> pinned = BuildBackends.pinned(known, requires);
    return known.since().isPresent()
        && pinned.isPresent()
        && PluginMinimums.isBelow(pinned.get(), known.since().get());
  }

  /** 7.1: what the set-up says. */
  void look(ProjectFacts facts, BuildSigns signs) {
    if (backend.isEmpty()) {
      return;
    }
    if (problem.isPresent()) {
      signs.unread(problem.get(), place);
      return;
    }
    Optional<Backend> known = known();
    if (known.isEmpty()) {
      signs.open(
          "Nothing is known here about the build back end " + backend.get() + ".",
          "Build twice and compare, or record what its documentation says.",
          place);
      return;
    }
    Backend tool = known.get();
    Optional<PyprojectReading.Flag> off = flag(tool.off(), false);
    if (off.isPresent()) {
      signs.finding(
          tool.off().get() + " is false, so every build writes its own times.",
          "Remove the line.",
          off.get().place());
      return;
    }
    boolean on = flag(tool.on(), true).isPresent();
    boolean byDefault = tool.byDefault() == Reproducible.YES && !isTooOld(tool);
    Optional<Place> epoch = facts.sourceDateEpoch();
    if (byDefault || on) {
      signs.evidence(place, tool.name() + " gives the same bytes by itself. " + tool.note());
    } else if (epoch.isPresent() && tool.withEpoch() != Reproducible.NO) {
      signs.evidence(epoch.get(), "SOURCE_DATE_EPOCH is set for " + tool.name());
      if (tool.withEpoch() == Reproducible.PARTLY) {
        signs.warning(
            tool.name() + ": " + tool.note(), "Publish the part that is the same.", place);
      }
    } else {
      signs.finding(
          tool.name()
              + " gives other bytes in every build, and neither the build nor CI sets"
              + " SOURCE_DATE_EPOCH. "
              + tool.note(),
          "Set SOURCE_DATE_EPOCH in the build workflow, for instance to the time of the commit: git"
              + " log -1 --pretty=%ct.",
          place);
    }
  }

  /** 7.2: what the build tool does by itself. */
  Verdict byDefault() {
    if (backend.isEmpty()) {
      return Verdict.notApplicable(
          Requirement.R7_2,
          "No Python package is built here: there is no build system and no setup.py.",
          List.of(new Evidence(Place.nowhere(), "no Python build")));
    }
    if (problem.isPresent()) {
      return Verdict.unknown(
          Requirement.R7_2,
          "The set-up of the Python build could not be read.",
          List.of(new Finding(problem.get(), "Repair the file.", place)));
    }
    Optional<Backend> known = known();
    if (known.isEmpty()) {
      return Verdict.review(
          Requirement.R7_2,
          "Nothing is known here about the build back end " + backend.get() + ".",
          List.of(
              new Finding(
                  "The build back end " + backend.get() + " is not in the table of back ends.",
                  "Look in its documentation whether it is reproducible by default, and record it.",
                  place)));
    }
    Backend tool = known.get();
    Optional<PyprojectReading.Flag> off = flag(tool.off(), false);
    if (off.isPresent()) {
      return failed(
          tool.off().get()
              + " is false, which switches off what "
              + tool.name()
              + " does by"
              + " itself.",
          "Remove the line.",
          off.get().place());
    }
    if (isTooOld(tool)) {
      return failed(
          tool.name()
              + " "
              + BuildBackends.pinned(tool, requires).orElse("")
              + " is too old: "
              + tool.since().get()
              + " is the first that is reproducible by default.",
          "Use " + tool.name() + " " + tool.since().get() + " or later.",
          place);
    }
    Optional<PyprojectReading.Flag> on = flag(tool.on(), true);
    if (tool.byDefault() == Reproducible.YES || on.isPresent()) {
      return Verdict.pass(
          Requirement.R7_2,
          tool.name()
              + " gives reproducible packages by "
              + (on.isPresent() ? "this configuration." : "default."),
          List.of(
              new Evidence(
                  on.map(PyprojectReading.Flag::place).orElse(place),
                  tool.name() + since(tool) + ". " + tool.note())));
    }
    return failed(
        tool.name()
            + (tool.byDefault() == Reproducible.PARTLY
                ? " gives the same bytes for a part only. "
                : " is not reproducible by default. ")
            + tool.note(),
        Requirement.R7_2.remedy(),
        place);
  }

  private static String since(Backend tool) {
    return tool.since().map(s -> " since " + s).orElse("");
  }

  private static Verdict failed(String message, String remedy, Place place) {
    return Verdict.fail(
        Requirement.R7_2,
        "The Python build tool does not give reproducible packages by default.",
        List.of(new Finding(message, remedy, place)));
  }
}
