package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Place;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the requirements that a {@code setup.py} passes to {@code setup()}, without running it.
 * What only running it would tell is {@code DYNAMIC_UNRESOLVED}, with a problem.
 */
public final class SetupPyReader {
  private static final Map<String, Scope> LISTS =
      Map.of(
          "install_requires", Scope.RUNTIME,
          "setup_requires", Scope.BUILD,
          "tests_require", Scope.DEVELOPMENT);

  private final String path;
  private final MetadataFiles files;
  private final ReadingBuilder found = new ReadingBuilder();

  private SetupPyReader(String path, MetadataFiles files) {
    this.path = path;
    this.files = files;
  }

  /** Reads a script, and the requirement files whose lines it passes on. */
  public static MetadataReading read(
      String path, byte[] content, MetadataFiles files, SetupScripts scripts) {
    SetupPyReader reader = new SetupPyReader(path, files);
    reader.found.read(path);
    Optional<StaticSetup> setup = scripts.read(path, content);
    if (setup.isEmpty()) {
      reader.found.problem(
          Place.file(path),
          "The script " + path + " was not read; a person has to look at its requirements.",
          PinReason.DYNAMIC_UNRESOLVED);
    } else {
      reader.setup(setup.get());
    }
    return reader.found.reading();
  }

  private void setup(StaticSetup setup) {
    setup
        .failure()
        .ifPresent(
            failure ->
                found.problem(
                    Place.file(path),
                    "The script " + path + " cannot be read: " + failure,
                    PinReason.DYNAMIC_UNRESOLVED));
    for (StaticSetup.Call call : setup.calls()) {
      call(call);
    }
  }

  private void call(StaticSetup.Call call) {
    call.arguments().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            argument -> {
              String name = argument.getKey();
              if (LISTS.containsKey(name)) {
                value(name, LISTS.get(name), argument.getValue());
              } else if (name.equals("extras_require")) {
                extras(argument.getValue());
              } else if (name.equals("python_requires")
                  && argument.getValue() instanceof StaticSetup.Text text) {
                found.note(
                    PinReason.NOT_A_DEPENDENCY, place(text), name, text.text(), Scope.RUNTIME);
              } else if (name.equals("requires")) {
                legacy(argument.getValue());
              } else if (name.equals("dependency_links")) {
                links(argument.getValue());
              }
            });
    if (!call.complete()) {
      found.problem(
          Place.line(path, call.line()),
          "setup() in " + path + " takes further arguments that only running it would tell.",
          PinReason.DYNAMIC_UNRESOLVED);
    }
  }

  private void extras(StaticSetup.Value value) {
    if (value instanceof StaticSetup.Mapping mapping) {
      mapping
          .entries()
          .forEach((extra, list) -> value("extras_require." + extra, Scope.OPTIONAL, list));
    } else {
      unresolved("extras_require", Scope.OPTIONAL, value);
    }
  }

  private void value(String field, Scope scope, StaticSetup.Value value) {
    if (value instanceof StaticSetup.Text text) {
      // setuptools takes one text for the lines of a list.
      RequirementsLine.forEach(text.text(), line -> add(field, scope, place(value), line.text()));
    } else if (value instanceof StaticSetup.Sequence sequence) {
      sequence.items().forEach(item -> value(field, scope, item));
    } else if (value instanceof StaticSetup.FileLines lines) {
      file(field, scope, lines);
    } else {
      unresolved(field, scope, value);
    }
  }

  private void add(String field, Scope scope, Place place, String text) {
    found.add(PinReading.ofRequirement(text), place, field, text, scope);
  }

  private void file(String field, Scope scope, StaticSetup.FileLines lines) {
    found.note(PinReason.DYNAMIC_FILE, place(lines), field, lines.file(), scope);
    Optional<String> target = RelativePath.resolve(path, lines.file());
    if (target.isEmpty()) {
      found.problem(
          place(lines),
          "The file \"" + lines.file() + "\" that " + field + " reads is outside the repository.",
          PinReason.DYNAMIC_UNRESOLVED);
      return;
    }
    found.includeResolved(target.get(), place(lines), field, scope, files);
  }

  /** The list of distutils, which no installer follows (PEP 314). */
  private void legacy(StaticSetup.Value value) {
    if (value instanceof StaticSetup.Sequence sequence) {
      sequence.items().forEach(this::legacy);
    } else if (value instanceof StaticSetup.Text text) {
      found.note(PinReason.LEGACY_REQUIRES, place(value), "requires", text.text(), Scope.RUNTIME);
    }
  }

  private void links(StaticSetup.Value value) {
    if (value instanceof StaticSetup.Sequence sequence) {
      sequence.items().forEach(this::links);
    } else if (value instanceof StaticSetup.Text text) {
      found.index(new PackageIndex("dependency_links", text.text(), true, place(value)));
    }
  }

  private void unresolved(String field, Scope scope, StaticSetup.Value value) {
    String why = value instanceof StaticSetup.Unknown unknown ? unknown.why() : "it is no list";
    found.note(PinReason.DYNAMIC_UNRESOLVED, place(value), field, why, scope);
    found.problem(
        place(value),
        "The value of "
            + field
            + " in "
            + path
            + " cannot be told without running the script: "
            + why
            + ".",
        PinReason.DYNAMIC_UNRESOLVED);
  }

  private Place place(StaticSetup.Value value) {
    return Place.position(path, value.line(), value.column());
  }
}
