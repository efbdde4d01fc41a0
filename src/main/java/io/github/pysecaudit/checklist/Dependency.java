package io.github.pysecaudit.checklist;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One dependency as a project declares, locks, resolves or bundles it.
 *
 * @param ecosystem the OSV ecosystem, {@code Maven} or {@code PyPI}
 * @param name {@code groupId:artifactId}, or the PEP 503 name
 * @param version the one version it stands for, if that is known
 * @param place the file and line that declares it (for a transitive one: its direct dependency)
 * @param field table and field, for instance {@code project.dependencies}; for Maven {@code
 *     dependencies}
 * @param exact true, false, or empty where it is not a choice of a third-party version
 * @param reason the code of the reading, for instance {@code PIN_EQ} or {@code RANGE}
 * @param raw the text as written, or empty
 * @param scope Maven scope, or for Python {@code runtime}, {@code optional}, {@code development},
 *     {@code build}, {@code lock}, {@code bundled}, {@code constraint}
 * @param paths every chain from a direct dependency to this one, ends included; empty for a direct
 *     one
 * @param module the Maven module it belongs to, if there is one
 */
public record Dependency(
    String ecosystem,
    String name,
    Optional<String> version,
    Place place,
    String field,
    Optional<Boolean> exact,
    String reason,
    String raw,
    String scope,
    List<List<String>> paths,
    Optional<String> module) {

  public static final String MAVEN = "Maven";
  public static final String PYPI = "PyPI";

  /** Reason of a resolved dependency whose POM could not be read: what it needs is not known. */
  public static final String UNDESCRIBED = "POM_MISSING";

  public Dependency {
    Objects.requireNonNull(ecosystem, "ecosystem");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(exact, "exact");
    paths = paths.stream().map(List::copyOf).toList();
  }

  /** With the place, as a hostile file names one package thousands of times. */
  @Override
  public int hashCode() {
    return Objects.hash(name, version, place);
  }

  /** A Python dependency read from a file. */
  public static Dependency python(
      String name,
      Optional<String> version,
      Place place,
      String field,
      Optional<Boolean> exact,
      String reason,
      String raw,
      String scope) {
    return new Dependency(
        PYPI, name, version, place, field, exact, reason, raw, scope, List.of(), Optional.empty());
  }
}
