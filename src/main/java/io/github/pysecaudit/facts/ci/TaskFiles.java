package io.github.pysecaudit.facts.ci;

import io.github.pysecaudit.facts.text.Text;
import io.github.pysecaudit.facts.text.TextTree;
import io.github.pysecaudit.python.metadata.TomlLines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** The files in which a project names its tasks, each read when it is first asked for. */
final class TaskFiles {
  static final String NOX = "noxfile.py";
  private static final int MAX_TOML = 1 << 20;
  private static final Pattern DEFAULT_GOAL =
      Pattern.compile("<defaultGoal>\\s*([^<]{1,300}?)\\s*</defaultGoal>");

  /** A named command. */
  record Task(String path, String name, String command, int line) {}

  private final TextTree tree;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Optional<Makefile>> makefiles = new LinkedHashMap<>();
  private Optional<ToxFile> tox;
  private String toxPath = "tox.ini";
  private Map<String, List<NoxFile.Command>> nox;
  private List<PreCommitFile.Hook> hooks;
  private List<Task> pyproject;

  TaskFiles(TextTree tree) {
    this.tree = tree;
  }

  /** The tox configuration, from tox.ini, setup.cfg or the old table of pyproject.toml. */
  Optional<ToxFile> tox() {
    if (tox == null) {
      tox = Optional.empty();
      if (tree.has("tox.ini")) {
        tox = Optional.of(new ToxFile(IniFile.read(tree.text("tox.ini"))));
      } else {
        Optional<String> legacy =
            toml("pyproject.toml").map(t -> t.getString(List.of("tool", "tox", "legacy_tox_ini")));
        if (legacy.isPresent()) {
          toxPath = "pyproject.toml";
          tox = Optional.of(new ToxFile(IniFile.read(Text.of(toxPath, legacy.get()))));
        }
      }
    }
    return tox;
  }

  String toxPath() {
    return toxPath;
  }

  Map<String, List<NoxFile.Command>> nox() {
    if (nox == null) {
      nox = tree.has(NOX) ? NoxFile.sessions(tree.text(NOX)) : Map.of();
    }
    return nox;
  }

  List<PreCommitFile.Hook> hooks() {
    if (hooks == null) {
      hooks = PreCommitFile.read(tree, problems);
    }
    return hooks;
  }

  Optional<Makefile> makefile(String folder) {
    return makefiles.computeIfAbsent(
        folder,
        f ->
            List.of("GNUmakefile", "makefile", "Makefile").stream()
                .map(n -> f.isEmpty() ? n : f + "/" + n)
                .filter(tree::has)
                .findFirst()
                .map(p -> Makefile.read(tree, p)));
  }

  /** The goals that a bare {@code mvn} runs. */
  List<String> defaultGoal() {
    if (!tree.has("pom.xml")) {
      return List.of();
    }
    String pom = tree.text("pom.xml").content().replaceAll("(?s)<!--.{0,20000}?-->", "");
    Matcher goal = DEFAULT_GOAL.matcher(pom);
    return goal.find() ? List.of(goal.group(1).split("\\s+")) : List.of();
  }

  /** The task tables of pyproject.toml: poe, hatch, pdm, taskipy. */
  List<Task> pyproject() {
    if (pyproject == null) {
      pyproject = new ArrayList<>();
      TomlLines lines =
          TomlLines.of(tree.has("pyproject.toml") ? tree.text("pyproject.toml").content() : "");
      Consumer<TomlTable> tasks = table -> tasks(table, lines);
      toml("pyproject.toml")
          .ifPresent(
              toml -> {
                table(toml, List.of("tool", "poe", "tasks")).ifPresent(tasks);
                table(toml, List.of("tool", "pdm", "scripts")).ifPresent(tasks);
                table(toml, List.of("tool", "taskipy", "tasks")).ifPresent(tasks);
                table(toml, List.of("tool", "rye", "scripts")).ifPresent(tasks);
                table(toml, List.of("tool", "pixi", "tasks")).ifPresent(tasks);
                table(toml, List.of("tool", "hatch", "envs"))
                    .ifPresent(
                        envs -> {
                          for (String env : envs.keySet()) {
                            table(envs, List.of(env, "scripts")).ifPresent(tasks);
                          }
                        });
              });
    }
    return pyproject;
  }

  private void tasks(TomlTable tasks, TomlLines lines) {
    for (String name : tasks.keySet()) {
      List<String> key = List.of(name);
      int line =
          tasks.inputPositionOf(key) == null
              ? 1
              : lines.original(tasks.inputPositionOf(key).line());
      commands(tasks.get(key))
          .forEach(c -> pyproject.add(new Task("pyproject.toml", name, c, line)));
    }
  }

  private static List<String> commands(Object value) {
    List<String> found = new ArrayList<>();
    if (value instanceof String text) {
      found.add(text);
    } else if (value instanceof TomlArray array) {
      boolean words = array.size() > 0;
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i) instanceof String text) {
          found.add(text);
        } else if (array.get(i) instanceof TomlTable table) {
          found.addAll(commands(table));
        }
      }
      if (words) {
        found.add(String.join(" ", found));
      }
    } else if (value instanceof TomlTable table) {
      for (String key : List.of("cmd", "shell", "composite", "sequence")) {
        if (table.get(List.of(key)) != null) {
          found.addAll(commands(table.get(List.of(key))));
        }
      }
    }
    return found;
  }

  private static Optional<TomlTable> table(TomlTable parent, List<String> path) {
    Object value = parent.get(path);
    return value instanceof TomlTable table ? Optional.of(table) : Optional.empty();
  }

  /** A small TOML file, or empty if it is missing, too large or not TOML. */
  private Optional<TomlParseResult> toml(String path) {
    if (!tree.has(path)) {
      return Optional.empty();
    }
    String content = tree.text(path).content();
    if (content.length() > MAX_TOML) {
      return Optional.empty();
    }
    TomlParseResult parsed = TomlLines.of(content).parse();
    return parsed.hasErrors() ? Optional.empty() : Optional.of(parsed);
  }

  /** Whether the configuration of ruff selects rules of the security group {@code S}. */
  boolean ruffSelectsSecurity() {
    for (String path : List.of("ruff.toml", ".ruff.toml", "pyproject.toml")) {
      Optional<TomlParseResult> toml = toml(path);
      List<String> root = path.equals("pyproject.toml") ? List.of("tool", "ruff") : List.of();
      for (List<String> at : List.of(root, join(root, "lint"))) {
        for (String key : List.of("select", "extend-select")) {
          Object value = toml.map(t -> t.get(join(at, key))).orElse(null);
          if (value instanceof TomlArray array && selectsSecurity(array)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean selectsSecurity(TomlArray array) {
    for (int i = 0; i < array.size(); i++) {
      if (array.get(i) instanceof String rule && rule.matches("ALL|S[0-9]*")) {
        return true;
      }
    }
    return false;
  }

  private static List<String> join(List<String> path, String key) {
    List<String> longer = new ArrayList<>(path);
    longer.add(key);
    return longer;
  }

  List<String> problems() {
    return List.copyOf(problems);
  }
}
