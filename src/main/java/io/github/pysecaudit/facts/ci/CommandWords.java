package io.github.pysecaudit.facts.ci;

import io.github.pysecaudit.facts.text.TreePaths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes from a command the programs that only start another one. */
final class CommandWords {
  private static final Set<String> RUN_FIRST =
      Set.of(
          "poetry",
          "pdm",
          "pipenv",
          "uv",
          "hatch",
          "rye",
          "pixi",
          "conda",
          "mamba",
          "micromamba",
          "pipx",
          "coverage");
  private static final Set<String> DIRECT = Set.of("uvx", "npx", "sudo", "xargs", "env", "then");
  private static final Set<String> OPTIONS_WITH_VALUE =
      Set.of(
          "--with",
          "--from",
          "--python",
          "-p",
          "--extra",
          "--group",
          "-n",
          "--name",
          "--spec",
          "-u",
          "--package",
          "--project",
          "--directory",
          "--with-requirements",
          "-e",
          "--env");

  private CommandWords() {}

  /** The innermost program with its arguments. */
  static List<String> unwrapped(List<String> command) {
    List<String> words = command;
    for (int round = 0; round < 5; round++) {
      List<String> inner = once(words);
      if (inner.equals(words)) {
        break;
      }
      words = inner;
    }
    return words;
  }

  private static List<String> once(List<String> words) {
    if (words.size() < 2) {
      return words;
    }
    String program = TreePaths.name(words.get(0));
    if (program.matches("python[0-9.]*|py|pypy3?|python\\.exe|\\$PYTHON\\w*|\\$python")) {
      int m = words.indexOf("-m");
      if (m > 0 && m + 1 < words.size()) {
        return words.subList(m + 1, words.size());
      }
      return words.get(1).endsWith(".py") ? words.subList(1, words.size()) : words;
    }
    if (RUN_FIRST.contains(program)) {
      boolean tool = words.get(1).equals("tool") && words.size() > 2 && words.get(2).equals("run");
      if (!tool && !words.get(1).equals("run")) {
        return words;
      }
      if (program.equals("coverage")) {
        int m = words.indexOf("-m");
        return m > 0 && m + 1 < words.size() ? words.subList(m + 1, words.size()) : words;
      }
      return afterOptions(words, tool ? 3 : 2);
    }
    return DIRECT.contains(program) ? afterOptions(words, 1) : words;
  }

  private static List<String> afterOptions(List<String> words, int from) {
    int i = from;
    while (i < words.size()) {
      String word = words.get(i);
      if (OPTIONS_WITH_VALUE.contains(word)) {
        i += 2;
      } else if (word.startsWith("-") || word.matches("[A-Za-z_]\\w*=.*")) {
        i++;
      } else {
        break;
      }
    }
    return i < words.size() ? versionless(words.subList(i, words.size())) : words;
  }

  private static List<String> versionless(List<String> words) {
    List<String> plain = new ArrayList<>(words);
    plain.set(0, words.get(0).replaceFirst("(?<=\\w)(@|==|\\[).*$", ""));
    int colon = plain.get(0).indexOf(':');
    if (colon > 0 && colon + 1 < plain.get(0).length()) {
      plain.set(0, plain.get(0).substring(colon + 1));
    }
    return plain;
  }

  /** The image that {@code docker run} starts, with its arguments. */
  static Optional<List<String>> image(List<String> words) {
    String program = TreePaths.name(words.get(0));
    int run = words.indexOf("run");
    if (!Set.of("docker", "podman", "nerdctl").contains(program) || run < 1) {
      return Optional.empty();
    }
    for (int i = run + 1; i < words.size(); i++) {
      String word = words.get(i);
      if (Set.of(
              "-v",
              "-w",
              "-e",
              "-u",
              "--name",
              "--user",
              "--volume",
              "--workdir",
              "--env",
              "--network",
              "--mount",
              "--platform",
              "--entrypoint",
              "-p")
          .contains(word)) {
        i++;
      } else if (!word.startsWith("-")) {
        return Optional.of(words.subList(i, words.size()));
      }
    }
    return Optional.empty();
  }

  /** The value of an option, given as the next word or after {@code =}. */
  static Optional<String> option(List<String> words, Set<String> names) {
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if (names.contains(word) && i + 1 < words.size()) {
        return Optional.of(words.get(i + 1));
      }
      int equals = word.indexOf('=');
      if (equals > 0 && names.contains(word.substring(0, equals))) {
        return Optional.of(word.substring(equals + 1));
      }
      if (word.length() > 2
          && word.matches("-[a-zA-Z][\\w{].*")
          && names.contains(word.substring(0, 2))) {
        return Optional.of(word.substring(2));
      }
    }
    return Optional.empty();
  }
}
