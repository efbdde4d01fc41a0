package io.github.pysecaudit.facts.ci;

import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.facts.source.ShellCommand;
import io.github.pysecaudit.facts.source.ShellLexer;
import io.github.pysecaudit.facts.text.TextTree;
import io.github.pysecaudit.facts.text.TreePaths;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows commands to what they run in the end: from a shell line to a script, a make target, a tox
 * environment, a nox session, the hooks of pre-commit. Every step is taken once, so that circles
 * end.
 */
final class CommandTrail {
  private static final int MAX_USES = 5_000;
  private static final int MAX_DEPTH = 16;
  private static final int MAX_FILES = 300;
  private static final Set<String> RUNNERS = Set.of("hatch", "pdm", "rye", "pixi");
  private static final Set<String> SHELLS = Set.of("sh", "bash", "zsh", "dash", "source", ".");

  private final TextTree tree;
  private final List<CiUse> uses = new ArrayList<>();
  private final Set<String> scripts = new LinkedHashSet<>();
  private final Set<String> visited = new HashSet<>();
  private final TaskFiles tasks;

  CommandTrail(TextTree tree) {
    this.tree = tree;
    this.tasks = new TaskFiles(tree);
  }

  List<CiUse> uses() {
    return List.copyOf(uses);
  }

  /** The paths of the scripts that were found to run in CI or in a build. */
  Set<String> scripts() {
    return Set.copyOf(scripts);
  }

  void use(CiUse.Kind kind, List<String> words, Place place, List<String> trail) {
    if (uses.size() < MAX_USES) {
      uses.add(new CiUse(kind, words, place, trail));
    }
  }

  /** Follows every command of a shell text that is written in a file from a line on. */
  void shell(String text, String path, int line, String folder, List<String> trail) {
    if (trail.size() > MAX_DEPTH) {
      return;
    }
    String at = folder;
    for (ShellCommand command : ShellLexer.commands(text, line)) {
      List<String> words = command.program();
      if (words.size() == 2 && words.get(0).equals("cd")) {
        at = TreePaths.resolve(at, words.get(1)).orElse(at);
      }
      run(words, Place.line(path, command.line()), at, trail);
    }
  }

  private void run(List<String> command, Place place, String folder, List<String> trail) {
    if (command.size() > 1 && RUNNERS.contains(TreePaths.name(command.get(0)))) {
      task(command, place, folder, trail);
    }
    List<String> words = CommandWords.unwrapped(command);
    if (words.isEmpty() || trail.size() > MAX_DEPTH || uses.size() >= MAX_USES) {
      return;
    }
    String program = TreePaths.name(words.get(0));
    CommandWords.image(words).ifPresent(image -> use(CiUse.Kind.IMAGE, image, place, trail));
    use(CiUse.Kind.COMMAND, words, place, trail);
    switch (program) {
      case "tox" -> tox(words, place, trail);
      case "nox" -> nox(words, place, trail);
      case "make", "gmake" -> make(words, place, folder, trail);
      case "pre-commit", "prek" -> preCommit(words, place, trail);
      case "mvn", "mvnw", "mvnw.cmd", "mvnd" -> maven(words, place, trail);
      case "poe", "task", "taskipy" -> task(words, place, folder, trail);
      default -> script(words, place, folder, trail);
    }
  }

  /** Follows every task that the project names, as if somebody started each. */
  void everyTask() {
    tasks
        .tox()
        .ifPresent(
            file -> {
              Set<String> environments = new LinkedHashSet<>(file.defaults());
              environments.addAll(file.named());
              Place place = Place.file(tasks.toxPath());
              environments.forEach(
                  e ->
                      tox(
                          e.isEmpty() ? List.of("tox") : List.of("tox", "-e", e),
                          place,
                          List.of()));
            });
    tasks
        .nox()
        .forEach(
            (name, commands) ->
                nox(List.of("nox", "-s", name), Place.file(TaskFiles.NOX), List.of()));
    tasks
        .makefile("")
        .ifPresent(
            file -> {
              for (String name : file.names()) {
                target(file, "", name, Place.file(file.path(name)), List.of());
              }
            });
    for (TaskFiles.Task task : tasks.pyproject()) {
      shell(task.command(), task.path(), task.line(), "", List.of(task.path()));
    }
  }

  private List<String> with(List<String> trail, Place place, String step) {
    List<String> longer = new ArrayList<>(trail);
    longer.add(place + " runs " + step);
    return longer;
  }

  private void tox(List<String> words, Place place, List<String> trail) {
    Optional<ToxFile> file = tasks.tox();
    if (file.isEmpty()) {
      return;
    }
    List<String> environments =
        CommandWords.option(words, Set.of("-e", "--env", "-e="))
            .map(ToxFile::expand)
            .orElseGet(file.get()::defaults);
    if (environments.stream().anyMatch(e -> e.contains("$"))) {
      String around = tree.text(place.path().orElse("")).content();
      environments = file.get().named().stream().filter(around::contains).toList();
    }
    for (String environment : environments) {
      if (visited.add("tox " + environment)) {
        for (IniFile.Line line : file.get().commands(environment)) {
          String step = environment.isEmpty() ? "tox" : "tox -e " + environment;
          shell(
              line.text().replaceFirst("^-\\s+", ""),
              tasks.toxPath(),
              line.number(),
              "",
              with(trail, place, step));
        }
      }
    }
  }

