package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.python.version.PackageName;
import io.github.pysecaudit.python.version.PackageRequirement;
import io.github.pysecaudit.python.version.ParseException;
import io.github.pysecaudit.python.version.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the lock files of a project say, by package name. It helps messages and warnings; a lock
 * never makes an unpinned requirement exact.
 */
public final class LockIndex {
  /** Requirements of these scopes are not resolved into a project's lock. */
  private static final Set<String> NOT_LOCKED =
      Set.of(
          Scope.BUILD.label(),
          Scope.CONSTRAINT.label(),
          Scope.LOCK.label(),
          Scope.BUNDLED.label(),
          Scope.REPORTED.label());

  private final List<LockFile> files;
  private final Map<String, List<LockedPackage>> byName = new TreeMap<>();

  private LockIndex(List<LockFile> files) {
    this.files = List.copyOf(files);
    for (LockFile file : files) {
      for (LockedPackage entry : file.packages()) {
        byName.computeIfAbsent(entry.dependency().name(), name -> new ArrayList<>()).add(entry);
      }
    }
  }

  /** An index over these files. */
  public static LockIndex of(List<LockFile> files) {
    return new LockIndex(files);
  }

  /**
   * The locks that belong to a manifest: those in its folder, else those in the nearest folder
   * above, as for the members of a workspace.
   */
  public LockIndex nearest(String manifestPath) {
    String folder = folderOf(manifestPath);
    while (true) {
      String here = folder;
      List<LockFile> beside =
          files.stream().filter(file -> folderOf(file.path()).equals(here)).toList();
      if (!beside.isEmpty() || folder.isEmpty()) {
        return of(beside);
      }
      folder = folderOf(folder);
    }
  }

  private static String folderOf(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  public List<LockFile> files() {
    return files;
  }

  /** The entries for a package, whatever the spelling of its name. */
  public List<LockedPackage> entries(String name) {
    return List.copyOf(byName.getOrDefault(PackageName.normalize(name), List.of()));
  }

  /**
   * The one version that every lock has for a package from an index. Empty if there is none, if
   * locks differ, or if one has several for different environments: then there is no single version
   * to write.
   */
  public Optional<String> version(String name) {
    List<Dependency> locked = entries(name).stream().map(LockedPackage::dependency).toList();
    boolean known =
        !locked.isEmpty()
            && locked.stream()
                .allMatch(
                    entry ->
                        entry.reason().equals(PinReason.PIN_LOCK.name())
                            && entry.version().isPresent());
    if (!known) {
      return Optional.empty();
    }
    String first = locked.get(0).version().get();
    return locked.stream().allMatch(entry -> equal(first, entry.version().get()))
        ? Optional.of(first)
        : Optional.empty();
  }

  private static boolean equal(String one, String other) {
    Optional<Version> left = Version.tryParse(one);
    return one.equals(other) || (left.isPresent() && left.equals(Version.tryParse(other)));
  }

  /** Every package with one version, by normalised name; the input for rewriting pins. */
  public Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    for (String name : byName.keySet()) {
      version(name).ifPresent(version -> versions.put(name, version));
    }
    return versions;
  }

  /**
   * What the locks say of a package, as part of a sentence: {@code locked to 2.31.0 in uv.lock line
   * 12}.
   */
  public Optional<String> sentence(String name) {
    List<String> parts =
        entries(name).stream()
            .filter(entry -> entry.dependency().version().isPresent())
            .limit(5)
            .map(entry -> entry.dependency().version().get() + " in " + where(entry))
            .toList();
    return parts.isEmpty() ? Optional.empty() : Optional.of("locked to " + listed(parts));
  }

  private static String where(LockedPackage entry) {
    Place place = entry.dependency().place();
    return place.path().orElse("") + " line " + place.line().orElse(1);
  }

  private static String listed(List<String> parts) {
    int last = parts.size() - 1;
    return last == 0
        ? parts.get(0)
        : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }

