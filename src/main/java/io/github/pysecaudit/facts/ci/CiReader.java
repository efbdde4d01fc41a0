package io.github.pysecaudit.facts.ci;

import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.facts.deploy.Observation;
import io.github.pysecaudit.facts.text.TextTree;
import io.github.pysecaudit.facts.text.TreePaths;
import io.github.pysecaudit.facts.yaml.Yaml;
import io.github.pysecaudit.facts.yaml.YamlFile;
import io.github.pysecaudit.facts.yaml.YamlReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads all CI configuration of a tree. */
public final class CiReader {
  private static final List<String> OTHERS =
      List.of(
          ".circleci/config.yml",
          "azure-pipelines.yml",
          ".azure-pipelines.yml",
          ".travis.yml",
          "bitbucket-pipelines.yml",
          ".cirrus.yml",
          ".buildkite/pipeline.yml",
          "appveyor.yml",
          ".appveyor.yml",
          ".drone.yml",
          ".woodpecker.yml",
          "cloudbuild.yaml",
          ".builds/alpine.yml",
          "Taskfile.yml");
  private static final Set<String> SCRIPT_KEYS =
      Set.of(
          "script",
          "run",
          "command",
          "commands",
          "bash",
          "before_script",
          "after_script",
          "install",
          "before_install",
          "test_script",
          "build_script",
          "inlineScript");
  private static final Pattern JENKINS =
      Pattern.compile(
          "\\bsh\\b\\s*\\(?\\s*(?:script\\s*:\\s*)?(\"\"\"|'''|\"|')(.{1,2000}?)\\1",
          Pattern.DOTALL);
  private static final int MAX_WALK = 20_000;

  private final TextTree tree;
  private final CommandTrail trail;
  private final List<String> problems = new ArrayList<>();
  private final List<Observation> rights = new ArrayList<>();
  private final List<String> files = new ArrayList<>();
  private final Set<String> followed = new HashSet<>();

  private CiReader(TextTree tree) {
    this.tree = tree;
    this.trail = new CommandTrail(tree);
  }

  /** All that CI runs, and with which rights. */
  public static CiFacts read(TextTree tree) {
    CiReader reader = new CiReader(tree);
    reader.github();
    if (tree.has(GitlabPipeline.FILE)) {
      reader.files.add(GitlabPipeline.FILE);
      GitlabPipeline.follow(tree, reader.trail, reader.problems);
    }
    reader.others();
    boolean ruffFindsWeaknesses = new TaskFiles(tree).ruffSelectsSecurity();
    ToolTable table = ToolTable.load();
    CommandTrail tasks = new CommandTrail(tree);
    tasks.everyTask();
    return new CiFacts(
        reader.files,
        table.runs(reader.trail.uses(), ruffFindsWeaknesses),
        table.runs(tasks.uses(), ruffFindsWeaknesses),
        reader.trail.uses(),
        reader.trail.scripts(),
        reader.rights,
        reader.problems);
  }

  /** The known tools that one command of the build runs. */
  public static List<ToolRun> command(TextTree tree, String command, Place place) {
    CommandTrail trail = new CommandTrail(tree);
    trail.shell(command, place.path().orElse(""), place.line().orElse(1), "", List.of());
    return ToolTable.load().runs(trail.uses(), new TaskFiles(tree).ruffSelectsSecurity());
  }

  private void github() {
    for (String path : tree.paths()) {
      if (!Workflow.reads(path)) {
        continue;
      }
      files.add(path);
      YamlFile file = YamlReader.read(tree.text(path));
      problems.addAll(file.problems());
      for (Yaml document : file.documents()) {
        Workflow workflow = Workflow.of(path, document);
        rights.addAll(WorkflowRights.of(workflow));
        if (!workflow.isOnlyCalled()) {
          workflow(workflow, List.of());
        }
      }
    }
  }

