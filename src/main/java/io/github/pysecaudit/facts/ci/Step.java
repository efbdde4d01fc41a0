package io.github.pysecaudit.facts.ci;

import io.github.pysecaudit.facts.yaml.Yaml;
import java.util.Optional;

/**
 * A step of a workflow job or composite action.
 *
 * @param uses the action with its version
 * @param run the shell text
 * @param runLine the line on which the shell text starts
 * @param with the inputs, or an empty mapping
 * @param folder working directory, empty for the root
 * @param line of the step
 */
record Step(
    Optional<String> uses, Optional<String> run, int runLine, Yaml with, String folder, int line) {

  static Step of(Yaml step, String defaultFolder) {
    Optional<Yaml> run = step.at("run");
    return new Step(
        step.stringAt("uses"),
        run.flatMap(Yaml::string),
        run.map(Step::textLine).orElse(step.line()),
        step.at("with").orElse(new Yaml.Mapping(java.util.List.of(), step.line())),
        step.stringAt("working-directory").orElse(defaultFolder),
        step.line());
  }

  /** A block scalar starts on the line after its sign. */
  static int textLine(Yaml scalar) {
    return scalar.line() + (scalar.string().filter(s -> s.contains("\n")).isPresent() ? 1 : 0);
  }

  /** Whether the step never runs. */
  static boolean isOff(Yaml stepOrJob) {
    return stepOrJob
        .stringAt("if")
        .filter(c -> c.strip().matches("false|\\$\\{\\{\\s*false\\s*\\}\\}"))
        .isPresent();
  }
}
