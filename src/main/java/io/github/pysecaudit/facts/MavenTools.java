package io.github.pysecaudit.facts;

import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.facts.ci.CiReader;
import io.github.pysecaudit.facts.ci.ToolRun;
import io.github.pysecaudit.facts.ci.ToolTable;
import io.github.pysecaudit.facts.text.TextTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The known tools that the Maven build runs: by the goals that are bound to a phase. */
final class MavenTools {
  private static final List<String> SKIPS =
      List.of(
          "skipTests",
          "maven.test.skip",
          "skipITs",
          "spotbugs.skip",
          "pmd.skip",
          "dependency-check.skip");

  private MavenTools() {}

  static List<ToolRun> of(List<MavenBuild> modules, TextTree tree) {
    ToolTable table = ToolTable.load();
    List<ToolRun> found = new ArrayList<>();
    for (MavenBuild module : modules) {
      for (MavenBuild.PluginUse plugin : module.plugins()) {
        List<String> goals =
            plugin.executions().stream()
                .filter(e -> e.phase().filter(p -> p.equals("none")).isEmpty())
                .flatMap(e -> e.goals().stream())
                .toList();
        table.plugin(plugin.name(), goals, plugin.place()).stream()
            .filter(run -> !isSkipped(module, plugin, run))
            .filter(run -> run.purpose() != ToolRun.Purpose.TESTS || hasTests(module, tree))
            .forEach(found::add);
        found.addAll(commands(plugin, goals, tree));
      }
    }
    return found;
  }

  private static boolean isSkipped(MavenBuild module, MavenBuild.PluginUse plugin, ToolRun run) {
    boolean byConfiguration =
        plugin.configuration().entrySet().stream()
            .anyMatch(
                e ->
                    e.getKey().matches("(.*[./])?(skip|skipTests|skipITs)")
                        && e.getValue().strip().equals("true"));
    boolean byProperty =
        SKIPS.stream()
            .filter(
                s ->
                    run.purpose() == ToolRun.Purpose.TESTS == !s.contains(".skip")
                        || s.startsWith(run.tool())
                        || s.equals("maven.test.skip"))
            .anyMatch(s -> "true".equals(module.properties().get(s)));
    return byConfiguration || byProperty;
  }

  private static boolean hasTests(MavenBuild module, TextTree tree) {
    int slash = module.pom().lastIndexOf('/');
    String folder = slash < 0 ? "" : module.pom().substring(0, slash + 1);
    return tree.paths().stream()
        .anyMatch(p -> p.startsWith(folder + "src/test/") || p.startsWith(folder + "src/it/"));
  }

  /** What exec-maven-plugin and its like start. */
  private static List<ToolRun> commands(
      MavenBuild.PluginUse plugin, List<String> goals, TextTree tree) {
    if (!plugin.name().endsWith(":exec-maven-plugin") || !goals.contains("exec")) {
      return List.of();
    }
    Map<String, StringBuilder> commands = new TreeMap<>();
    Map<String, String> sorted = new TreeMap<>(plugin.configuration());
    sorted.forEach(
        (key, value) -> {
          int at = key.indexOf("executable");
          if (at >= 0) {
            commands.computeIfAbsent(key.substring(0, at), k -> new StringBuilder()).append(value);
          }
        });
    sorted.forEach(
        (key, value) -> {
          int at = key.indexOf("argument");
          int args = key.indexOf("commandlineArgs");
          String prefix = at >= 0 ? key.substring(0, at) : args >= 0 ? key.substring(0, args) : "-";
          StringBuilder command = commands.get(prefix);
          if (command != null) {
            command.append(' ').append(value);
          }
        });
    Place place = plugin.place();
    List<ToolRun> found = new ArrayList<>();
    commands.values().forEach(c -> found.addAll(CiReader.command(tree, c.toString(), place)));
    return found;
  }
}
