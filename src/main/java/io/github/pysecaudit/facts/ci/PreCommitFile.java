package io.github.pysecaudit.facts.ci;

import io.github.pysecaudit.facts.text.TextTree;
import io.github.pysecaudit.facts.yaml.Yaml;
import io.github.pysecaudit.facts.yaml.YamlFile;
import io.github.pysecaudit.facts.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;

/** The hooks of a .pre-commit-config.yaml. */
final class PreCommitFile {
  static final List<String> NAMES = List.of(".pre-commit-config.yaml", ".pre-commit-config.yml");

  /**
   * A hook.
   *
   * @param repository the address, or {@code local}
   * @param entry what a local hook runs
   * @param arguments its arguments and additional dependencies
   */
  record Hook(
      String path,
      int line,
      String repository,
      String id,
      String entry,
      List<String> arguments,
      boolean isManual) {

    boolean isLocal() {
      return repository.equals("local");
    }

    List<String> words() {
      List<String> words = new ArrayList<>(List.of(id));
      words.addAll(arguments);
      return words;
    }
  }

  private PreCommitFile() {}

  static List<Hook> read(TextTree tree, List<String> problems) {
    List<Hook> hooks = new ArrayList<>();
    for (String path : NAMES) {
      if (!tree.has(path)) {
        continue;
      }
      YamlFile file = YamlReader.read(tree.text(path));
      problems.addAll(file.problems());
      for (Yaml document : file.documents()) {
        for (Yaml repository : document.at("repos").map(Yaml::items).orElse(List.of())) {
          String address = repository.stringAt("repo").orElse("");
          for (Yaml hook : repository.at("hooks").map(Yaml::items).orElse(List.of())) {
            hooks.add(hook(path, address, hook));
          }
        }
      }
    }
    return hooks;
  }

  private static Hook hook(String path, String address, Yaml hook) {
    List<String> arguments = new ArrayList<>();
    for (String key : List.of("args", "additional_dependencies")) {
      hook.at(key)
          .map(Yaml::itemsOrSelf)
          .orElse(List.of())
          .forEach(a -> a.string().ifPresent(arguments::add));
    }
    List<String> stages =
        hook.at("stages").map(Yaml::itemsOrSelf).orElse(List.of()).stream()
            .flatMap(s -> s.string().stream())
            .toList();
    String entry = hook.stringAt("entry").orElse("") + " " + String.join(" ", arguments);
    return new Hook(
        path,
        hook.line(),
        address,
        hook.stringAt("id").orElse(""),
        entry,
        arguments,
        stages.equals(List.of("manual")));
  }
}
