package io.github.pysecaudit.facts.deploy;

import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.facts.text.Text;
import io.github.pysecaudit.facts.text.TextTree;
import io.github.pysecaudit.facts.text.TreePaths;
import io.github.pysecaudit.facts.yaml.Yaml;
import io.github.pysecaudit.facts.yaml.YamlFile;
import io.github.pysecaudit.facts.yaml.YamlReader;
import io.github.pysecaudit.sast.ScanReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Walks a tree once and reads every file that grants, demands or refuses rights. */
public final class DeploymentReader {
  private static final int MAX_FILES_OF_A_KIND = 3_000;
  private static final int MAX_UNSCANNED = 100;
  private static final int SET_ID = 06000;

  private final TextTree tree;
  private final Set<String> buildScripts;
  private final NamedFiles named;
  private final DockerfileReader dockerfiles = new DockerfileReader(BaseImages.load());
  private final List<Observation> observations = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Integer> looked = new TreeMap<>();
  private final Set<String> aside = new TreeSet<>();

  private DeploymentReader(TextTree tree, Set<String> buildScripts) {
    this.tree = tree;
    this.buildScripts = buildScripts;
    this.named = new NamedFiles(tree);
  }

  /**
   * Reads a tree.
   *
   * @param buildScripts scripts that CI runs; what they do is no right of the program
   * @param python the scan of the Python source
   * @param lost files that the walk could not reach, one sentence each
   */
  public static PrivilegeReport read(
      TextTree tree, Set<String> buildScripts, ScanReport python, List<String> lost) {
    DeploymentReader reader = new DeploymentReader(tree, buildScripts);
    reader.problems.addAll(lost);
    reader.python(python);
    for (String path : tree.paths()) {
      reader.file(path);
    }
    reader.observations.sort(
        Comparator.comparing((Observation o) -> o.place().path().orElse(""))
            .thenComparing(o -> o.place().line().orElse(0)));
    return new PrivilegeReport(
        reader.observations, reader.problems, reader.looked, List.copyOf(reader.aside));
  }

  /** Whether a file of this name could grant or demand rights. */
  public static boolean mayMatter(String path) {
    String name = TreePaths.name(path).toLowerCase(Locale.ROOT);
    return DockerfileReader.reads(path)
        || SystemdUnitReader.reads(path)
        || ShellScriptReader.reads(path)
        || name.endsWith(".yml")
        || name.endsWith(".yaml");
  }

  private void python(ScanReport scan) {
    if (scan.files() > 0) {
      looked.put("Python source", scan.files());
    }
    for (Observation o : PythonPrivileges.of(scan)) {
      take(o.place().path().orElse(""), List.of(o));
    }
    scan.unscanned().stream()
        .limit(MAX_UNSCANNED)
        .forEach(
            u ->
                unread(
                    u.place().path().orElse(""),
                    List.of(u.place() + " was not scanned: " + u.reason())));
  }

  private void file(String path) {
    mode(path);
    String name = TreePaths.name(path).toLowerCase(Locale.ROOT);
    if (DockerfileReader.reads(path)) {
      container(path);
    } else if (ComposeReader.reads(path)) {
      if (counts("compose files")) {
        Reading reading = new ComposeReader(tree).read(path);
        unread(path, reading.problems());
        take(path, reading.observations());
      }
    } else if (name.endsWith(".yaml")
        || name.endsWith(".yml")
        || name.endsWith(".json") && tree.text(path).problem().isEmpty()) {
      manifest(path);
    } else if (SystemdUnitReader.reads(path)) {
      text(path, "systemd unit")
          .ifPresent(t -> take(path, SystemdUnitReader.read(t, dropIns(path))));
    } else if (SystemdUnitReader.readsAccounts(path)) {
      text(path, "sysusers file").ifPresent(t -> take(path, SystemdUnitReader.readAccounts(t)));
    } else if (ElevationReader.reads(path)) {
      text(path, "installer file").ifPresent(t -> take(path, ElevationReader.read(t)));
    } else if (ElevationReader.readsInstructions(path)) {
      text(path, "text with instructions")
          .ifPresent(t -> take(path, ElevationReader.readInstructions(t)));
    } else if (name.endsWith(".java")) {
      if (!path.contains("src/test/") && !path.contains("src/it/")) {
        text(path, "Java source").ifPresent(t -> take(path, JavaPrivilegeReader.read(t)));
      }
    } else if (isShell(path, name)) {
      text(path, "shell script").ifPresent(t -> take(path, ShellScriptReader.read(t)));
    }
  }

  private boolean isShell(String path, String name) {
    if (ShellScriptReader.reads(path)) {
      return true;
    }
    boolean candidate = !name.contains(".") && tree.mode(path) > 0 && (tree.mode(path) & 0111) != 0;
    if (!candidate) {
      return false;
    }
    String content = tree.text(path).content();
    String first = content.lines().findFirst().orElse("");
    return first.startsWith("#!")
        && first.matches(
            "#!\\s*\\S{0,60}\\b(ba|da|k|z)?sh\\b.{0,60}|#!\\s*\\S{0,60}env (-S"
                + " )?(ba|da|k|z)?sh\\b.{0,60}");
  }

  private boolean counts(String kind) {
    int now = looked.merge(kind, 1, Integer::sum);
    if (now == MAX_FILES_OF_A_KIND + 1) {
      problems.add(
          "There are more than " + MAX_FILES_OF_A_KIND + " " + kind + "; the rest was not read.");
    }
    return now <= MAX_FILES_OF_A_KIND;
  }

