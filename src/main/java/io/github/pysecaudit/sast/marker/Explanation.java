package io.github.pysecaudit.sast.marker;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells an explanation from a word that only repeats "be silent". */
final class Explanation {
  private static final int LONGEST = 2_000;

  /** Words that say that there is nothing to see, but not why. */
  private static final Set<String> EMPTY =
      Set.of(
          "nosec",
          "noqa",
          "nosemgrep",
          "nosonar",
          "ignore",
          "ignored",
          "ignoring",
          "ok",
          "okay",
          "false",
          "positive",
          "positives",
          "fp",
          "safe",
          "fine",
          "good",
          "reviewed",
          "checked",
          "todo",
          "fixme",
          "xxx",
          "hack",
          "wontfix",
          "issue",
          "issues",
          "problem",
          "warning",
          "warnings",
          "error",
          "errors",
          "alert",
          "finding",
          "security",
          "bandit",
          "semgrep",
          "ruff",
          "flake8",
          "sonar",
          "scanner",
          "linter",
          "lint",
          "check",
          "rule",
          "skip",
          "skipped",
          "suppress",
          "suppressed",
          "suppression",
          "disable",
          "disabled",
          "silence",
          "silenced",
          "accepted",
          "risk",
          "exception",
          "intended",
          "intentional",
          "intentionally",
          "expected",
          "yes",
          "sast",
          "vulnerability",
          "by",
          "design",
          "please",
          "shut",
          "up",
          "quiet",
          "needed",
          "required",
          "necessary",
          "known",
          "approved",
          "nothing",
          "here",
          "see",
          "above",
          "below");

  /** Words that carry no meaning of their own. */
  private static final Set<String> FILLERS =
      Set.of(
          "a", "an", "the", "this", "that", "these", "those", "it", "its", "is", "are", "was", "be",
          "not", "no", "of", "in", "on", "at", "to", "for", "and", "or", "but", "as", "we", "i",
          "so", "do", "does", "just", "really", "very", "all", "any", "with", "has", "have", "can");

  private Explanation() {}

  /** The words of a text in lower case; every other character separates. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    String plain = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    StringBuilder word = new StringBuilder();
    for (int i = 0; i <= plain.length(); i++) {
      char c = i < plain.length() ? plain.charAt(i) : ' ';
      if (Character.isLetterOrDigit(c)) {
        word.append(c);
      } else if (word.length() > 0) {
        words.add(word.toString().toLowerCase(Locale.ROOT));
        word.setLength(0);
      }
    }
    return words;
  }

  /**
   * Does a text explain something? It does with a link, with the number of an issue, or with at
   * least two words of which one is neither empty talk nor a word of the rule itself.
   */
  static boolean explains(String text, Set<String> ruleWords) {
    if (text.contains("https://") || text.contains("http://")) {
      return true;
    }
    int own = 0;
    int ideographs = 0;
    boolean issue = false;
    List<String> words = words(text);
    for (String word : words) {
      if (word.chars().allMatch(Character::isDigit)) {
        issue |= word.length() > 1 && (text.contains("#" + word) || text.contains("-" + word));
      } else if (word.length() > 1
          && !EMPTY.contains(word)
          && !FILLERS.contains(word)
          && !ruleWords.contains(word)) {
        own++;
        ideographs += (int) word.codePoints().filter(Character::isIdeographic).count();
      }
    }
    return issue || ideographs >= 4 || own > 0 && words.size() > 1;
  }
}