  /**
   * One sentence per lock file on how much of the manifest it covers: {@code uv.lock has 41 of the
   * 41 packages declared, and a hash for every file.}
   *
   * @param manifest what the project declares
   */
  public List<String> coverage(List<Dependency> manifest) {
    Set<String> declared =
        manifest.stream()
            .filter(LockIndex::shouldBeLocked)
            .map(Dependency::name)
            .collect(Collectors.toSet());
    List<String> sentences = new ArrayList<>();
    for (LockFile file : files) {
      Set<String> locked =
          file.packages().stream()
              .map(entry -> entry.dependency().name())
              .collect(Collectors.toSet());
      long covered = declared.stream().filter(locked::contains).count();
      long hashed =
          file.packages().stream().filter(entry -> entry.thirdParty() && entry.hashed()).count();
      sentences.add(
          String.format(
              Locale.ROOT,
              "%s has %d of the %d packages declared, %s",
              file.path(),
              covered,
              declared.size(),
              !file.complete()
                  ? "but could not be read in full."
                  : file.allHashed()
                      ? "and a hash for every file."
                      : "and hashes for "
                          + hashed
                          + " of its "
                          + file.thirdParty()
                          + " packages."));
    }
    return sentences;
  }

  private static boolean shouldBeLocked(Dependency dependency) {
    return dependency.ecosystem().equals(Dependency.PYPI)
        && !dependency.name().isEmpty()
        && dependency.exact().isPresent()
        && !NOT_LOCKED.contains(dependency.scope());
  }

  /**
   * Where a lock file contradicts the manifest beside it: it has another version than the manifest
   * allows, or lacks a package that is always needed. These are warnings.
   *
   * @param manifest what the files in the folder of {@code lock} declare
   * @param lock a lock file that was read in full; one that was not contradicts nothing
   */
  public static List<Finding> outOfStep(List<Dependency> manifest, LockFile lock) {
    List<Finding> findings = new ArrayList<>();
    if (!lock.complete()) {
      return findings;
    }
    LockIndex index = of(List.of(lock));
    for (Dependency declared : manifest) {
      if (!shouldBeLocked(declared)) {
        continue;
      }
      List<LockedPackage> entries = index.entries(declared.name());
      if (entries.isEmpty()) {
        if (declared.scope().equals(Scope.RUNTIME.label()) && !declared.raw().contains(";")) {
          findings.add(missing(declared, lock));
        }
      } else if (entries.stream().noneMatch(entry -> allows(declared, entry))) {
        findings.add(contradiction(declared, lock, entries));
      }
    }
    return findings;
  }

  private static boolean allows(Dependency declared, LockedPackage entry) {
    Optional<String> version = entry.dependency().version();
    if (version.isEmpty() || !entry.dependency().reason().equals(PinReason.PIN_LOCK.name())) {
      return true;
    }
    try {
      PackageRequirement requirement = PackageRequirement.parse(declared.raw());
      return requirement.url().isPresent() || requirement.specifiers().contains(version.get());
    } catch (ParseException e) {
      // A constraint in the language of one tool, Poetry's say: nothing to compare here.
      return declared.version().isEmpty()
          || declared.exact().isEmpty()
          || !declared.exact().get()
          || equal(declared.version().get(), version.get());
    }
  }

  private static Finding missing(Dependency declared, LockFile lock) {
    return new Finding(
        declared.name()
            + " is declared as \""
            + declared.raw()
            + "\", but "
            + lock.path()
            + " does not have it.",
        "Update " + lock.path() + " with the tool that wrote it.",
        declared.place());
  }

  private static Finding contradiction(
      Dependency declared, LockFile lock, List<LockedPackage> entries) {
    String versions =
        entries.stream()
            .flatMap(entry -> entry.dependency().version().stream())
            .distinct()
            .collect(Collectors.joining(", "));
    return new Finding(
        declared.name()
            + " is declared as \""
            + declared.raw()
            + "\", but "
            + lock.path()
            + " line "
            + entries.get(0).dependency().place().line().orElse(1)
            + " has "
            + versions
            + ".",
        "Update " + lock.path() + " with the tool that wrote it.",
        declared.place());
  }
}
