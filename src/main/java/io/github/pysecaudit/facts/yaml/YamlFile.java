package io.github.pysecaudit.facts.yaml;

import java.util.List;
import java.util.Objects;

/**
 * What was read of one YAML file.
 *
 * @param path of the file
 * @param documents those that could be read, in order; those before a fault are kept
 * @param problems one sentence each with file and line; empty if all of the file was understood
 */
public record YamlFile(String path, List<Yaml> documents, List<String> problems) {
  public YamlFile {
    Objects.requireNonNull(path, "path");
    documents = List.copyOf(documents);
    problems = List.copyOf(problems);
  }
}
