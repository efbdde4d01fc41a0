package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.python.version.PackageName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Collects the entries of one lock file; what the formats have in common. */
final class LockEntries {
  private static final Pattern FULL_COMMIT = Pattern.compile("(?i)[0-9a-f]{40}|[0-9a-f]{64}");
  private static final Pattern SHORT_COMMIT = Pattern.compile("(?i)[0-9a-f]{7,39}");

  private final String path;
  private final String field;
  private final List<LockedPackage> packages = new ArrayList<>();
  private final List<MetadataProblem> problems = new ArrayList<>();

  LockEntries(String path, String field) {
    this.path = path;
    this.field = field;
  }

  /** Adds an entry; one without a name is a problem, since nothing can be said about it. */
  void add(
      Optional<String> name,
      Optional<String> version,
      PinReason reason,
      int line,
      int files,
      int hashes) {
    if (name.isEmpty()) {
      problem(line, "has an entry without a name at line " + line, PinReason.UNPARSEABLE);
    }
    packages.add(
        new LockedPackage(
            dependency(field, name.orElse(""), version, reason, line), files, hashes));
  }

  private Dependency dependency(
      String inField, String name, Optional<String> version, PinReason reason, int line) {
    return Dependency.python(
        PackageName.normalize(name),
        version,
        Place.line(path, line),
        inField,
        reason.exact(),
        reason.name(),
        version.map(number -> name + "==" + number).orElse(name),
        Scope.LOCK.label());
  }

  void addIn(
      String itsField,
      String name,
      Optional<String> version,
      PinReason reason,
      int line,
      int hashes) {
    packages.add(
        new LockedPackage(dependency(itsField, name, version, reason, line), hashes, hashes));
  }

  void problem(int line, String what, PinReason reason) {
    problems.add(LockReader.problem(path, line, what, reason));
  }

  LockFile file() {
    return new LockFile(path, packages, problems);
  }

  /** The line of the version if there is one, else of the entry. */
  static int line(TomlNode entry) {
    return entry.lineOf("version");
  }

  /** How a repository's revision pins. */
  static PinReason ofCommit(Optional<String> commit) {
    if (commit.isEmpty()) {
      return PinReason.VCS_NO_REV;
    }
    if (FULL_COMMIT.matcher(commit.get()).matches()) {
      return PinReason.PIN_VCS_COMMIT;
    }
    return SHORT_COMMIT.matcher(commit.get()).matches()
        ? PinReason.VCS_SHORT_COMMIT
        : PinReason.VCS_MUTABLE;
  }

  /** How many of the tables have a {@code hash} or {@code hashes}. */
  static int hashes(Collection<TomlNode> files) {
    return (int)
        files.stream()
            .filter(
                file ->
                    file.string("hash").isPresent()
                        || file.table("hashes").filter(all -> !all.keys().isEmpty()).isPresent())
            .count();
  }
}
