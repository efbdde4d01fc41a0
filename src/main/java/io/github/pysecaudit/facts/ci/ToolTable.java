package io.github.pysecaudit.facts.ci;

import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.facts.source.ResourceTable;
import io.github.pysecaudit.facts.text.TreePaths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tools that are known by their command, action, hook, image, template or Maven goal. */
public final class ToolTable {
  private static final String EXE = ".exe";

  private record Row(
      String tool,
      ToolRun.Purpose purpose,
      String family,
      Set<String> languages,
      CiUse.Kind kind,
      List<String> pattern) {}

  private final List<Row> rows;

  private ToolTable(List<Row> rows) {
    this.rows = rows;
  }

  /** Reads the table that comes with the plugin. */
  public static ToolTable load() {
    return new ToolTable(
        ResourceTable.rows(ToolTable.class, "tools.tsv", 7).stream()
            .map(
                c ->
                    new Row(
                        c.get(0),
                        ToolRun.Purpose.valueOf(c.get(1)),
                        c.get(2),
                        Set.of(c.get(3).split(",")),
                        CiUse.Kind.valueOf(c.get(4).toUpperCase(Locale.ROOT)),
                        List.of(c.get(5).split(" "))))
            .toList());
  }

  /**
   * The known tools among these uses, each with its first place.
   *
   * @param ruffFindsWeaknesses whether the configuration selects ruff's security rules, without
   *     which ruff is a style checker
   */
  List<ToolRun> runs(List<CiUse> uses, boolean ruffFindsWeaknesses) {
    Map<String, ToolRun> found = new LinkedHashMap<>();
    for (CiUse use : uses) {
      for (Row row : rows) {
        if (row.kind() == use.kind() && matches(row, use.words())) {
          if (row.tool().equals("ruff") && !ruffFindsWeaknesses && !selectsSecurity(use.words())) {
            continue;
          }
          found.putIfAbsent(row.tool() + row.purpose(), run(row, use.place(), use.trail()));
        }
      }
    }
    return List.copyOf(found.values());
  }

  private static ToolRun run(Row row, Place place, List<String> trail) {
    return new ToolRun(row.tool(), row.purpose(), row.family(), row.languages(), place, trail);
  }

  /**
   * The tool that a plugin of the build is, if one of its goals is executed.
   *
   * @param plugin {@code groupId:artifactId}
   * @param goals the goals that are bound
   */
  public List<ToolRun> plugin(String plugin, List<String> goals, Place place) {
    List<ToolRun> found = new ArrayList<>();
    String artifact = plugin.substring(plugin.indexOf(':') + 1);
    for (Row row : rows) {
      if (row.kind() == CiUse.Kind.GOAL) {
        String[] pattern = row.pattern().get(0).split(":");
        boolean goal = pattern.length < 2 || goals.contains(pattern[1]);
        if (goal && !goals.isEmpty() && artifact.equals(pattern[0])) {
          found.add(run(row, place, List.of()));
        }
      }
    }
    return found;
  }

  /** A tool by its name, for instance one whose report was imported. */
  public Optional<ToolRun> named(String tool, Place place) {
    String name = tool.toLowerCase(Locale.ROOT);
    return rows.stream()
        .filter(r -> r.tool().equalsIgnoreCase(name))
        .findFirst()
        .map(r -> run(r, place, List.of()));
  }

  private static boolean matches(Row row, List<String> words) {
    String first = words.get(0);
    String head = row.pattern().get(0);
    boolean headMatches =
        switch (row.kind()) {
          case COMMAND -> program(first).equals(head);
          case HOOK -> first.equals(head);
          case GOAL -> goalMatches(first, head);
          case IMAGE -> imageName(first).endsWith(head);
          case ACTION -> {
            String lower = first.toLowerCase(Locale.ROOT);
            yield lower.equals(head)
                || lower.startsWith(head + "@")
                || lower.startsWith(head + "/");
          }
          case TEMPLATE -> first.contains(head);
        };
    return headMatches
        && row.pattern().stream()
            .skip(1)
            .allMatch(
                p ->
                    words.stream()
                        .skip(1)
                        .anyMatch(
                            w ->
                                w.equals(p)
                                    || w.startsWith(p + "=")
                                    || (p.startsWith("~") && w.contains(p.substring(1)))));
  }

  /** Without its folder; no regular expression, as every command meets every row of the table. */
  private static String program(String command) {
    String name = TreePaths.name(command);
    return name.endsWith(EXE) ? name.substring(0, name.length() - EXE.length()) : name;
  }

  /** {@code spotbugs:check}, or with coordinates and version. */
  private static boolean goalMatches(String goal, String pattern) {
    String[] wanted = pattern.split(":");
    String[] parts = goal.split(":");
    String last = parts[parts.length - 1].split("@", 2)[0];
    boolean sameGoal = wanted.length < 2 || wanted[1].equals(last);
    String artifact = wanted[0];
    String prefix =
        artifact
            .replaceFirst("^maven-", "")
            .replaceFirst("-?maven-plugin$", "")
            .replaceFirst("-plugin$", "");
    return sameGoal && (parts[0].equals(prefix) || List.of(parts).contains(artifact));
  }

  private static String imageName(String image) {
    String plain = image.split("@", 2)[0];
    int colon = plain.indexOf(':', plain.lastIndexOf('/') + 1);
    return colon < 0 ? plain : plain.substring(0, colon);
  }

  private static boolean selectsSecurity(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean option = word.matches("--(extend-)?select(=.*)?|args=.*");
      String value =
          word.contains("=")
              ? word.substring(word.indexOf('=') + 1)
              : i + 1 < words.size() ? words.get(i + 1) : "";
      if (option
          && List.of(value.split("[,=\\s]+")).stream().anyMatch(v -> v.matches("ALL|S[0-9]*"))) {
        return true;
      }
    }
    return false;
  }
}
