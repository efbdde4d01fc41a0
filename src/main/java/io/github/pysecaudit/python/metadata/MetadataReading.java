package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Dependency;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a reader found in a file and in the files it names.
 *
 * @param dependencies every entry in the order of the file; also those that choose no third-party
 *     version ({@link Dependency#exact()} is empty), with an empty name if they name no package
 * @param problems what could not be read; if there is one, the dependencies are not complete
 * @param indexes the package indexes that are configured
 * @param files every file that was read, the first one first; repository-relative
 */
public record MetadataReading(
    List<Dependency> dependencies,
    List<MetadataProblem> problems,
    List<PackageIndex> indexes,
    Set<String> files) {

  public MetadataReading {
    dependencies = List.copyOf(dependencies);
    problems = List.copyOf(problems);
    indexes = List.copyOf(indexes);
    files = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(files));
  }

  public MetadataReading(List<Dependency> dependencies, List<MetadataProblem> problems) {
    this(dependencies, problems, List.of(), Set.of());
  }

  /** Nothing read, because of this. */
  public static MetadataReading failed(MetadataProblem problem) {
    return new MetadataReading(List.of(), List.of(problem));
  }

  /** Both readings, this one first. */
  public MetadataReading and(MetadataReading other) {
    return new MetadataReading(
        joined(dependencies, other.dependencies),
        joined(problems, other.problems),
        joined(indexes, other.indexes),
        new LinkedHashSet<>(joined(List.copyOf(files), List.copyOf(other.files))));
  }

  /** The entries that name a third-party package, pinned or not. */
  public List<Dependency> packages() {
    return dependencies.stream()
        .filter(dependency -> !dependency.name().isEmpty() && dependency.exact().isPresent())
        .toList();
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
