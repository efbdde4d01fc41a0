package io.github.pysecaudit.python.metadata;

import java.util.ArrayList;
import java.util.List;

/**
 * What an archive, or a tree, carries of Python packages, and of Maven artifacts packed into one.
 *
 * @param distributions in the order seen
 * @param files packaging files by name; the readers of their formats read them
 * @param artifacts the Maven artifacts an archive names
 * @param problems metadata that could not be read; then the distributions are not complete
 */
public record BundledPackages(
    List<BundledDistribution> distributions,
    List<BundledFile> files,
    List<MavenCoordinates> artifacts,
    List<MetadataProblem> problems) {

  private static final BundledPackages NONE =
      new BundledPackages(List.of(), List.of(), List.of(), List.of());

  public BundledPackages {
    distributions = List.copyOf(distributions);
    files = List.copyOf(files);
    artifacts = List.copyOf(artifacts);
    problems = List.copyOf(problems);
  }

  public static BundledPackages none() {
    return NONE;
  }

  /** Both, this one first. */
  public BundledPackages and(BundledPackages other) {
    return new BundledPackages(
        joined(distributions, other.distributions),
        joined(files, other.files),
        joined(artifacts, other.artifacts),
        joined(problems, other.problems));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
