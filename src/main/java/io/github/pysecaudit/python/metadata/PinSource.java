package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.python.version.ParseException;
import io.github.pysecaudit.python.version.SpecifierSet;
import io.github.pysecaudit.python.version.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The text of a file whose requirements are rewritten, and where in it they are. */
final class PinSource {
  private static final String MARK = "\uFEFF";

  private enum Syntax {
    TOML,
    REQUIREMENTS,
    INI,
    OTHER
  }

  private final String text;
  private final int first;
  private final Syntax syntax;
  private final String fileName;
  private final List<Integer> lines = new ArrayList<>();
  private final Map<Integer, Map<Integer, TomlStrings.Token>> strings = new HashMap<>();

  PinSource(String path, String text) {
    this.text = text;
    this.first = text.startsWith(MARK) ? 1 : 0;
    this.fileName = path.substring(path.lastIndexOf('/') + 1);
    this.syntax = syntax(fileName.toLowerCase(Locale.ROOT));
    lines.add(first);
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (c == '\n' || (c == '\r' && !pair)) {
        lines.add(i + 1);
      }
    }
  }

  private static Syntax syntax(String name) {
    if (name.endsWith(".toml") || name.equals("pipfile")) {
      return Syntax.TOML;
    }
    if (name.equals("setup.cfg")) {
      return Syntax.INI;
    }
    return name.endsWith(".txt") || name.endsWith(".in") ? Syntax.REQUIREMENTS : Syntax.OTHER;
  }

  String text() {
    return text;
  }

  /** The text with these edits, in order; empty if two of them overlap. */
  Optional<String> with(List<PinEdit> edits) {
    StringBuilder result = new StringBuilder(text.length() + 16 * edits.size());
    int done = 0;
    for (PinEdit edit : edits) {
      if (edit.start() < done) {
        return Optional.empty();
      }
      result.append(text, done, edit.start()).append(edit.replacement());
      done = edit.end();
    }
    return Optional.of(result.append(text.substring(done)).toString());
  }

  /** The edit that pins a requirement. */
  PinEdit edit(Dependency dependency, Version version) throws PinRefusal {
    int line = dependency.place().line().orElse(0);
    if (line < 1 || line > lines.size()) {
      throw new PinRefusal("Its line is not known.");
    }
    return switch (syntax) {
      case TOML -> toml(dependency, line, version);
      case REQUIREMENTS, INI -> {
        if (dependency.raw().contains("--hash")) {
          throw new PinRefusal("It has hashes, which belong to a version that is not written.");
        }
        yield requirement(dependency, plain(dependency, line), dependency.raw(), version);
      }
      case OTHER ->
          throw new PinRefusal(
              "Requirements in " + fileName + " are not rewritten: change it by hand.");
    };
  }

  /** The edit of a requirement whose text starts at {@code at}, unescaped up to the marker. */
  private PinEdit requirement(Dependency dependency, int at, String raw, Version version)
      throws PinRefusal {
    VersionPart part =
        VersionPart.of(raw)
            .orElseThrow(
                () -> new PinRefusal("The form of \"" + dependency.raw() + "\" is not known."));
    if (!text.startsWith(raw.substring(0, part.end()), at)) {
      throw new PinRefusal("Its version does not stand on one line, or is written with escapes.");
    }
    checkAllowed(raw.substring(part.start(), part.end()).replaceAll("[()]", ""), version);
    return new PinEdit(at + part.start(), at + part.end(), part.pin(raw, version.toString()));
  }

  /** A pin that the requirement does not allow would be another decision than the one written. */
  private static void checkAllowed(String clauses, Version version) throws PinRefusal {
    try {
      if (!SpecifierSet.parse(clauses).contains(version)) {
        throw new PinRefusal(
            "The version known for it, "
                + version
                + ", is not one that \""
                + clauses
                + "\" allows.");
      }
    } catch (ParseException e) {
      throw new PinRefusal("The clauses \"" + clauses + "\" cannot be read.");
    }
  }

  /** Where a requirement that is not quoted starts. */
  private int plain(Dependency dependency, int line) throws PinRefusal {
    String lead = lead(dependency.raw());
    int column = dependency.place().column().orElse(0);
    int at = lines.get(line - 1) + column - 1;
    if (column > 0 && text.startsWith(lead, at)) {
      return at;
    }
    String content = text.substring(lines.get(line - 1), endOf(line));
    int found = content.indexOf(lead);
    if (found < 0 || content.indexOf(lead, found + 1) >= 0) {
      throw new PinRefusal("It could not be found again on its line.");
    }
    return lines.get(line - 1) + found;
  }

  private static String lead(String raw) {
    return VersionPart.of(raw).map(part -> raw.substring(0, part.end())).orElse(raw);
  }

  private int endOf(int line) {
    return line < lines.size() ? lines.get(line) : text.length();
  }

  private Map<Integer, TomlStrings.Token> stringsOn(int line) {
    Map<Integer, TomlStrings.Token> tokens = new HashMap<>();
    TomlStrings.on(text, lines.get(line - 1), endOf(line))
        .forEach(token -> tokens.put(token.start(), token));
    return tokens;
  }

  private PinEdit toml(Dependency dependency, int line, Version version) throws PinRefusal {
    String raw = dependency.raw();
    Map<Integer, TomlStrings.Token> tokens =
        strings.computeIfAbsent(line, number -> stringsOn(number));
    int column = dependency.place().column().orElse(0);
    Optional<TomlStrings.Token> exact =
        Optional.ofNullable(tokens.get(lines.get(line - 1) + column - 1))
            .filter(token -> token.value().equals(raw));
    List<TomlStrings.Token> same =
        exact.isPresent()
            ? List.of(exact.get())
            : tokens.values().stream().filter(token -> token.value().equals(raw)).toList();
    if (same.size() == 1) {
      return requirement(dependency, same.get(0).start() + 1, raw, version);
    }
    if (!same.isEmpty()) {
      throw new PinRefusal("It stands more than once on its line.");
    }
    boolean table = dependency.field().startsWith("tool.poetry.") || fileName.equals("Pipfile");
    if (!table) {
      throw new PinRefusal("It could not be found again on its line, or is written with escapes.");
    }
    TomlStrings.Token constraint =
        PinTable.constraint(text, lines, line, dependency)
            .orElseThrow(
                () ->
                    new PinRefusal(
                        "No version of its own could be found for it: it has none, or several."));
    PoetryBounds.check(constraint.value(), version);
    return new PinEdit(constraint.start() + 1, constraint.end() - 1, "==" + version);
  }
}
