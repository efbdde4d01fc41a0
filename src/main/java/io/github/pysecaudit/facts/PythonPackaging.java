package io.github.pysecaudit.facts;

import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.python.metadata.BundledDistribution;
import io.github.pysecaudit.python.metadata.LockFile;
import io.github.pysecaudit.python.metadata.LockIndex;
import io.github.pysecaudit.python.metadata.MetadataProblem;
import io.github.pysecaudit.python.metadata.MetadataReading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that declares, locks or bundles Python packages in a part of the repository.
 *
 * @param files files that declare packages, by path
 * @param locks lock files
 * @param bundled distributions that lie in the tree or in an archive, judged by 6.2
 * @param shown distributions that are not the project's own doing, in the archives of its
 *     dependencies: for 5.1
 * @param problems what could not be read of archives and metadata
 */
public record PythonPackaging(
    List<PackagingFile> files,
    List<LockFile> locks,
    List<BundledDistribution> bundled,
    List<BundledDistribution> shown,
    List<MetadataProblem> problems) {

  static final PythonPackaging NONE =
      new PythonPackaging(List.of(), List.of(), List.of(), List.of(), List.of());

  /** Reasons of entries that name a package but choose nothing that an index could deliver. */
  private static final Set<String> NO_CHOICE =
      Set.of(
          "NOT_A_DEPENDENCY",
          "INCLUDE_GROUP",
          "INCLUDE_FILE",
          "INCLUDE_CONSTRAINTS",
          "DYNAMIC_FILE",
          "SELF",
          "WORKSPACE",
          "ENRICHES_PROJECT",
          "OPTION");

  public PythonPackaging {
    files = List.copyOf(files);
    locks = List.copyOf(locks);
    bundled = List.copyOf(bundled);
    shown = List.copyOf(shown);
    problems = List.copyOf(problems);
  }

  /** The part that lies in a module. */
  PythonPackaging within(ModuleScope scope) {
    return new PythonPackaging(
        files.stream().filter(f -> scope.contains(outer(f.path()))).toList(),
        locks.stream().filter(l -> scope.contains(outer(l.path()))).toList(),
        bundled.stream().filter(d -> contains(scope, d)).toList(),
        shown.stream().filter(d -> contains(scope, d)).toList(),
        problems.stream()
            .filter(p -> p.place().path().map(f -> scope.contains(outer(f))).orElse(true))
            .toList());
  }

  /** Both, this one first. */
  PythonPackaging and(PythonPackaging other) {
    return new PythonPackaging(
        joined(files, other.files),
        joined(locks, other.locks),
        joined(bundled, other.bundled),
        joined(shown, other.shown),
        joined(problems, other.problems));
  }

  /** The files that one requirement judges. */
  public List<PackagingFile> files(PackagingFile.Role role) {
    return files.stream().filter(f -> f.role() == role).toList();
  }

  /** The first {@code pyproject.toml}, by depth: that of the project itself. */
  public Optional<PackagingFile> mainPyproject() {
    return files(PackagingFile.Role.PYPROJECT).stream()
        .min(
            java.util.Comparator.comparingInt((PackagingFile f) -> f.path().split("/", -1).length)
                .thenComparing(PackagingFile::path));
  }

  /** What the lock files say, by name. */
  public LockIndex lockIndex() {
    return LockIndex.of(locks);
  }

  /** Every entry of every file, once, whichever files include it. */
  public List<Dependency> dependencies() {
    return dependencies(files, locks);
  }

  /** The lock files of the project itself; those among test data are listed and lock nothing. */
  private List<LockFile> ownLocks() {
    return locks.stream().filter(l -> !PathRoles.isTestData(l.path())).toList();
  }

  private List<Dependency> dependencies(List<PackagingFile> chosen, List<LockFile> locked) {
    Map<List<Object>, Dependency> distinct = new LinkedHashMap<>();
    for (PackagingFile file : chosen) {
      add(file.reading(), distinct);
    }
    for (LockFile lock : locked) {
      add(lock.reading(), distinct);
      lock.problems().stream()
          .filter(p -> p.reason().name().startsWith("INVALID_"))
          .map(p -> unreadable(lock, p))
          .forEach(d -> distinct.putIfAbsent(key(d), d));
    }
    for (BundledDistribution distribution : joined(bundled, shown)) {
      Dependency itself = distribution.asDependency();
      distinct.putIfAbsent(key(itself), itself);
      for (Dependency required : distribution.requires()) {
        distinct.putIfAbsent(key(required), required);
      }
    }
    return List.copyOf(distinct.values());
  }

  /**
   * The packages to hold against advisories: what has a version, and what has none and is in no
   * lock file either. Metadata of bundled packages says what they need, not what is there, so only
   * the packages themselves count.
   */
  public List<Dependency> packages() {
    Set<String> locked =
        ownLocks().stream()
            .flatMap(l -> l.packages().stream())
            .map(p -> p.dependency().name())
            .collect(Collectors.toCollection(HashSet::new));
    List<Dependency> packages = new ArrayList<>();
    List<PackagingFile> judged =
        files.stream().filter(f -> f.role() != PackagingFile.Role.REPORTED).toList();
    for (Dependency dependency : dependencies(judged, ownLocks())) {
      boolean chooses = !dependency.name().isEmpty() && !NO_CHOICE.contains(dependency.reason());
      boolean present =
          !dependency.scope().equals("bundled") || dependency.reason().equals("BUNDLED");
      boolean unknown = dependency.version().isEmpty() && locked.contains(dependency.name());
      if (chooses && present && !unknown) {
        packages.add(dependency);
      }
    }
    return packages;
  }

  /** A lock file that is none, as a record of its own. */
  private static Dependency unreadable(LockFile lock, MetadataProblem problem) {
    return Dependency.python(
        "",
        Optional.empty(),
        Place.file(lock.path()),
        "(file)",
        Optional.of(false),
        problem.reason().name(),
        "",
        "lock");
  }

  /** Everything that keeps the list of packages from being complete. */
  public List<MetadataProblem> allProblems() {
    List<MetadataProblem> all = new ArrayList<>(problems);
    files.stream()
        .filter(f -> f.role() != PackagingFile.Role.REPORTED)
        .forEach(f -> all.addAll(f.reading().problems()));
    ownLocks().forEach(l -> all.addAll(l.problems()));
    return all;
  }

  private static void add(MetadataReading reading, Map<List<Object>, Dependency> distinct) {
    for (Dependency dependency : reading.dependencies()) {
      distinct.putIfAbsent(key(dependency), dependency);
    }
  }

  private static List<Object> key(Dependency d) {
    return List.of(d.place(), d.field(), d.name(), d.raw(), d.reason(), d.version());
  }

  private static boolean contains(ModuleScope scope, BundledDistribution distribution) {
    return distribution.place().path().map(p -> scope.contains(outer(p))).orElse(true);
  }

  private static String outer(String path) {
    int archive = path.indexOf("!/");
    return archive < 0 ? path : path.substring(0, archive);
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
