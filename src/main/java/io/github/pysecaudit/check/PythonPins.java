package io.github.pysecaudit.check;

import io.github.pysecaudit.checklist.Amount;
import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.MavenBuild;
import io.github.pysecaudit.facts.PackagingFile;
import io.github.pysecaudit.facts.PackagingFile.Role;
import io.github.pysecaudit.facts.PathRoles;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.facts.PythonPackaging;
import io.github.pysecaudit.facts.config.AuditConfiguration;
import io.github.pysecaudit.python.metadata.BundledDistribution;
import io.github.pysecaudit.python.metadata.LockFile;
import io.github.pysecaudit.python.metadata.LockIndex;
import io.github.pysecaudit.python.metadata.MetadataProblem;
import io.github.pysecaudit.python.metadata.MetadataReading;
import io.github.pysecaudit.python.metadata.PackageIndex;
import io.github.pysecaudit.python.metadata.PinReason;
import io.github.pysecaudit.python.metadata.PomPackages;
import io.github.pysecaudit.python.metadata.PomPackages.PomPackage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Requirements 6.1 and 6.2: exact versions in {@code pyproject.toml} and in every other list of
 * Python packages. A lock file is named in the message and does not replace a pin, unless the
 * project has configured that it does.
 */
final class PythonPins {
  private static final int MOST_SAMPLES = 20;

  private final ProjectFacts facts;
  private final PythonPackaging packaging;
  private final AuditConfiguration.Pins rules;
  private final LockIndex locks;

  /** A file with many findings asks once: an index of a large lock file is not made per finding. */
  private final Map<String, LockIndex> nearest = new HashMap<>();

  PythonPins(ProjectFacts facts) {
    this.facts = facts;
    this.packaging = facts.packaging();
    this.rules = facts.configuration().pins();
    this.locks = packaging.lockIndex();
  }

  /** What was found in the files of one requirement. */
  private static final class Tally {
    private final Map<List<Object>, Dependency> judged = new LinkedHashMap<>();
    private final Set<MetadataProblem> problems = new LinkedHashSet<>();
    private final Set<PackageIndex> indexes = new LinkedHashSet<>();
    private final List<Evidence> evidence = new ArrayList<>();

    void add(MetadataReading reading) {
      reading.dependencies().forEach(this::add);
      problems.addAll(reading.problems());
      indexes.addAll(reading.indexes());
    }

    void add(Dependency d) {
      judged.putIfAbsent(List.of(d.place(), d.raw(), d.scope()), d);
    }
  }

  Verdict pyproject() {
    Tally tally = new Tally();
    for (PackagingFile file : packaging.files(Role.PYPROJECT)) {
      add(tally, file);
    }
    if (tally.evidence.isEmpty()) {
      return nothing(
          Requirement.R6_1, "no pyproject.toml", samples(f -> f.pyproject().isPresent()));
    }
    tally.evidence.addAll(samples(f -> f.pyproject().isPresent()));
    Verdict verdict = judge(Requirement.R6_1, tally);
    List<Finding> warnings = new ArrayList<>(verdict.warnings());
    List<Dependency> manifest = List.copyOf(tally.judged.values());
    for (LockFile lock : packaging.locks()) {
      warnings.addAll(LockIndex.outOfStep(manifest, lock));
    }
    return verdict.withWarnings(warnings);
  }

  Verdict elsewhere() {
    Tally tally = new Tally();
    for (PackagingFile file : packaging.files(Role.OTHER)) {
      add(tally, file);
    }
    for (BundledDistribution distribution : packaging.bundled()) {
      distribution.requires().forEach(tally::add);
      tally.evidence.add(
          new Evidence(
              distribution.place(),
              "bundles "
                  + distribution.name()
                  + distribution.version().map(v -> " " + v).orElse("")
                  + ", which requires "
                  + distribution.requires().size()
                  + " packages"));
    }
    facts.maven().ifPresent(m -> addPom(tally, m));
    tally.problems.addAll(packaging.problems());
    if (tally.evidence.isEmpty() && tally.problems.isEmpty()) {
      return nothing(
          Requirement.R6_2,
          "no other list of Python packages",
          samples(f -> f.pyproject().isEmpty()));
    }
    tally.evidence.addAll(samples(f -> f.pyproject().isEmpty()));
    return judge(Requirement.R6_2, tally);
  }

  private static void add(Tally tally, PackagingFile file) {
    tally.add(file.reading());
    long entries = file.reading().packages().size();
    tally.evidence.add(
        new Evidence(
            Place.file(file.path()),
            entries == 0 ? "declares no package" : Amount.of(entries, "package") + " read"));
  }

  private static void addPom(Tally tally, MavenBuild build) {
    if (!build.pythonRequirements().isEmpty()) {
      tally.add(
          PomPackages.read(
              build.pythonRequirements().stream()
                  .map(r -> new PomPackage(r.text(), r.place()))
                  .toList()));
      tally.evidence.add(
          new Evidence(
              Place.file(build.pom()),
              Amount.of(build.pythonRequirements().size(), "package") + " read"));
    }
  }

