package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Place;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows {@code project.dynamic} to where the lists really are: files that setuptools or hatch
 * name, Poetry's tables, setup.cfg or setup.py beside the file.
 */
final class DynamicFields {
  private static final List<String> HATCH_REQUIREMENTS =
      List.of("tool", "hatch", "metadata", "hooks", "requirements_txt");

  private final TomlDocument document;
  private final MetadataFiles files;
  private final SetupScripts scripts;
  private final ReadingBuilder found;

  DynamicFields(
      TomlDocument document, MetadataFiles files, SetupScripts scripts, ReadingBuilder found) {
    this.document = document;
    this.files = files;
    this.scripts = scripts;
    this.found = found;
  }

  void follow() {
    boolean runtime = setuptools("dependencies", Scope.RUNTIME);
    boolean optional = optionalOfSetuptools();
    runtime |= hatch(HATCH_REQUIREMENTS, "files", "", Scope.RUNTIME);
    optional |= optionalOfHatch();
    for (TomlDocument.Located item : document.strings("project", "dynamic")) {
      boolean resolved =
          switch ((String) item.value()) {
            case "dependencies" -> runtime || fromPoetry() || fromSetup(item.place(), false);
            case "optional-dependencies" ->
                optional || fromPoetry() || fromSetup(item.place(), true);
            default -> true;
          };
      if (!resolved) {
        unresolved(item);
      }
    }
  }

  private void unresolved(TomlDocument.Located item) {
    String field = "project.dynamic[" + item.value() + "]";
    String backend = document.string("build-system", "build-backend").orElse("setuptools");
    Scope scope = item.value().equals("dependencies") ? Scope.RUNTIME : Scope.OPTIONAL;
    found.note(
        PinReason.DYNAMIC_UNRESOLVED, item.place(), field, String.valueOf(item.value()), scope);
    found.problem(
        item.place(),
        "The "
            + item.value()
            + " are computed while the package is built ("
            + backend
            + "); they cannot be read from "
            + document.path()
            + ".",
        PinReason.DYNAMIC_UNRESOLVED);
  }

  private boolean setuptools(String key, Scope scope) {
    return document
        .at("tool", "setuptools", "dynamic", key)
        .map(entry -> files(entry, scope))
        .orElse(false);
  }

  /** Whether every extra names its files; one that does not is still unknown. */
  private boolean optionalOfSetuptools() {
    Optional<TomlDocument.Located> extras =
        document.at("tool", "setuptools", "dynamic", "optional-dependencies");
    boolean all = extras.isPresent();
    for (Map.Entry<String, TomlDocument.Located> extra :
        extras.map(document::entries).orElse(List.of())) {
      all &= files(extra.getValue(), Scope.OPTIONAL);
    }
    return all;
  }

  /** {@code {file = "a.txt"}} or {@code {file = ["a.txt", "b.txt"]}}. */
  private boolean files(TomlDocument.Located entry, Scope scope) {
    List<TomlDocument.Located> names =
        document.entries(entry).stream()
            .filter(key -> key.getKey().equals("file"))
            .flatMap(key -> document.strings(key.getValue()).stream())
            .toList();
    names.forEach(name -> file(entry.field(), scope, name.place(), (String) name.value()));
    return !names.isEmpty();
  }

  private boolean hatch(List<String> table, String key, String suffix, Scope scope) {
    List<String> keys = new ArrayList<>(table);
    keys.add(key);
    Optional<TomlDocument.Located> list = document.at(keys);
    String field = String.join(".", table) + suffix;
    list.ifPresent(
        names ->
            document
                .strings(names)
                .forEach(name -> file(field, scope, name.place(), (String) name.value())));
    return list.isPresent();
  }

  private boolean optionalOfHatch() {
    List<String> table = new ArrayList<>(HATCH_REQUIREMENTS);
    table.add("optional-dependencies");
    Optional<TomlDocument.Located> extras = document.at(table);
    for (Map.Entry<String, TomlDocument.Located> extra :
        extras.map(document::entries).orElse(List.of())) {
      document
          .strings(extra.getValue())
          .forEach(
              name ->
                  file(
                      extra.getValue().field(),
                      Scope.OPTIONAL,
                      name.place(),
                      (String) name.value()));
    }
    return extras.isPresent();
  }

  private void file(String field, Scope scope, Place place, String name) {
    found.include(document.path(), name, place, field, scope, files);
  }

  private boolean fromPoetry() {
    return document.at("tool", "poetry", "dependencies").isPresent()
        && document.string("build-system", "build-backend").orElse("poetry").contains("poetry");
  }

  /** Whether setup.cfg or setup.py beside the file say all about the list. */
  private boolean fromSetup(Place place, boolean optional) {
    String backend = document.string("build-system", "build-backend").orElse("setuptools");
    if (!backend.startsWith("setuptools")) {
      return false;
    }
    String kind = optional ? "extras_require" : "install_requires";
    boolean inConfiguration = false;
    String cfg = RelativePath.sibling(document.path(), "setup.cfg");
    Optional<byte[]> configuration = ifThere(cfg, place);
    if (configuration.isPresent()) {
      MetadataReading reading =
          only(SetupCfgReader.read(cfg, configuration.get(), files), "options." + kind);
      inConfiguration = !reading.dependencies().isEmpty();
      found.addAll(reading);
    }
    String py = RelativePath.sibling(document.path(), "setup.py");
    Optional<byte[]> script = ifThere(py, place);
    if (script.isEmpty()) {
      return inConfiguration;
    }
    MetadataReading reading = only(SetupPyReader.read(py, script.get(), files, scripts), kind);
    found.addAll(reading);
    boolean known = reading.problems().isEmpty();
    return known && (inConfiguration || !reading.dependencies().isEmpty());
  }

  private Optional<byte[]> ifThere(String path, Place place) {
    try {
      return files.read(path);
    } catch (UncheckedIOException unreadable) {
      found.problem(
          place,
          "The file " + path + " cannot be read: " + unreadable.getMessage() + ".",
          PinReason.UNDECODABLE);
      return Optional.empty();
    }
  }

  private static MetadataReading only(MetadataReading reading, String field) {
    return new MetadataReading(
        reading.dependencies().stream().filter(d -> d.field().startsWith(field)).toList(),
        reading.problems(),
        reading.indexes(),
        reading.files());
  }
}
