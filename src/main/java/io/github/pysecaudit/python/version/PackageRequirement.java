package io.github.pysecaudit.python.version;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A dependency specifier of PEP 508, for instance {@code requests[security]>=2.8; python_version <
 * "3.9"}.
 *
 * @param name the name as written
 * @param extras the extras as written, in order
 * @param specifiers version clauses; empty if there are none or a URL
 * @param url what stands after {@code @}, if anything does
 * @param marker the environment marker, if there is one
 */
public record PackageRequirement(
    String name,
    List<String> extras,
    SpecifierSet specifiers,
    Optional<String> url,
    Optional<Marker> marker) {

  public PackageRequirement {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(specifiers, "specifiers");
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(marker, "marker");
    extras = List.copyOf(extras);
  }

  /**
   * Reads a dependency specifier.
   *
   * @throws ParseException if {@code text} does not follow PEP 508
   */
  public static PackageRequirement parse(String text) throws ParseException {
    return new RequirementParser(text).wholeRequirement();
  }

  /** The name as PEP 503 compares it. */
  public PackageName packageName() {
    return PackageName.of(name);
  }

  @Override
  public String toString() {
    return name
        + (extras.isEmpty() ? "" : "[" + String.join(",", extras) + "]")
        + specifiers
        + url.map(address -> " @ " + address + (marker.isPresent() ? " " : "")).orElse("")
        + marker.map(condition -> "; " + condition).orElse("");
  }
}
