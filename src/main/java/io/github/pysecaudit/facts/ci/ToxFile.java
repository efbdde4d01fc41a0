package io.github.pysecaudit.facts.ci;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The environments of a tox.ini and the commands each of them runs. */
final class ToxFile {
  private static final Pattern FACTOR = Pattern.compile("^([\\w.{},!-]{1,100}):\\s+(.*)");
  private static final Pattern REFERENCE = Pattern.compile("\\{\\[([^\\]]{1,80})\\]commands\\}");
  private static final int MAX_ENVIRONMENTS = 500;

  private final IniFile ini;

  ToxFile(IniFile ini) {
    this.ini = ini;
  }

  /** The environments that a bare {@code tox} runs. */
  List<String> defaults() {
    Set<String> names = new LinkedHashSet<>();
    for (String key : List.of("envlist", "env_list")) {
      for (IniFile.Line line : lines("tox", key)) {
        names.addAll(expand(line.text()));
      }
    }
    for (String section : List.of("gh-actions", "gh")) {
      for (IniFile.Line line : lines(section, "python")) {
        int colon = Math.max(line.text().indexOf(':'), line.text().indexOf('='));
        names.addAll(expand(line.text().substring(colon + 1)));
      }
    }
    return names.isEmpty() ? List.of("") : List.copyOf(names);
  }

  /** All environments that have a section of their own. */
  List<String> named() {
    return ini.sections().stream()
        .filter(s -> s.startsWith("testenv:"))
        .flatMap(s -> expand(s.substring("testenv:".length())).stream())
        .toList();
  }

  /** The commands of an environment, with what it takes over from {@code [testenv]}. */
  List<IniFile.Line> commands(String environment) {
    Optional<String> own =
        ini.sections().stream()
            .filter(s -> s.startsWith("testenv:"))
            .filter(s -> expand(s.substring("testenv:".length())).contains(environment))
            .findFirst();
    List<IniFile.Line> found = new ArrayList<>();
    for (String key : List.of("commands_pre", "commands", "commands_post")) {
      List<IniFile.Line> lines =
          own.flatMap(s -> ini.value(s, key)).orElseGet(() -> lines("testenv", key));
      for (IniFile.Line line : lines) {
        Matcher reference = REFERENCE.matcher(line.text());
        if (reference.find()) {
          found.addAll(lines(reference.group(1), "commands"));
        } else {
          applies(line, environment).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private List<IniFile.Line> lines(String section, String key) {
    return ini.value(section, key).orElse(List.of());
  }

  /** The line without its factors, if they hold for the environment. */
  private static Optional<IniFile.Line> applies(IniFile.Line line, String environment) {
    Matcher factor = FACTOR.matcher(line.text());
    if (!factor.matches()) {
      return Optional.of(line);
    }
    List<String> factors = List.of(environment.split("-"));
    boolean holds =
        expand(factor.group(1)).stream()
            .anyMatch(
                f ->
                    List.of(f.split("-")).stream()
                        .allMatch(
                            part ->
                                part.startsWith("!")
                                    ? !factors.contains(part.substring(1))
                                    : factors.contains(part)));
    return holds ? Optional.of(new IniFile.Line(factor.group(2), line.number())) : Optional.empty();
  }

  /** Expands {@code py{39,310}-{a,b}}, at most {@value #MAX_ENVIRONMENTS} names. */
  static List<String> expand(String list) {
    List<String> names = new ArrayList<>();
    int depth = 0;
    StringBuilder name = new StringBuilder();
    for (char c : (list + ",").toCharArray()) {
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth <= 0 && (c == ',' || Character.isWhitespace(c))) {
        if (name.length() > 0) {
          braces(name.toString(), names);
          name.setLength(0);
        }
      } else {
        name.append(c);
      }
    }
    return names;
  }

  private static void braces(String name, List<String> names) {
    List<String> open = new ArrayList<>(List.of(name));
    for (int round = 0; round < 6; round++) {
      List<String> next = new ArrayList<>();
      for (String n : open) {
        int from = n.indexOf('{');
        int to = n.indexOf('}', from + 1);
        if (from < 0 || to < 0) {
          next.add(n);
          continue;
        }
        for (String part : n.substring(from + 1, to).split(",", -1)) {
          if (next.size() < MAX_ENVIRONMENTS) {
            next.add(n.substring(0, from) + part.strip() + n.substring(to + 1));
          }
        }
      }
      open = next;
    }
    open.stream().limit(MAX_ENVIRONMENTS).forEach(names::add);
  }
}
