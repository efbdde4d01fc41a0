package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Place;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects what a reader finds; not shared between threads. */
final class ReadingBuilder {
  private static final String CONDA = "Conda";

  private final List<Dependency> dependencies = new ArrayList<>();
  private final List<MetadataProblem> problems = new ArrayList<>();
  private final List<PackageIndex> indexes = new ArrayList<>();
  private final Set<String> files = new LinkedHashSet<>();

  MetadataReading reading() {
    return new MetadataReading(dependencies, problems, indexes, files);
  }

  void add(PinReading pin, Place place, String field, String raw, Scope scope) {
    add(Dependency.PYPI, pin, place, field, raw, scope);
  }

  /** A package of conda's own: its name says nothing about packages on PyPI. */
  void addConda(PinReading pin, Place place, String field, String raw, Scope scope) {
    add(CONDA, pin, place, field, raw, scope);
  }

  private void add(
      String ecosystem, PinReading pin, Place place, String field, String raw, Scope scope) {
    dependencies.add(
        new Dependency(
            ecosystem,
            pin.name(),
            pin.version(),
            place,
            field,
            pin.exact(),
            pin.reason().name(),
            raw,
            scope.label(),
            List.of(),
            Optional.empty()));
  }

  void addDependency(Dependency dependency) {
    dependencies.add(dependency);
  }

  void addAll(MetadataReading other) {
    dependencies.addAll(other.dependencies());
    problems.addAll(other.problems());
    indexes.addAll(other.indexes());
    files.addAll(other.files());
  }

  void note(PinReason reason, Place place, String field, String raw, Scope scope) {
    add(PinReading.of(reason, ""), place, field, raw, scope);
  }

  void problem(MetadataProblem problem) {
    problems.add(problem);
  }

  void problem(Place place, String message, PinReason reason) {
    problems.add(new MetadataProblem(place, message, reason));
  }

  void index(PackageIndex index) {
    indexes.add(index);
  }

  void read(String file) {
    files.add(file);
  }

  boolean has(PinReason reason) {
    return dependencies.stream().anyMatch(d -> d.reason().equals(reason.name()));
  }

  int dependencyCount() {
    return dependencies.size();
  }

  /** Adds the lines of the file that a field of {@code from} names as lines of the field. */
  void include(
      String from, String name, Place place, String field, Scope scope, MetadataFiles source) {
    note(PinReason.DYNAMIC_FILE, place, field, name, scope);
    RelativePath.resolve(from, name)
        .ifPresentOrElse(
            path -> includeResolved(path, place, field, scope, source),
            () ->
                problem(
                    place,
                    "The file \"" + name + "\" that " + field + " names is outside the repository.",
                    PinReason.DYNAMIC_FILE));
  }

  /** As {@link #include}, for a path that is known to lie in the repository. */
  void includeResolved(String path, Place place, String field, Scope scope, MetadataFiles source) {
    follow(path, place, source)
        .ifPresent(
            content -> addAll(RequirementsReader.readAs(field, scope, path, content, source)));
  }

  /** The file that {@code place} names, or empty with a problem. */
  Optional<byte[]> follow(String path, Place place, MetadataFiles source) {
    try {
      Optional<byte[]> content = source.read(path);
      if (content.isEmpty()) {
        problem(
            place,
            "The file " + path + " that is named here does not exist.",
            PinReason.INCLUDE_FILE);
      }
      return content;
    } catch (UncheckedIOException unreadable) {
      problem(
          place,
          "The file "
              + path
              + " that is named here cannot be read: "
              + unreadable.getMessage()
              + ".",
          PinReason.UNDECODABLE);
      return Optional.empty();
    }
  }
}
