package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Dependency;
import java.util.Objects;

/**
 * One entry of a lock file.
 *
 * @param dependency the entry as a dependency of scope {@code lock}
 * @param files how many files of this version the lock lists
 * @param hashes how many hashes it lists for them
 */
public record LockedPackage(Dependency dependency, int files, int hashes) {
  public LockedPackage {
    Objects.requireNonNull(dependency, "dependency");
  }

  /** Is this a package from an index, a URL or a repository, rather than from the tree? */
  public boolean thirdParty() {
    return dependency.exact().isPresent();
  }

  /** Does the lock fix the bytes, by a hash for every file? A full commit id is one too. */
  public boolean hashed() {
    return dependency.reason().equals(PinReason.PIN_VCS_COMMIT.name())
        || (hashes > 0 && hashes >= files);
  }
}