  private void nox(List<String> words, Place place, List<String> trail) {
    Map<String, List<NoxFile.Command>> sessions = tasks.nox();
    Optional<List<String>> chosen =
        CommandWords.option(words, Set.of("-s", "--session", "--sessions", "-e"))
            .map(s -> List.of(s.split("[\\s,]+")));
    sessions.forEach(
        (name, commands) -> {
          boolean meant =
              chosen.isEmpty()
                  || name.isEmpty()
                  || chosen.get().stream()
                      .anyMatch(
                          c -> c.contains("$") || c.split("[-(]")[0].equals(name) || c.equals(name))
                  || words.contains(name);
          if (meant && visited.add("nox " + name)) {
            for (NoxFile.Command command : commands) {
              run(
                  command.words(),
                  Place.line(TaskFiles.NOX, command.line()),
                  "",
                  with(trail, place, "nox -s " + name));
            }
          }
        });
  }

  private void make(List<String> words, Place place, String folder, List<String> trail) {
    String where =
        CommandWords.option(words, Set.of("-C", "--directory"))
            .flatMap(c -> TreePaths.resolve(folder, c))
            .orElse(folder);
    Optional<Makefile> makefile = tasks.makefile(where);
    if (makefile.isEmpty()) {
      return;
    }
    List<String> targets =
        words.stream()
            .skip(1)
            .filter(w -> !w.startsWith("-") && !w.contains("=") && !w.equals(where))
            .toList();
    if (targets.isEmpty()) {
      targets = makefile.get().first().map(List::of).orElse(List.of());
    }
    for (String target : targets) {
      target(makefile.get(), where, target, place, trail);
    }
  }

  private void target(
      Makefile makefile, String folder, String name, Place place, List<String> trail) {
    Optional<Makefile.Target> target = makefile.target(name);
    if (target.isEmpty()
        || trail.size() > MAX_DEPTH
        || !visited.add("make " + folder + " " + name)) {
      return;
    }
    List<String> longer = with(trail, place, "make " + name);
    for (String need : target.get().needs()) {
      target(makefile, folder, need, place, longer);
    }
    for (IniFile.Line line : target.get().recipe()) {
      shell(makefile.expanded(line.text()), target.get().path(), line.number(), folder, longer);
    }
  }

  void preCommit(List<String> words, Place place, List<String> trail) {
    if (words.size() > 1 && !words.contains("run")) {
      return;
    }
    boolean manual = words.contains("manual");
    List<String> named =
        words.stream().skip(1).filter(w -> !w.startsWith("-") && !w.equals("run")).toList();
    for (PreCommitFile.Hook hook : tasks.hooks()) {
      boolean meant =
          named.stream().noneMatch(n -> tasks.hooks().stream().anyMatch(h -> h.id().equals(n)))
              || named.contains(hook.id());
      if (!meant || (hook.isManual() && !manual) || !visited.add("hook " + hook.line())) {
        continue;
      }
      List<String> longer = with(trail, place, "pre-commit");
      Place at = Place.line(hook.path(), hook.line());
      if (hook.isLocal()) {
        shell(hook.entry(), hook.path(), hook.line(), "", longer);
      } else {
        use(CiUse.Kind.HOOK, hook.words(), at, longer);
      }
    }
  }

  private void maven(List<String> words, Place place, List<String> trail) {
    List<String> goals =
        words.stream().skip(1).filter(w -> !w.startsWith("-") && !w.contains("=")).toList();
    if (goals.isEmpty()) {
      goals = tasks.defaultGoal();
    }
    for (String goal : goals) {
      if (goal.contains(":")) {
        use(CiUse.Kind.GOAL, List.of(goal), place, trail);
      }
    }
  }

  private void task(List<String> words, Place place, String folder, List<String> trail) {
    for (String word : words.subList(1, words.size())) {
      String name = word.substring(word.indexOf(':') + 1);
      for (TaskFiles.Task task : tasks.pyproject()) {
        if ((task.name().equals(word) || task.name().equals(name))
            && visited.add("task " + task.name() + " " + task.line() + task.command())) {
          shell(
              task.command(),
              task.path(),
              task.line(),
              folder,
              with(trail, place, String.join(" ", words)));
        }
      }
    }
  }

  private void script(List<String> words, Place place, String folder, List<String> trail) {
    String program = words.get(0);
    boolean shell = SHELLS.contains(TreePaths.name(program));
    if (shell) {
      int c = words.indexOf("-c");
      if (c > 0 && c + 1 < words.size()) {
        shell(
            words.get(c + 1),
            place.path().orElse(""),
            place.line().orElse(1),
            folder,
            with(trail, place, TreePaths.name(program) + " -c"));
        return;
      }
    }
    Optional<String> named =
        shell
            ? words.stream().skip(1).filter(w -> !w.startsWith("-")).findFirst()
            : Optional.of(program);
    named
        .flatMap(n -> find(n, folder))
        .filter(p -> visited.size() < MAX_FILES && visited.add("script " + p))
        .ifPresent(
            path -> {
              scripts.add(path);
              if (!path.endsWith(".py")) {
                shell(tree.text(path).content(), path, 1, folder, with(trail, place, path));
              }
            });
  }

  private Optional<String> find(String name, String folder) {
    if (!name.contains("/") && !name.contains(".")) {
      return Optional.empty();
    }
    return TreePaths.resolve(folder, name)
        .filter(tree::has)
        .or(() -> TreePaths.resolve("", name.replaceFirst("^\\$\\w+/", "")).filter(tree::has));
  }
}
