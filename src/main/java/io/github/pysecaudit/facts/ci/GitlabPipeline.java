package io.github.pysecaudit.facts.ci;

import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.facts.text.TextTree;
import io.github.pysecaudit.facts.text.TreePaths;
import io.github.pysecaudit.facts.yaml.Yaml;
import io.github.pysecaudit.facts.yaml.YamlFile;
import io.github.pysecaudit.facts.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A .gitlab-ci.yml with the files of the repository that it includes. */
final class GitlabPipeline {
  static final String FILE = ".gitlab-ci.yml";
  private static final int MAX_FILES = 100;
  private static final int MAX_EXTENDS = 12;
  private static final Set<String> NO_JOBS =
      Set.of(
          "include",
          "stages",
          "variables",
          "default",
          "workflow",
          "image",
          "services",
          "cache",
          "spec",
          "before_script",
          "after_script",
          "pages");

  private record At(String path, Yaml.Entry entry) {}

  private final TextTree tree;
  private final CommandTrail trail;
  private final List<String> problems;
  private final Set<String> read = new LinkedHashSet<>();
  private final Map<String, At> jobs = new LinkedHashMap<>();

  private GitlabPipeline(TextTree tree, CommandTrail trail, List<String> problems) {
    this.tree = tree;
    this.trail = trail;
    this.problems = problems;
  }

  static void follow(TextTree tree, CommandTrail trail, List<String> problems) {
    if (!tree.has(FILE)) {
      return;
    }
    GitlabPipeline pipeline = new GitlabPipeline(tree, trail, problems);
    pipeline.file(FILE);
    pipeline.jobs.forEach((name, job) -> pipeline.job(name, job));
  }

  private void file(String path) {
    if (read.size() >= MAX_FILES || !read.add(path)) {
      return;
    }
    YamlFile file = YamlReader.read(tree.text(path));
    problems.addAll(file.problems());
    for (Yaml document : file.documents()) {
      Optional<Yaml> include = document.at("include");
      include.ifPresent(i -> include(path, i));
      for (Yaml.Entry entry : document.entries()) {
        if (!NO_JOBS.contains(entry.key())) {
          jobs.put(entry.key(), new At(path, entry));
        }
      }
      commands(path, document, List.of(path));
      document.at("default").ifPresent(d -> commands(path, d, List.of(path)));
    }
  }

  private void include(String path, Yaml include) {
    List<Yaml> items = include instanceof Yaml.Mapping ? List.of(include) : include.itemsOrSelf();
    for (Yaml item : items) {
      Place place = Place.line(path, item.line());
      for (String kind : List.of("template", "component")) {
        item.stringAt(kind)
            .ifPresent(t -> trail.use(CiUse.Kind.TEMPLATE, List.of(t), place, List.of(path)));
      }
      Optional<String> local =
          item.stringAt("local").or(item::string).filter(l -> !l.contains("://"));
      local
          .map(l -> l.startsWith("/") ? l.substring(1) : l)
          .ifPresent(l -> local(path, item.line(), l));
    }
  }

  private void local(String path, int line, String pattern) {
    if (pattern.contains("*")) {
      String before = pattern.substring(0, pattern.indexOf('*'));
      String after = pattern.substring(pattern.lastIndexOf('*') + 1);
      tree.paths().stream()
          .filter(p -> p.startsWith(before) && p.endsWith(after))
          .limit(MAX_FILES)
          .forEach(this::file);
      return;
    }
    Optional<String> target = TreePaths.resolve("", pattern).filter(tree::has);
    target.ifPresent(this::file);
    if (target.isEmpty()) {
      problems.add(path + ":" + line + " includes " + pattern + ", which is not there.");
    }
  }

  private void job(String name, At job) {
    boolean off =
        job.entry().value().at("rules").map(Yaml::items).orElse(List.of()).stream()
                .allMatch(r -> r.stringAt("when").filter(w -> w.equals("never")).isPresent())
            && job.entry().value().at("rules").isPresent();
    if (name.startsWith(".") || off) {
      return;
    }
    List<String> step = List.of(job.path() + " job " + name);
    List<At> parts = new ArrayList<>();
    collect(job, parts, new LinkedHashSet<>());
    for (At part : parts) {
      commands(part.path(), part.entry().value(), step);
    }
  }

  /** The job and those that it extends. */
  private void collect(At job, List<At> parts, Set<String> seen) {
    if (parts.size() >= MAX_EXTENDS || !seen.add(job.entry().key())) {
      return;
    }
    parts.add(job);
    job.entry().value().at("extends").map(Yaml::itemsOrSelf).orElse(List.of()).stream()
        .flatMap(e -> e.string().stream())
        .map(jobs::get)
        .filter(java.util.Objects::nonNull)
        .forEach(base -> collect(base, parts, seen));
  }

  private void commands(String path, Yaml holder, List<String> step) {
    holder
        .at("image")
        .flatMap(i -> i.string().or(() -> i.stringAt("name")))
        .ifPresent(
            image ->
                trail.use(
                    CiUse.Kind.IMAGE,
                    List.of(image),
                    Place.line(path, holder.at("image").get().line()),
                    step));
    for (String key : List.of("before_script", "script", "after_script")) {
      holder.at(key).ifPresent(script -> script(path, script, step, 0));
    }
  }

  private void script(String path, Yaml script, List<String> step, int depth) {
    script.string().ifPresent(text -> trail.shell(text, path, Step.textLine(script), "", step));
    if (depth < 8) {
      script.items().forEach(item -> script(path, item, step, depth + 1));
    }
  }
}
