package io.github.pysecaudit.facts.repro;

import io.github.pysecaudit.facts.source.ResourceTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The first versions of Maven plugins that give the same bytes twice, from a table with sources.
 */
public final class PluginMinimums {

  /** A plugin and its first version; {@code never} if no version does. */
  public record Minimum(String plugin, String version, String source) {
    /** Whether no version of the plugin gives the same bytes twice. */
    public boolean isNever() {
      return version.equals("never");
    }
  }

  private final Map<String, Minimum> minimums;

  private PluginMinimums(Map<String, Minimum> minimums) {
    this.minimums = minimums;
  }

  /** Reads the table that comes with the plugin. */
  public static PluginMinimums load() {
    return new PluginMinimums(
        ResourceTable.rows(PluginMinimums.class, "plugins.tsv", 3).stream()
            .map(c -> new Minimum(c.get(0), c.get(1), c.get(2)))
            .collect(Collectors.toUnmodifiableMap(Minimum::plugin, m -> m)));
  }

  /** What the plugin would need, if this version of it is too old. */
  public Optional<Minimum> tooOld(String plugin, String version) {
    return Optional.ofNullable(minimums.get(plugin))
        .filter(m -> m.isNever() || isBelow(version, m.version()));
  }

  /**
   * Whether one dotted version is below another. Numbers count as numbers; a qualifier such as
   * {@code -beta-1} puts a version below the one without, {@code .Final} does not.
   */
  public static boolean isBelow(String version, String other) {
    List<String> a = parts(version);
    List<String> b = parts(other);
    for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
      long left = number(a, i);
      long right = number(b, i);
      if (left != right) {
        return left < right;
      }
    }
    return hasQualifier(version) && !hasQualifier(other);
  }

  private static List<String> parts(String version) {
    return List.of(version.split("[-+]", 2)[0].split("\\."));
  }

  private static long number(List<String> parts, int i) {
    String part = i < parts.size() ? parts.get(i) : "0";
    return part.matches("\\d{1,15}") ? Long.parseLong(part) : 0;
  }

  private static boolean hasQualifier(String version) {
    return version.matches("(?i).*[-.](alpha|beta|m|rc|cr|snapshot).*");
  }
}
