package io.github.pysecaudit.report;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.gate.Fingerprint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The dependencies as parts of a bill of materials: each package version once, with what brings in
 * what as far as it is known.
 */
final class BillOfMaterials {
  /** A longer name or version is nobody's package. */
  private static final int LONGEST = 500;

  /**
   * One package version.
   *
   * @param ref unique in the document; the package URL where there is one
   * @param use how it is used; the nearest to the running program wins
   */
  record Part(
      String ref,
      Optional<PackageURL> purl,
      String group,
      String name,
      Optional<String> version,
      Use use) {}

  /** Whether the program needs it when it runs. The order is from near to far. */
  enum Use {
    REQUIRED,
    OPTIONAL,
    EXCLUDED
  }

  private final Map<String, Part> parts = new TreeMap<>();
  private final Map<String, Set<String>> edges = new TreeMap<>();
  private final Set<String> direct = new TreeSet<>();
  private final String root;

  private BillOfMaterials(String root) {
    this.root = root;
  }

  /**
   * Collects the parts.
   *
   * @param root reference of the project itself, which is no part of itself
   */
  static BillOfMaterials of(List<Dependency> dependencies, String root) {
    BillOfMaterials bill = new BillOfMaterials(root);
    Set<String> versioned = new HashSet<>();
    for (Dependency dependency : dependencies) {
      if (dependency.version().isPresent()) {
        versioned.add(dependency.ecosystem() + ' ' + dependency.name());
      }
    }
    for (Dependency dependency : dependencies) {
      boolean better = versioned.contains(dependency.ecosystem() + ' ' + dependency.name());
      if (!dependency.name().isBlank() && (dependency.version().isPresent() || !better)) {
        bill.add(dependency);
      }
    }
    dependencies.forEach(bill::connect);
    return bill;
  }

  Collection<Part> parts() {
    return Collections.unmodifiableCollection(parts.values());
  }

  /** References of what the project itself declares. */
  Set<String> direct() {
    return Collections.unmodifiableSet(direct);
  }

  /** References of what a part brings in. */
  Set<String> broughtInBy(String ref) {
    return edges.getOrDefault(ref, Set.of());
  }

  /** The reference of a package version, which becomes a part if it was none. */
  String ref(String ecosystem, String name, String version) {
    Part part = part(ecosystem, name, Optional.of(version), Use.REQUIRED);
    if (!parts.containsKey(part.ref())) {
      add(part);
    }
    return part.ref();
  }

  private void add(Dependency dependency) {
    add(
        part(
            dependency.ecosystem(),
            dependency.name(),
            dependency.version(),
            use(dependency.scope())));
  }

  private void add(Part part) {
    if (!part.ref().equals(root)) {
      parts.merge(part.ref(), part, (a, b) -> a.use().compareTo(b.use()) <= 0 ? a : b);
    }
  }

  private void connect(Dependency dependency) {
    Optional<String> ref =
        Optional.of(
                part(dependency.ecosystem(), dependency.name(), dependency.version(), Use.REQUIRED)
                    .ref())
            .filter(parts::containsKey);
    if (dependency.paths().isEmpty()) {
      ref.ifPresent(direct::add);
      return;
    }
    for (List<String> path : dependency.paths()) {
      List<String> refs = new ArrayList<>();
      path.forEach(step -> step(dependency.ecosystem(), step).ifPresent(refs::add));
      if (refs.size() != path.size()) {
        continue;
      }
      direct.add(refs.get(0));
      for (int i = 0; i + 1 < refs.size(); i++) {
        if (!refs.get(i).equals(refs.get(i + 1))) {
          edges.computeIfAbsent(refs.get(i), r -> new TreeSet<>()).add(refs.get(i + 1));
        }
      }
    }
  }

  /** A step of a path, {@code name:version} or {@code name==version}, if it is a known part. */
  private Optional<String> step(String ecosystem, String step) {
    int end = Math.max(step.lastIndexOf(':'), step.lastIndexOf("==") + 1);
    int start = end > 0 && step.charAt(end) == '=' ? end - 1 : end;
    if (start <= 0 || step.length() > 2 * LONGEST) {
      return Optional.empty();
    }
    String name = step.substring(0, start);
    String version = step.substring(end + 1);
    String ref = part(ecosystem, name, Optional.of(version), Use.REQUIRED).ref();
    return Optional.of(ref).filter(parts::containsKey);
  }

  private static Part part(String ecosystem, String name, Optional<String> version, Use use) {
    int colon = ecosystem.equals(Dependency.MAVEN) ? name.indexOf(':') : -1;
    String group = colon > 0 ? name.substring(0, colon) : "";
    String artifact = name.substring(colon + 1);
    Optional<PackageURL> purl = purl(ecosystem, group, artifact, version);
    String ref =
        purl.map(PackageURL::canonicalize)
            .orElseGet(
                () -> "part-" + Fingerprint.hash(List.of(ecosystem, name, version.orElse(""))));
    return new Part(ref, purl, group, artifact, version, use);
  }

  static Optional<PackageURL> purl(
      String ecosystem, String group, String artifact, Optional<String> version) {
    boolean isMaven = ecosystem.equals(Dependency.MAVEN);
    boolean known = isMaven && !group.isEmpty() || ecosystem.equals(Dependency.PYPI);
    int length = group.length() + artifact.length() + version.map(String::length).orElse(0);
    if (!known || length > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new PackageURL(
              isMaven ? PackageURL.StandardTypes.MAVEN : PackageURL.StandardTypes.PYPI,
              isMaven ? CleanJson.clean(group) : null,
              CleanJson.clean(artifact),
              version.map(CleanJson::clean).orElse(null),
              null,
              null));
    } catch (MalformedPackageURLException e) {
      return Optional.empty();
    }
  }

  private static Use use(String scope) {
    return switch (scope) {
      case "test", "plugin", "build", "development" -> Use.EXCLUDED;
      case "provided", "optional" -> Use.OPTIONAL;
      default -> Use.REQUIRED;
    };
  }
}
