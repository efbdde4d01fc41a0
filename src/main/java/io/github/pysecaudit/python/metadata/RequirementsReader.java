package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Place;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads requirements and constraints files with everything they include, by the grammar of pip's
 * {@code req_file.py}. The fields are {@code requirement}, {@code editable}, {@code -r}, {@code
 * -c}, {@code option}, and {@code line} for a line whose options pip refuses.
 */
public final class RequirementsReader {
  /** Files that one file may include, directly or not. */
  private static final int MOST_FILES = 500;

  /** Requirements in one file with its includes. */
  private static final int MOST_ENTRIES = 100_000;

  private static final Pattern DEVELOPMENT =
      Pattern.compile(
          "(?i)(^|[-_./])(dev|develop|development|tests?|testing|lint|linting|docs?|documentation"
              + "|ci|typing|mypy|bench|benchmarks?|tools?|local|debug|qa|style|format|release)"
              + "([-_./]|$)");

  private final MetadataFiles files;
  private final String fieldPrefix;
  private final Optional<Scope> forcedScope;
  private final ReadingBuilder found = new ReadingBuilder();
  private final Deque<Pending> pending = new ArrayDeque<>();
  private final Set<String> seen = new HashSet<>();
  private boolean full;

  private record Pending(String path, byte[] content, Optional<Scope> scope, List<String> chain) {}

  private RequirementsReader(MetadataFiles files, String fieldPrefix, Optional<Scope> scope) {
    this.files = files;
    this.fieldPrefix = fieldPrefix;
    this.forcedScope = scope;
  }

  /**
   * Reads a file and what it includes with {@code -r} and {@code -c}. The scope follows from the
   * file's name: {@code constraints*} are constraints, {@code dev}, {@code test}, {@code docs} and
   * the like are development, all others runtime.
   */
  public static MetadataReading read(String path, byte[] content, MetadataFiles files) {
    RequirementsReader reader = new RequirementsReader(files, "", Optional.empty());
    return reader.readAll(path, content);
  }

  /** Reads a file that another one names as the list behind its own {@code field}. */
  static MetadataReading readAs(
      String field, Scope scope, String path, byte[] content, MetadataFiles files) {
    RequirementsReader reader = new RequirementsReader(files, field, Optional.of(scope));
    return reader.readAll(path, content);
  }

  /**
   * Reads a line that stands in another format, such as a list under {@code pip:}, and what it
   * includes.
   *
   * @param field the field, to which {@code .requirement}, {@code .editable} and so on is added
   * @param place where the line is; has a path
   */
  static MetadataReading readLine(
      String field, Scope scope, Place place, String text, MetadataFiles files) {
    RequirementsReader reader = new RequirementsReader(files, field + ".", Optional.of(scope));
    String path = place.path().orElseThrow();
    Pending file = new Pending(path, new byte[0], Optional.of(scope), List.of(path));
    int line = place.line().orElse(1);
    int column = place.column().orElse(1);
    reader.seen.add(path);
    RequirementsLine.forEach(
        text, part -> reader.line(file, new RequirementsLine(line, column, part.text())));
    return reader.drain();
  }

  private MetadataReading readAll(String path, byte[] content) {
    seen.add(path);
    pending.add(new Pending(path, content, forcedScope, List.of(path)));
    return drain();
  }

  private MetadataReading drain() {
    while (!pending.isEmpty()) {
      file(pending.poll());
    }
    return found.reading();
  }

  private void file(Pending file) {
    found.read(file.path());
    FileText.declared(file.path(), file.content(), found::problem)
        .ifPresent(text -> RequirementsLine.forEach(text, line -> line(file, line)));
  }

  private void line(Pending file, RequirementsLine line) {
    Place place = Place.position(file.path(), line.line(), line.column());
    if (full) {
      return;
    }
    if (found.dependencyCount() >= MOST_ENTRIES) {
      full = true;
      found.problem(
          place,
          "More than " + MOST_ENTRIES + " requirements: the rest is not read.",
          PinReason.UNDECODABLE);
      return;
    }
    Scope scope = file.scope().orElseGet(() -> scopeOf(file.path()));
    int options = startOfOptions(line.text());
    String requirement = line.text().substring(0, options).strip();
    try {
      PipOptions parsed = PipOptions.parse(line.text().substring(options));
      if (!requirement.isEmpty()) {
        requirement(file, place, scope, line.text(), requirement, parsed);
      } else if (parsed.first("--editable").isPresent()) {
        PinReading pin = PipRequirement.readEditable(parsed.first("--editable").get());
        found.add(pin, place, field("editable"), line.text(), scope);
      } else if (parsed.first("--requirement").isPresent()) {
        include(file, place, line.text(), parsed.first("--requirement").get(), false);
      } else if (parsed.first("--constraint").isPresent()) {
        include(file, place, line.text(), parsed.first("--constraint").get(), true);
      } else {
        options(place, scope, line.text(), parsed);
      }
    } catch (PipOptions.BadOption e) {
      PinReading pin = PinReading.of(PinReason.UNPARSEABLE, e.getMessage());
      found.add(pin, place, field("line"), line.text(), scope);
    }
  }

