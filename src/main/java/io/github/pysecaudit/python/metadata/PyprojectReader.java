package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code pyproject.toml}, and the files that hold one of its tables alone: {@code uv.toml},
 * {@code hatch.toml}, {@code pixi.toml}. Which fields declare packages is a table, {@code
 * pyproject-fields.tsv}.
 */
public final class PyprojectReader {
  private PyprojectReader() {}

  /**
   * Reads a {@code pyproject.toml} and the files that its dynamic fields name.
   *
   * @param path repository-relative path of the file
   * @param scripts reads a {@code setup.py} that holds a dynamic list
   */
  public static PyprojectReading read(
      String path, byte[] content, MetadataFiles files, SetupScripts scripts) {
    ReadingBuilder found = new ReadingBuilder();
    found.read(path);
    Optional<TomlDocument> parsed = TomlDocument.parse(path, content, found::problem);
    if (parsed.isEmpty()) {
      return new PyprojectReading(found.reading(), Optional.empty(), Optional.empty(), Map.of());
    }
    TomlDocument document = parsed.get();
    ProjectFactsReader facts = new ProjectFactsReader(document);
    fields(document, "", found);
    python(document, found);
    groupIncludes(document, found);
    indexes(document, found);
    new DynamicFields(document, files, scripts, found).follow();
    return new PyprojectReading(
        found.reading(), facts.buildSystem(), facts.project(), facts.flags());
  }

  /** Reads a {@code uv.toml}: what {@code [tool.uv]} holds, without the prefix. */
  public static MetadataReading readUv(String path, byte[] content) {
    return readTool("tool.uv.", path, content);
  }

  /** Reads a {@code hatch.toml}: what {@code [tool.hatch]} holds, without the prefix. */
  public static MetadataReading readHatch(String path, byte[] content) {
    return readTool("tool.hatch.", path, content);
  }

  /** Reads a {@code pixi.toml}: what {@code [tool.pixi]} holds, without the prefix. */
  public static MetadataReading readPixi(String path, byte[] content) {
    return readTool("tool.pixi.", path, content);
  }

  private static MetadataReading readTool(String prefix, String path, byte[] content) {
    ReadingBuilder found = new ReadingBuilder();
    found.read(path);
    TomlDocument.parse(path, content, found::problem)
        .ifPresent(
            document -> {
              fields(document, prefix, found);
              if (prefix.equals("tool.uv.")) {
                indexesOf(document, List.of(), "", found);
              }
            });
    return found.reading();
  }

  /** The table of a script (PEP 723): {@code dependencies} at the root, and tables of tools. */
  static void script(TomlDocument document, ReadingBuilder found) {
    ProjectContext context = new ProjectContext(document, "tool.uv.");
    FieldReader reader = new FieldReader(document, context, found);
    FieldRule rule = new FieldRule(List.of("dependencies"), FieldRule.Form.STRINGS, Scope.RUNTIME);
    document
        .select(rule.path())
        .forEach(
            field ->
                reader.read(
                    new TomlDocument.Located("script.dependencies", field.value(), field.place()),
                    rule));
    document
        .at("requires-python")
        .ifPresent(
            at ->
                found.note(
                    PinReason.NOT_A_DEPENDENCY,
                    at.place(),
                    "script.requires-python",
                    String.valueOf(at.value()),
                    Scope.RUNTIME));
    fields(document, "", found);
    indexes(document, found);
  }

  /** Every field the table knows; {@code prefix} is what the file leaves out. */
  private static void fields(TomlDocument document, String prefix, ReadingBuilder found) {
    ProjectContext context = new ProjectContext(document, prefix.isEmpty() ? "tool.uv." : "");
    FieldReader reader = new FieldReader(document, context, found);
    int skipped = (int) prefix.chars().filter(c -> c == '.').count();
    for (FieldRule rule : FieldRule.all()) {
      if (String.join(".", rule.path()).startsWith(prefix)) {
        document
            .select(rule.path().subList(skipped, rule.path().size()))
            .forEach(field -> reader.read(field, rule));
      }
    }
  }

  private static void python(TomlDocument document, ReadingBuilder found) {
    document
        .at("project", "requires-python")
        .ifPresent(
            at ->
                found.note(
                    PinReason.NOT_A_DEPENDENCY,
                    at.place(),
                    at.field(),
                    String.valueOf(at.value()),
                    Scope.RUNTIME));
  }

  /** A group that is not there, or that includes itself, makes every installer refuse the file. */
  private static void groupIncludes(TomlDocument document, ReadingBuilder found) {
    Map<String, List<String>> edges = new LinkedHashMap<>();
    Map<String, Place> places = new LinkedHashMap<>();
    List<Map.Entry<String, TomlDocument.Located>> groups =
        document.at("dependency-groups").map(document::entries).orElse(List.of());
    for (Map.Entry<String, TomlDocument.Located> group : groups) {
      String name = normal(group.getKey());
      places.put(name, group.getValue().place());
      List<String> targets = new ArrayList<>();
      for (TomlDocument.Located item : document.items(group.getValue())) {
        FieldReader.includedGroup(item).ifPresent(target -> targets.add(normal(target)));
      }
      edges.put(name, targets);
    }
    edges.forEach(
        (name, targets) ->
            targets.stream()
                .filter(target -> !edges.containsKey(target))
                .forEach(
                    target ->
                        found.problem(
                            places.get(name),
                            "The dependency group \""
                                + name
                                + "\" includes \""
                                + target
                                + "\", which does not exist.",
                            PinReason.INCLUDE_GROUP)));
    GroupCycle.in(edges)
        .ifPresent(
            name ->
                found.problem(
                    places.get(name),
                    "The dependency group \"" + name + "\" includes itself.",
                    PinReason.INCLUDE_GROUP));
  }

  private static String normal(String group) {
    return io.github.pysecaudit.python.version.PackageName.normalize(group);
  }

  private static void indexes(TomlDocument document, ReadingBuilder found) {
    indexesOf(document, List.of("tool", "uv"), "tool.uv.", found);
    for (String tool : List.of("poetry", "pdm")) {
      for (TomlDocument.Located source :
          document.select(List.of("tool", tool, "source", "[]", "url"))) {
        String field = "tool." + tool + ".source";
        found.index(new PackageIndex(field, String.valueOf(source.value()), true, source.place()));
      }
    }
  }

  private static void indexesOf(
      TomlDocument document, List<String> root, String prefix, ReadingBuilder found) {
    for (TomlDocument.Located url : document.select(under(root, "index", "[]", "url"))) {
      found.index(
          new PackageIndex(prefix + "index", String.valueOf(url.value()), true, url.place()));
    }
    for (String key : List.of("extra-index-url", "find-links")) {
      document
          .at(under(root, key))
          .map(document::strings)
          .orElse(List.of())
          .forEach(
              url ->
                  found.index(
                      new PackageIndex(prefix + key, (String) url.value(), true, url.place())));
    }
    document
        .at(under(root, "index-url"))
        .filter(at -> at.value() instanceof String)
        .ifPresent(
            at ->
                found.index(
                    new PackageIndex(
                        prefix + "index-url", (String) at.value(), false, at.place())));
  }

  private static List<String> under(List<String> root, String... keys) {
    List<String> path = new ArrayList<>(root);
    path.addAll(List.of(keys));
    return path;
  }
}