  private void workflow(Workflow workflow, List<String> before) {
    if (before.size() > 8 || !followed.add(workflow.path())) {
      return;
    }
    for (Job job : workflow.jobs()) {
      List<String> step = new ArrayList<>(before);
      step.add(workflow.path() + " job " + job.id());
      job.uses().ifPresent(u -> called(u, workflow.path(), job.line(), step));
      job.steps().forEach(s -> step(s, workflow.path(), step));
    }
  }

  private void called(String uses, String path, int line, List<String> step) {
    Optional<String> local = local(uses);
    if (local.isEmpty()) {
      trail.use(CiUse.Kind.ACTION, List.of(uses), Place.line(path, line), step);
      return;
    }
    YamlFile file = YamlReader.read(tree.text(local.get()));
    file.documents().forEach(d -> workflow(Workflow.of(local.get(), d), step));
  }

  private void step(Step step, String path, List<String> before) {
    step.run().ifPresent(run -> trail.shell(run, path, step.runLine(), step.folder(), before));
    if (step.uses().isEmpty()) {
      return;
    }
    String uses = step.uses().get();
    List<String> words = new ArrayList<>(List.of(uses));
    step.with()
        .entries()
        .forEach(e -> e.value().string().ifPresent(v -> words.add(e.key() + "=" + v)));
    Place place = Place.line(path, step.line());
    Optional<String> local = local(uses);
    if (local.isPresent()) {
      composite(local.get(), before);
    } else {
      trail.use(CiUse.Kind.ACTION, words, place, before);
      if (uses.startsWith("pre-commit/action") || uses.startsWith("j178/prek-action")) {
        trail.preCommit(List.of("pre-commit", "run"), place, before);
      }
    }
  }

  private void composite(String path, List<String> before) {
    if (before.size() > 8 || !followed.add(path)) {
      return;
    }
    List<String> longer = new ArrayList<>(before);
    longer.add(path);
    for (Yaml document : YamlReader.read(tree.text(path)).documents()) {
      for (Yaml step : document.at("runs", "steps").map(Yaml::items).orElse(List.of())) {
        if (!Step.isOff(step)) {
          step(Step.of(step, ""), path, longer);
        }
      }
    }
  }

  /** A workflow or action of this repository. */
  private Optional<String> local(String uses) {
    if (!uses.startsWith("./")) {
      return Optional.empty();
    }
    return TreePaths.resolve("", uses)
        .flatMap(
            p ->
                List.of(p, p + "/action.yml", p + "/action.yaml").stream()
                    .filter(tree::has)
                    .findFirst());
  }

  private void others() {
    for (String path : OTHERS) {
      if (tree.has(path)) {
        files.add(path);
        YamlFile file = YamlReader.read(tree.text(path));
        problems.addAll(file.problems());
        file.documents().forEach(d -> walk(path, d, new int[] {MAX_WALK}));
      }
    }
    if (tree.has("Jenkinsfile")) {
      files.add("Jenkinsfile");
      String text = tree.text("Jenkinsfile").content();
      Matcher sh = JENKINS.matcher(text);
      while (sh.find()) {
        int line = (int) text.substring(0, sh.start(2)).lines().count();
        trail.shell(sh.group(2), "Jenkinsfile", Math.max(1, line), "", List.of("Jenkinsfile"));
      }
    }
  }

  private void walk(String path, Yaml value, int[] budget) {
    if (budget[0]-- < 0) {
      return;
    }
    value.items().forEach(item -> walk(path, item, budget));
    for (Yaml.Entry entry : value.entries()) {
      if (SCRIPT_KEYS.contains(entry.key())) {
        commands(path, entry.value());
      }
      walk(path, entry.value(), budget);
    }
  }

  private void commands(String path, Yaml script) {
    for (Yaml item : script.itemsOrSelf()) {
      item.string().ifPresent(t -> trail.shell(t, path, Step.textLine(item), "", List.of(path)));
    }
  }
}
