package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.python.version.PackageName;
import io.github.pysecaudit.python.version.PackageRequirement;
import io.github.pysecaudit.python.version.ParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** What the rest of a pyproject.toml says about an entry of one of its lists. */
final class ProjectContext {
  private final Optional<String> projectName;
  private final Map<String, PinReason> localSources = new HashMap<>();
  private final Set<String> projectDependencies = new HashSet<>();
  private final Map<String, Set<String>> groups = new HashMap<>();

  ProjectContext(TomlDocument document, String uvPrefix) {
    projectName =
        document
            .string("project", "name")
            .or(() -> document.string("tool", "poetry", "name"))
            .map(PackageName::normalize);
    List<String> sources =
        uvPrefix.isEmpty() ? List.of("sources") : List.of("tool", "uv", "sources");
    document
        .at(sources)
        .ifPresent(
            table ->
                document
                    .entries(table)
                    .forEach(
                        entry ->
                            reasonOf(entry.getValue().value())
                                .ifPresent(
                                    reason ->
                                        localSources.put(
                                            PackageName.normalize(entry.getKey()), reason))));
    document
        .strings("project", "dependencies")
        .forEach(item -> nameOf((String) item.value()).ifPresent(projectDependencies::add));
    document
        .at("dependency-groups")
        .map(document::entries)
        .orElse(List.of())
        .forEach(
            group -> groups.put(PackageName.normalize(group.getKey()), names(document, group)));
  }

  private static Set<String> names(
      TomlDocument document, Map.Entry<String, TomlDocument.Located> group) {
    Set<String> names = new HashSet<>();
    document
        .strings(group.getValue())
        .forEach(item -> nameOf((String) item.value()).ifPresent(names::add));
    return names;
  }

  private static Optional<String> nameOf(String requirement) {
    try {
      return Optional.of(PackageRequirement.parse(requirement).packageName().normalized());
    } catch (ParseException notReadable) {
      return Optional.empty();
    }
  }

  /** A source in the tree excuses the entry; with several sources, only if all are in the tree. */
  private static Optional<PinReason> reasonOf(Object source) {
    if (source instanceof TomlTable table) {
      if (Boolean.TRUE.equals(table.get(List.of("workspace")))) {
        return Optional.of(PinReason.WORKSPACE);
      }
      return table.get(List.of("path")) instanceof String
          ? Optional.of(PinReason.LOCAL_PATH)
          : Optional.empty();
    }
    if (!(source instanceof TomlArray array) || array.isEmpty()) {
      return Optional.empty();
    }
    Optional<PinReason> common = reasonOf(array.get(0));
    for (int i = 1; i < array.size(); i++) {
      if (reasonOf(array.get(i)).isEmpty()) {
        return Optional.empty();
      }
    }
    return common;
  }

  /** The reading once the project's own name and its local sources are known. */
  PinReading seenFrom(PinReading pin, Scope scope) {
    if (pin.name().isEmpty()) {
      return pin;
    }
    PinReason source = localSources.get(pin.name());
    if (source != null && pin.exact().isPresent()) {
      return PinReading.of(source, "tool.uv.sources").named(pin.name(), pin.extras());
    }
    boolean self =
        scope != Scope.BUILD
            && scope != Scope.RUNTIME
            && projectName.equals(Optional.of(pin.name()));
    return self ? PinReading.of(PinReason.SELF, "").named(pin.name(), pin.extras()) : pin;
  }

  /** Whether PEP 621, or the PEP 735 group of the same name, declares the package as well. */
  boolean declaredElsewhere(String name, Optional<String> group) {
    String normal = PackageName.normalize(name);
    return group
        .map(g -> groups.getOrDefault(PackageName.normalize(g), Set.of()).contains(normal))
        .orElseGet(() -> projectDependencies.contains(normal));
  }
}
