package io.github.pysecaudit.facts.ci;

import io.github.pysecaudit.facts.yaml.Yaml;
import java.util.List;
import java.util.Optional;

/**
 * A job of a workflow.
 *
 * @param id its key
 * @param permissions its own
 * @param uses the reusable workflow it calls, if it does
 * @param steps those that are not switched off
 * @param line of its key
 */
record Job(String id, Permissions permissions, Optional<String> uses, List<Step> steps, int line) {

  static Job of(Yaml.Entry entry, String defaultFolder) {
    Yaml job = entry.value();
    String folder = job.stringAt("defaults", "run", "working-directory").orElse(defaultFolder);
    List<Step> steps =
        job.at("steps").map(Yaml::items).orElse(List.of()).stream()
            .filter(step -> !Step.isOff(step))
            .map(step -> Step.of(step, folder))
            .toList();
    return new Job(entry.key(), Permissions.of(job), job.stringAt("uses"), steps, entry.line());
  }
}
