package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.python.metadata.PyprojectReading.BuildSystem;
import io.github.pysecaudit.python.metadata.PyprojectReading.Flag;
import io.github.pysecaudit.python.metadata.PyprojectReading.ProjectTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads from a pyproject.toml what is no dependency but asked for by other requirements. */
final class ProjectFactsReader {
  private static final int DEEPEST = 12;
  private static final int MOST_FLAGS = 2_000;

  private final TomlDocument document;

  ProjectFactsReader(TomlDocument document) {
    this.document = document;
  }

  Optional<BuildSystem> buildSystem() {
    return document
        .at("build-system")
        .map(
            table ->
                new BuildSystem(
                    document.string("build-system", "build-backend"),
                    texts("build-system", "requires"),
                    texts("build-system", "backend-path"),
                    document
                        .at("build-system", "build-backend")
                        .map(TomlDocument.Located::place)
                        .orElse(table.place())));
  }

  Optional<ProjectTable> project() {
    return document
        .at("project")
        .map(table -> fromProject(table))
        .or(() -> document.at("tool", "poetry").map(table -> fromPoetry(table)));
  }

  private ProjectTable fromProject(TomlDocument.Located table) {
    return new ProjectTable(
        document.string("project", "name"),
        document.string("project", "version"),
        document.string("project", "description"),
        document
            .string("project", "license")
            .or(() -> document.string("project", "license", "text")),
        Stream.concat(
                texts("project", "license-files").stream(),
                document.string("project", "license", "file").stream())
            .toList(),
        document.string("project", "readme").or(() -> document.string("project", "readme", "file")),
        urls("project", "urls"),
        texts("project", "dynamic"),
        table.place());
  }

  private ProjectTable fromPoetry(TomlDocument.Located table) {
    Map<String, String> urls = new LinkedHashMap<>();
    for (String key : List.of("homepage", "repository", "documentation")) {
      document.string("tool", "poetry", key).ifPresent(url -> urls.put(key, url));
    }
    urls.putAll(urls("tool", "poetry", "urls"));
    return new ProjectTable(
        document.string("tool", "poetry", "name"),
        document.string("tool", "poetry", "version"),
        document.string("tool", "poetry", "description"),
        document.string("tool", "poetry", "license"),
        List.of(),
        document.string("tool", "poetry", "readme"),
        urls,
        List.of(),
        table.place());
  }

  Map<String, Flag> flags() {
    Map<String, Flag> flags = new LinkedHashMap<>();
    document.at("tool").ifPresent(tool -> collect(tool, 0, flags));
    return flags;
  }

  private void collect(TomlDocument.Located at, int depth, Map<String, Flag> flags) {
    if (depth > DEEPEST || flags.size() >= MOST_FLAGS) {
      return;
    }
    if (at.value() instanceof Boolean flag) {
      flags.put(at.field(), new Flag(flag, at.place()));
    }
    document.entries(at).forEach(entry -> collect(entry.getValue(), depth + 1, flags));
  }

  private Map<String, String> urls(String... keys) {
    Map<String, String> urls = new LinkedHashMap<>();
    document
        .at(keys)
        .map(document::entries)
        .orElse(List.of())
        .forEach(
            entry -> {
              if (entry.getValue().value() instanceof String url) {
                urls.put(entry.getKey(), url);
              }
            });
    return urls;
  }

  private List<String> texts(String... keys) {
    return document.strings(keys).stream().map(item -> (String) item.value()).toList();
  }
}
