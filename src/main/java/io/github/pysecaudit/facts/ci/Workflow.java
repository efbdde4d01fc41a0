package io.github.pysecaudit.facts.ci;

import io.github.pysecaudit.facts.yaml.Yaml;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A GitHub Actions workflow.
 *
 * @param path of its file
 * @param events the names under {@code on}
 * @param permissions those at the top
 * @param jobs those that are not switched off
 */
record Workflow(String path, Set<String> events, Permissions permissions, List<Job> jobs) {
  private static final Pattern PATH =
      Pattern.compile("\\.(github|gitea|forgejo)/workflows/[^/]+\\.ya?ml");

  static boolean reads(String path) {
    return PATH.matcher(path).matches();
  }

  static Workflow of(String path, Yaml document) {
    Set<String> events = new LinkedHashSet<>();
    document
        .at("on")
        .ifPresent(
            on -> {
              on.itemsOrSelf().forEach(e -> e.string().ifPresent(events::add));
              on.entries().forEach(e -> events.add(e.key()));
            });
    String folder = document.stringAt("defaults", "run", "working-directory").orElse("");
    List<Job> jobs =
        document.at("jobs").map(Yaml::entries).orElse(List.of()).stream()
            .filter(job -> !Step.isOff(job.value()))
            .map(job -> Job.of(job, folder))
            .toList();
    return new Workflow(path, events, Permissions.of(document), jobs);
  }

  /** Whether only another workflow can start it. */
  boolean isOnlyCalled() {
    return events.size() == 1 && events.contains("workflow_call");
  }
}