  /** Lists that are not judged, because their path says that they are data for tests. */
  private List<Evidence> samples(Predicate<PackagingFile> kind) {
    return packaging.files(Role.REPORTED).stream()
        .filter(f -> PathRoles.isTestData(f.path()))
        .filter(kind)
        .limit(MOST_SAMPLES)
        .map(f -> new Evidence(Place.file(f.path()), "not judged: data for tests, by its path"))
        .toList();
  }

  private Verdict nothing(Requirement requirement, String what, List<Evidence> samples) {
    List<Evidence> evidence = new ArrayList<>(samples);
    evidence.add(0, new Evidence(Place.nowhere(), what));
    return Verdict.notApplicable(
        requirement,
        "There is "
            + what
            + " among the "
            + Amount.of(facts.moduleFiles().size(), "file")
            + (samples.isEmpty() ? "." : ", other than data for tests."),
        evidence);
  }

  private Verdict judge(Requirement requirement, Tally tally) {
    List<Finding> findings = new ArrayList<>();
    List<Finding> warnings = new ArrayList<>();
    int counted = 0;
    int other = 0;
    for (Dependency dependency : tally.judged.values()) {
      if (dependency.exact().isEmpty()) {
        continue;
      }
      if (!rules.scopes().contains(dependency.scope())) {
        other++;
        continue;
      }
      counted++;
      if (!dependency.exact().get()) {
        (isExcused(dependency) ? warnings : findings).add(unpinned(dependency));
      }
    }
    List<Finding> unread = new ArrayList<>();
    boolean unreadable = false;
    for (MetadataProblem problem : tally.problems) {
      unread.add(unread(problem));
      unreadable |= problem.reason() != PinReason.DYNAMIC_UNRESOLVED;
    }
    tally.indexes.stream()
        .filter(PackageIndex::additional)
        .map(PythonPins::index)
        .forEach(warnings::add);
    Status status = Status.PASS;
    if (!findings.isEmpty()) {
      status = Status.FAIL;
    } else if (!unread.isEmpty()) {
      status = unreadable ? Status.UNKNOWN : Status.REVIEW;
    }
    int bad = findings.size();
    findings.addAll(unread);
    return new Verdict(
        requirement,
        status,
        summary(counted, other, bad, unread.size()),
        tally.evidence,
        findings,
        warnings);
  }

  private String summary(int counted, int other, int bad, int unread) {
    StringBuilder summary = new StringBuilder();
    if (bad > 0) {
      summary
          .append(bad)
          .append(" of ")
          .append(Amount.of(counted, "requirement"))
          .append(bad == 1 ? " is not exact." : " are not exact.");
    } else {
      summary.append(
          counted == 0
              ? "No requirement to pin was found."
              : "All " + counted + " requirements that could be read are exact.");
    }
    if (unread > 0) {
      summary.append(' ').append(unread).append(" lists could not be read completely.");
    }
    if (other > 0) {
      summary.append(' ').append(other).append(" are not judged by configuration.");
    }
    List<String> coverage =
        bad > 0 ? locks.coverage(List.copyOf(packaging.dependencies())) : List.of();
    coverage.forEach(c -> summary.append(' ').append(c));
    return summary.toString();
  }

  private boolean isExcused(Dependency dependency) {
    boolean locked =
        rules.lockSatisfiesPins() && near(dependency).version(dependency.name()).isPresent();
    boolean singleton =
        rules.allowSingletonRange() && dependency.reason().equals(PinReason.SINGLETON_RANGE.name());
    return locked || singleton;
  }

  /** The locks that belong to the file of this requirement. */
  private LockIndex near(Dependency dependency) {
    return dependency
        .place()
        .path()
        .map(path -> nearest.computeIfAbsent(path, locks::nearest))
        .orElse(locks);
  }

  private Finding unpinned(Dependency dependency) {
    Optional<String> locked = near(dependency).sentence(dependency.name());
    String text = dependency.raw().isBlank() ? dependency.name() : dependency.raw();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("name", dependency.name());
    details.put("field", dependency.field());
    details.put("reason", dependency.reason());
    details.put("scope", dependency.scope());
    near(dependency).version(dependency.name()).ifPresent(v -> details.put("locked", v));
    return new Finding(
        "\""
            + text
            + "\" in "
            + dependency.field()
            + " ("
            + dependency.scope()
            + ") is not exact: "
            + PinWords.why(dependency.reason())
            + locked.map(s -> "; " + s + ", but the checklist asks for the pin here").orElse("")
            + ".",
        PinWords.remedy(dependency, near(dependency).version(dependency.name())),
        dependency.place(),
        details);
  }

  private static Finding unread(MetadataProblem problem) {
    return new Finding(
        problem.message(),
        problem.reason() == PinReason.DYNAMIC_UNRESOLVED
            ? "Write the list as literals, or check it by hand and record the decision in"
                + " audit.toml."
            : "Correct the file so that it can be read.",
        problem.place(),
        Map.of("reason", problem.reason().name()));
  }

  private static Finding index(PackageIndex index) {
    return new Finding(
        index.option()
            + " adds the package index "
            + index.location()
            + " beside another; whoever publishes the higher version on either wins (dependency"
            + " confusion).",
        "Use one index that mirrors the other, or bind each package to its index.",
        index.place());
  }
}
