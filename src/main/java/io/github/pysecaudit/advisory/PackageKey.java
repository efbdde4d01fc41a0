package io.github.pysecaudit.advisory;

import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.python.version.PackageName;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one question to a vulnerability database is about: one version of one package.
 *
 * @param ecosystem OSV ecosystem, {@code Maven} or {@code PyPI}, spelt as OSV does
 * @param name {@code groupId:artifactId}, or the PEP 503 name
 * @param version the version as written
 */
public record PackageKey(String ecosystem, String name, String version)
    implements Comparable<PackageKey> {

  /** Longest version that is compared; nothing published comes near. */
  static final int MAX_VERSION_LENGTH = 200;

  private static final int MAX_NAME_LENGTH = 300;
  private static final Pattern MAVEN_NAME = Pattern.compile("[A-Za-z0-9._-]+:[A-Za-z0-9._-]+");
  private static final Pattern PYPI_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private static final Comparator<PackageKey> ORDER =
      Comparator.comparing(PackageKey::ecosystem)
          .thenComparing(PackageKey::name)
          .thenComparing(PackageKey::version);

  public PackageKey {
    Objects.requireNonNull(ecosystem, "ecosystem");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(version, "version");
  }

  // Written out, as are a few others: a record puts its own together at run time by method handles,
  // which takes longer than all uses in one build.
  @Override
  public boolean equals(Object other) {
    return other instanceof PackageKey key
        && name.equals(key.name)
        && version.equals(key.version)
        && ecosystem.equals(key.ecosystem);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + version.hashCode();
  }

  @Override
  public int compareTo(PackageKey other) {
    return ORDER.compare(this, other);
  }

  /** The key for people: {@code name version}. */
  @Override
  public String toString() {
    return name + " " + version;
  }

  /** The key of this dependency. Call it only where {@link #obstacle} sees none. */
  static PackageKey of(Dependency dependency) {
    String name =
        dependency.ecosystem().equals(Dependency.PYPI)
            ? PackageName.normalize(dependency.name())
            : dependency.name();
    return new PackageKey(dependency.ecosystem(), name, dependency.version().orElseThrow().strip());
  }

  /**
   * Why a database cannot be asked about this dependency, as a full sentence; empty if it can. One
   * bad question makes the service refuse a whole batch, so this looks before sending.
   */
  static Optional<String> obstacle(Dependency dependency) {
    String ecosystem = dependency.ecosystem();
    if (!ecosystem.equals(Dependency.MAVEN) && !ecosystem.equals(Dependency.PYPI)) {
      return Optional.of("The ecosystem \"" + ecosystem + "\" is not one that is looked up.");
    }
    if (dependency.version().isEmpty() || dependency.version().get().isBlank()) {
      return Optional.of(withoutVersion(dependency));
    }
    String version = dependency.version().get().strip();
    if (version.contains("${") || dependency.name().contains("${")) {
      return Optional.of("\"" + version + "\" holds a property that could not be resolved.");
    }
    if (version.length() > MAX_VERSION_LENGTH || !isOneVersion(version)) {
      return Optional.of("\"" + shorten(version) + "\" is not one exact version.");
    }
    if (!isName(ecosystem, dependency.name())) {
      return Optional.of("\"" + shorten(dependency.name()) + "\" is not a package name.");
    }
    return Optional.empty();
  }

  private static String withoutVersion(Dependency dependency) {
    String reason = dependency.reason();
    if (reason.startsWith("LOCAL") || reason.equals("WORKSPACE")) {
      return "It comes from a local path, which no vulnerability database knows.";
    }
    if (reason.contains("VCS")) {
      return "It comes from a version control address, which has no published version to look up.";
    }
    if (reason.contains("URL")) {
      return "It comes from a direct address, and its version is not known.";
    }
    return "It has no version to look up.";
  }

  private static boolean isOneVersion(String version) {
    boolean keyword = version.equals("LATEST") || version.equals("RELEASE");
    return !keyword
        && version
            .chars()
            .noneMatch(
                c -> c <= ' ' || c == 0x7f || c > 0xffff || "<>=~^*,()[]{}|\"'\\".indexOf(c) >= 0);
  }

  private static boolean isName(String ecosystem, String name) {
    if (name.length() > MAX_NAME_LENGTH) {
      return false;
    }
    return (ecosystem.equals(Dependency.MAVEN) ? MAVEN_NAME : PYPI_NAME).matcher(name).matches();
  }

  private static String shorten(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
