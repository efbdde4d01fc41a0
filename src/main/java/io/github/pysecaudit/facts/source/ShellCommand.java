package io.github.pysecaudit.facts.source;

import java.util.List;
import java.util.Set;

/**
 * One simple command of a shell text.
 *
 * @param words the words without quotes; never empty
 * @param line the line on which it starts, from 1
 */
public record ShellCommand(List<String> words, int line) {
  private static final Set<String> KEYWORDS =
      Set.of(
          "if",
          "then",
          "elif",
          "else",
          "while",
          "until",
          "do",
          "!",
          "time",
          "exec",
          "nohup",
          "command",
          "builtin",
          "{",
          "(",
          "nice",
          "eatmydata",
          "stdbuf",
          "-");
  private static final Set<String> RUNNERS =
      Set.of("timeout", "xvfb-run", "retry", "travis_retry", "env", "arch");

  public ShellCommand {
    words = List.copyOf(words);
  }

  /**
   * The words from the program on: without assignments, keywords and programs that only run the
   * next one. Empty if nothing is left.
   */
  public List<String> program() {
    int i = 0;
    while (i < words.size()) {
      String word = words.get(i);
      boolean assignment = word.matches("[A-Za-z_][A-Za-z0-9_]{0,60}\\+?=.*");
      if (assignment || KEYWORDS.contains(word)) {
        i++;
      } else if (i + 1 < words.size() && RUNNERS.contains(word)) {
        i++;
        while (i < words.size() && words.get(i).matches("-.*|[\\d.]+[smhd]?")) {
          i++;
        }
      } else {
        break;
      }
    }
    return words.subList(i, words.size());
  }

  /** The words as one text. */
  public String text() {
    return String.join(" ", words);
  }
}