  private Optional<Text> text(String path, String kind) {
    if (!counts(kind)) {
      return Optional.empty();
    }
    Text text = tree.text(path);
    unread(path, text.problem().stream().toList());
    return text.problem().isPresent() ? Optional.empty() : Optional.of(text);
  }

  private void mode(String path) {
    int mode = tree.mode(path);
    if (mode > 0 && (mode & SET_ID) != 0) {
      observations.add(
          new Observation(
              Privilege.SETUID_FILE,
              Weight.EXCESSIVE,
              Place.file(path),
              path,
              String.format(
                  Locale.ROOT,
                  "The file %s has the mode %04o, which is set-id.",
                  path,
                  mode & 07777),
              "Remove the bits with chmod ug-s."));
    }
  }

  private void container(String path) {
    Optional<Text> text = text(path, "container file");
    if (text.isEmpty()) {
      return;
    }
    StringBuilder starts = new StringBuilder();
    for (String script : DockerfileReader.startScripts(text.get())) {
      named.called(script).stream()
          .filter(p -> !p.endsWith(".py"))
          .limit(3)
          .forEach(p -> starts.append(tree.text(p).content()).append('\n'));
    }
    List<Observation> found = dockerfiles.read(text.get(), starts.toString());
    if (DockerfileReader.isForTheBuild(path)) {
      setAside(path, found);
    } else {
      take(path, found);
    }
  }

  private void manifest(String path) {
    Text text = tree.text(path);
    if (text.problem().isPresent()) {
      counts("YAML files");
      unread(path, List.of(text.problem().get()));
      return;
    }
    Optional<String> chart = chart(path);
    boolean values = TreePaths.name(path).matches("values[\\w.-]*\\.ya?ml") && chart.isPresent();
    boolean kubernetes = text.content().contains("apiVersion") && text.content().contains("kind");
    if (values || !kubernetes || path.startsWith(".github/")) {
      return;
    }
    boolean template =
        chart.isPresent() && path.contains("/templates/")
            || path.startsWith("templates/") && chart.isPresent();
    if (!counts("Kubernetes manifests")) {
      return;
    }
    YamlFile file =
        template && text.content().contains("{{")
            ? HelmTemplate.read(text, values(chart.orElse("")))
            : YamlReader.read(text);
    if (KubernetesReader.reads(file) || !file.problems().isEmpty()) {
      unread(path, file.problems());
      take(path, KubernetesReader.read(file));
    }
  }

  /** The folder of the nearest chart above, if there is one. */
  private Optional<String> chart(String path) {
    String folder = TreePaths.folder(path);
    while (true) {
      if (tree.has(folder.isEmpty() ? "Chart.yaml" : folder + "/Chart.yaml")) {
        return Optional.of(folder);
      }
      if (folder.isEmpty()) {
        return Optional.empty();
      }
      folder = TreePaths.folder(folder);
    }
  }

  private Yaml values(String chart) {
    String path = chart.isEmpty() ? "values.yaml" : chart + "/values.yaml";
    List<Yaml> documents =
        tree.has(path) ? YamlReader.read(tree.text(path)).documents() : List.of();
    return documents.isEmpty() ? new Yaml.Mapping(List.of(), 1) : documents.get(0);
  }

  private List<Text> dropIns(String unit) {
    String folder = TreePaths.name(unit).replaceFirst("\\.service.*", ".service") + ".d";
    return named.dropInsIn(folder).stream().limit(20).map(tree::text).toList();
  }

  private void take(String path, List<Observation> found) {
    if (TreePaths.isForTheBuild(path) || buildScripts.contains(path)) {
      setAside(path, found);
    } else if (TreePaths.isAside(path) || isHomeMade(path) || isTemplate(path)) {
      found.forEach(this::doubt);
    } else {
      observations.addAll(found);
    }
  }

  /** Scripts in a folder of scripts may be for developers or for users; only a person can say. */
  private static boolean isHomeMade(String path) {
    boolean inScripts = ("/" + TreePaths.folder(path) + "/").contains("/scripts/");
    String name = TreePaths.name(path).toLowerCase(Locale.ROOT);
    return inScripts
        && ShellScriptReader.reads(path)
        && !name.matches(".*(install|setup|start|entry|run|deploy|launch|service).*");
  }

  /** A container file that some program fills in: what becomes of it is not in the tree. */
  private static boolean isTemplate(String path) {
    return DockerfileReader.reads(path)
        && path.toLowerCase(Locale.ROOT).matches(".*\\.(template|tmpl|tpl|j2|jinja2?|in|preamble)");
  }

  /** What only tests or the build machine read grants the program nothing, broken or not. */
  private void unread(String path, List<String> why) {
    if (!why.isEmpty() && (TreePaths.isForTheBuild(path) || buildScripts.contains(path))) {
      aside.add(path);
    } else {
      problems.addAll(why);
    }
  }

  private void setAside(String path, List<Observation> found) {
    if (found.stream().anyMatch(o -> o.weight() != Weight.GOOD && o.weight() != Weight.NEUTRAL)) {
      aside.add(path);
    }
  }

  private void doubt(Observation observation) {
    switch (observation.weight()) {
      case ADMINISTRATIVE -> observations.add(observation.weighing(Weight.ADMINISTRATIVE_DOUBT));
      case EXCESSIVE -> observations.add(observation.weighing(Weight.DOUBT));
      case ADMINISTRATIVE_DOUBT, DOUBT -> observations.add(observation);
      case GOOD, NEUTRAL -> {
        // an example proves nothing about the program
      }
    }
  }
}
