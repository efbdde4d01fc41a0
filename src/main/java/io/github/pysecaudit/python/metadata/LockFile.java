package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Dependency;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a lock file says.
 *
 * @param path repository-relative
 * @param packages its entries, in order
 * @param problems what could not be read; if there is one, the entries are not complete
 */
public record LockFile(String path, List<LockedPackage> packages, List<MetadataProblem> problems) {
  public LockFile {
    Objects.requireNonNull(path, "path");
    packages = List.copyOf(packages);
    problems = List.copyOf(problems);
  }

  /** Was all of it read? */
  public boolean complete() {
    return problems.isEmpty();
  }

  /** Does every third-party entry have a hash for each of its files? */
  public boolean allHashed() {
    return complete()
        && packages.stream().filter(LockedPackage::thirdParty).allMatch(LockedPackage::hashed);
  }

  /** How many third-party entries it has. */
  public long thirdParty() {
    return packages.stream().filter(LockedPackage::thirdParty).count();
  }

  /** The same as every other reader gives it. */
  public MetadataReading reading() {
    List<Dependency> dependencies = packages.stream().map(LockedPackage::dependency).toList();
    return new MetadataReading(dependencies, problems, List.of(), Set.of(path));
  }
}