  private void requirement(
      Pending file, Place place, Scope scope, String raw, String text, PipOptions options) {
    PinReading pin =
        PipRequirement.read(text, options.all("--hash"), path -> isProject(file.path(), path));
    found.add(pin, place, field("requirement"), raw, scope);
  }

  private boolean isProject(String file, String path) {
    return RelativePath.resolve(file, path)
        .filter(folder -> exists(folder + "/pyproject.toml") || exists(folder + "/setup.py"))
        .isPresent();
  }

  private boolean exists(String path) {
    try {
      return files.read(path).isPresent();
    } catch (UncheckedIOException unreadableButThere) {
      return true;
    }
  }

  private void options(Place place, Scope scope, String raw, PipOptions options) {
    for (String option : options.values().keySet()) {
      found.note(PinReason.OPTION, place, field("option"), raw, scope);
      for (String value : options.all(option)) {
        switch (option) {
          case "--index-url", "--pypi-url" ->
              found.index(new PackageIndex("--index-url", value, false, place));
          case "--extra-index-url", "--find-links" ->
              found.index(new PackageIndex(option, value, true, place));
          default -> {
            // The other options change how pip works, not where it looks.
          }
        }
      }
    }
  }

  private void include(Pending file, Place place, String raw, String target, boolean constraint) {
    Scope scope = file.scope().orElseGet(() -> scopeOf(file.path()));
    PinReason reason = constraint ? PinReason.INCLUDE_CONSTRAINTS : PinReason.INCLUDE_FILE;
    found.note(reason, place, field(constraint ? "-c" : "-r"), raw, scope);
    if (DirectReference.hasScheme(target)) {
      found.problem(
          place,
          "The included file " + target + " is not in the repository; it is not read.",
          reason);
      return;
    }
    Optional<String> path =
        PinReading.hasPlaceholder(target)
            ? Optional.empty()
            : RelativePath.resolve(file.path(), target);
    if (path.isEmpty()) {
      found.problem(
          place,
          "The included file \""
              + target
              + "\" is outside the repository or depends on the"
              + " environment; it is not read.",
          reason);
    } else if (file.chain().contains(path.get())) {
      found.problem(
          place, "The file " + path.get() + " includes itself; pip refuses that.", reason);
    } else if (seen.add(path.get())) {
      follow(file, place, path.get(), constraint);
    }
  }

  private void follow(Pending file, Place place, String path, boolean constraint) {
    if (seen.size() > MOST_FILES) {
      if (!full) {
        full = true;
        found.problem(
            place,
            "More than " + MOST_FILES + " files are included: the rest is not read.",
            PinReason.INCLUDE_FILE);
      }
      return;
    }
    Optional<Scope> scope = constraint ? Optional.of(Scope.CONSTRAINT) : file.scope();
    List<String> chain = new java.util.ArrayList<>(file.chain());
    chain.add(path);
    found
        .follow(path, place, files)
        .ifPresent(content -> pending.add(new Pending(path, content, scope, chain)));
  }

  /** Everything from the first word that starts with a hyphen is options. */
  private static int startOfOptions(String text) {
    if (text.startsWith("-")) {
      return 0;
    }
    int blank = text.indexOf(" -");
    return blank < 0 ? text.length() : blank;
  }

  private String field(String kind) {
    return fieldPrefix.isEmpty() || fieldPrefix.endsWith(".") ? fieldPrefix + kind : fieldPrefix;
  }

  /** What the packages of a file are for, by its name. */
  static Scope scopeOf(String path) {
    String name = RelativePath.fileName(path).toLowerCase(Locale.ROOT);
    if (name.contains("constraint")) {
      return Scope.CONSTRAINT;
    }
    int folder = path.lastIndexOf('/', path.lastIndexOf('/') - 1);
    boolean inRequirements = path.contains("requirements/");
    String relevant = inRequirements ? path.substring(folder + 1) : name;
    return DEVELOPMENT.matcher(relevant).find() ? Scope.DEVELOPMENT : Scope.RUNTIME;
  }
}
