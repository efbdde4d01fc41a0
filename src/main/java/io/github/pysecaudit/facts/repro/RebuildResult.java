package io.github.pysecaudit.facts.repro;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a second build of a module gave. It holds as long as the inputs are the same.
 *
 * @param module {@code groupId:artifactId}, or the folder of a project without Maven
 * @param inputs the hash of all inputs, see {@code ProjectFacts.buildInputs()}
 * @param when the second build ended
 * @param comparisons one for each file that was built
 */
public record RebuildResult(
    String module, String inputs, Instant when, List<ArchiveComparison> comparisons) {
  public RebuildResult {
    Objects.requireNonNull(module, "module");
    Objects.requireNonNull(inputs, "inputs");
    Objects.requireNonNull(when, "when");
    comparisons = List.copyOf(comparisons);
  }

  /** Whether something was compared and all of it is the same. */
  public boolean isProof() {
    return !comparisons.isEmpty() && comparisons.stream().allMatch(ArchiveComparison::identical);
  }

  /** The first file that differs, if one does. */
  public Optional<ArchiveComparison> firstDifference() {
    return comparisons.stream().filter(c -> !c.identical()).findFirst();
  }
}
