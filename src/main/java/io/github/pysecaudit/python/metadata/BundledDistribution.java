package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.python.version.PackageName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A Python distribution that lies in the tree or in an archive.
 *
 * @param kind how it is packaged
 * @param name as its metadata says, or its folder if the metadata does not say; may be empty
 * @param version as written
 * @param place its metadata file: {@code outer.jar!/inner.whl!/x.dist-info/METADATA}
 * @param requires what it requires, of scope {@code bundled}
 * @param vendored whether it lies in a folder for other people's packages within a package
 * @param origin where an installer took it from, if that is recorded
 * @param sboms the software bills of materials it carries (PEP 770), named only
 */
public record BundledDistribution(
    Kind kind,
    String name,
    Optional<String> version,
    Place place,
    List<Dependency> requires,
    boolean vendored,
    Optional<DirectUrl> origin,
    List<String> sboms) {

  /** How a distribution is packaged. */
  public enum Kind {
    /** A {@code .dist-info}: a wheel, or what was installed from one. */
    WHEEL,
    /** An {@code .egg-info} or {@code EGG-INFO}. */
    EGG,
    /** {@code PKG-INFO} in the first folder of a source distribution. */
    SDIST
  }

  public BundledDistribution {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(origin, "origin");
    requires = List.copyOf(requires);
    sboms = List.copyOf(sboms);
  }

  /** The name as PEP 503 compares it. */
  public PackageName packageName() {
    return PackageName.of(name);
  }

  /** This distribution as a dependency at a known version, to be matched against advisories. */
  public Dependency asDependency() {
    return Dependency.python(
        packageName().normalized(),
        version,
        place,
        kind.name().toLowerCase(java.util.Locale.ROOT),
        Optional.empty(),
        "BUNDLED",
        version.map(number -> name + "==" + number).orElse(name),
        Scope.BUNDLED.label());
  }
}
