package io.github.pysecaudit.facts.ci;

import io.github.pysecaudit.facts.yaml.Yaml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code permissions} key of a workflow or job.
 *
 * @param stated whether the key is there
 * @param all {@code write-all} or {@code read-all}, if that is what it says
 * @param scopes each scope with {@code read}, {@code write} or {@code none}
 * @param line of the key, 1 if it is not there
 */
record Permissions(boolean stated, Optional<String> all, Map<String, String> scopes, int line) {

  static Permissions of(Yaml holder) {
    Optional<Yaml.Entry> entry = holder.entry("permissions");
    if (entry.isEmpty()) {
      return new Permissions(false, Optional.empty(), Map.of(), 1);
    }
    Map<String, String> scopes = new LinkedHashMap<>();
    for (Yaml.Entry scope : entry.get().value().entries()) {
      scopes.put(scope.key(), scope.value().string().orElse(""));
    }
    return new Permissions(true, entry.get().value().string(), scopes, entry.get().line());
  }

  boolean writesAll() {
    return all.filter(a -> a.equals("write-all")).isPresent();
  }

  /** The scopes with write access. */
  List<String> writes() {
    return scopes.entrySet().stream()
        .filter(e -> e.getValue().equals("write"))
        .map(Map.Entry::getKey)
        .toList();
  }
}
