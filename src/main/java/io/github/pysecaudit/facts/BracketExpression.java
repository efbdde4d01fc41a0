package io.github.pysecaudit.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A character class of a gitignore pattern such as {@code [!a-z_]} or {@code [[:digit:]]}.
 *
 * @param accepts the characters it stands for; none for a class that is not closed, as git does it
 * @param end index of the closing bracket
 */
record BracketExpression(IntPredicate accepts, int end) {

  static BracketExpression parse(int[] pattern, int open) {
    int i = open + 1;
    boolean negated = i < pattern.length && (pattern[i] == '!' || pattern[i] == '^');
    if (negated) {
      i++;
    }
    List<IntPredicate> parts = new ArrayList<>();
    boolean first = true;
    while (i < pattern.length && (first || pattern[i] != ']')) {
      first = false;
      int name = posixClassEnd(pattern, i);
      if (name > 0) {
        parts.add(posixClass(new String(pattern, i + 2, name - i - 2)));
        i = name + 2;
        continue;
      }
      i = skipEscape(pattern, i);
      int low = pattern[i++];
      if (i + 1 < pattern.length && pattern[i] == '-' && pattern[i + 1] != ']') {
        int at = skipEscape(pattern, i + 1);
        int high = pattern[at];
        parts.add(c -> low <= c && c <= high);
        i = at + 1;
      } else {
        parts.add(c -> c == low);
      }
    }
    if (i >= pattern.length) {
      return new BracketExpression(c -> false, pattern.length - 1);
    }
    return new BracketExpression(c -> parts.stream().anyMatch(part -> part.test(c)) != negated, i);
  }

  private static int skipEscape(int[] pattern, int i) {
    return pattern[i] == '\\' && i + 1 < pattern.length ? i + 1 : i;
  }

  private static int posixClassEnd(int[] pattern, int i) {
    if (pattern[i] != '[' || i + 1 >= pattern.length || pattern[i + 1] != ':') {
      return -1;
    }
    for (int k = i + 2; k + 1 < pattern.length; k++) {
      if (pattern[k] == ':' && pattern[k + 1] == ']') {
        return k;
      }
    }
    return -1;
  }

  private static IntPredicate posixClass(String name) {
    return switch (name) {
      case "alpha" -> c -> c < 128 && Character.isLetter(c);
      case "digit" -> c -> c >= '0' && c <= '9';
      case "alnum" -> c -> c < 128 && Character.isLetterOrDigit(c);
      case "upper" -> c -> c >= 'A' && c <= 'Z';
      case "lower" -> c -> c >= 'a' && c <= 'z';
      case "space" -> c -> c == ' ' || c >= '\t' && c <= '\r';
      case "blank" -> c -> c == ' ' || c == '\t';
      case "xdigit" -> c -> c < 128 && Character.digit(c, 16) >= 0;
      case "punct" -> c -> c > ' ' && c < 127 && !Character.isLetterOrDigit(c);
      case "print" -> c -> c >= ' ' && c < 127;
      case "graph" -> c -> c > ' ' && c < 127;
      case "cntrl" -> c -> c < ' ' || c == 127;
      default -> c -> false;
    };
  }
}
