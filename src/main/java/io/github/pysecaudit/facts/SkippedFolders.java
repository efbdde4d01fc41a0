package io.github.pysecaudit.facts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which folders hold no source of a project: build output, environments, caches. */
final class SkippedFolders {
  private static final String TABLE = "skipped-folders.tsv";

  private record Rule(List<String> beside, String notInside, String reason) {}

  private final Map<String, Rule> rules;

  private SkippedFolders(Map<String, Rule> rules) {
    this.rules = rules;
  }

  static SkippedFolders fromTable() {
    Map<String, Rule> rules = new HashMap<>();
    for (String line : lines()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] cell = line.split("\t");
        List<String> beside = cell[1].equals("-") ? List.of() : Arrays.asList(cell[1].split(","));
        rules.put(cell[0], new Rule(beside, cell[2], cell[3]));
      }
    }
    return new SkippedFolders(Map.copyOf(rules));
  }

  /**
   * Why a folder is left out, judged by its name.
   *
   * @param name of the folder
   * @param siblings names beside it
   */
  Optional<String> reason(String name, Set<String> siblings) {
    return Optional.ofNullable(rules.get(name))
        .filter(rule -> rule.beside.isEmpty() || rule.beside.stream().anyMatch(siblings::contains))
        .map(Rule::reason);
  }

  /** The name that, if it is inside a folder of this name, shows that it is source after all. */
  Optional<String> unlessInside(String name) {
    return Optional.ofNullable(rules.get(name)).map(Rule::notInside).filter(n -> !n.equals("-"));
  }

  private static List<String> lines() {
    try (InputStream in = SkippedFolders.class.getResourceAsStream(TABLE)) {
      if (in == null) {
        throw new IllegalStateException("resource missing from the plugin: " + TABLE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + TABLE + " of the plugin", e);
    }
  }
}
