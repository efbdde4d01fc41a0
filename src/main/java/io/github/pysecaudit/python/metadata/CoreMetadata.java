package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Dependency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a distribution says of itself in {@code METADATA} or {@code PKG-INFO} (Python's "Core
 * metadata specifications").
 *
 * @param name as written, or empty text if there is none
 * @param version as written
 * @param metadataVersion as written
 * @param requiresPython as written
 * @param requires every {@code Requires-Dist} and {@code Requires}, of scope {@code bundled}
 * @param problems what could not be read; if there is one, the rest is not complete
 */
public record CoreMetadata(
    String name,
    Optional<String> version,
    Optional<String> metadataVersion,
    Optional<String> requiresPython,
    List<Dependency> requires,
    List<MetadataProblem> problems) {
  public CoreMetadata {
    Objects.requireNonNull(name, "name");
    requires = List.copyOf(requires);
    problems = List.copyOf(problems);
  }
}
