package io.github.pysecaudit.facts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * One segment of a file pattern: the text between two slashes, with its wildcards. Matching takes
 * at most pattern times text steps, whatever the pattern.
 */
final class SegmentPattern {
  /** The place of a star among the tokens. */
  private static final IntPredicate STAR = c -> true;

  private final String literal;
  private final IntPredicate[] tokens;
  private final int stars;

  private SegmentPattern(String literal, IntPredicate[] tokens) {
    this.literal = literal;
    this.tokens = tokens;
    this.stars = tokens == null ? 0 : (int) Arrays.stream(tokens).filter(t -> t == STAR).count();
  }

  /** A segment as gitignore writes it: stars, question marks, classes and backslash escapes. */
  static SegmentPattern git(String pattern) {
    if (pattern.chars().noneMatch(c -> "*?[\\".indexOf(c) >= 0)) {
      return new SegmentPattern(pattern, null);
    }
    List<IntPredicate> tokens = new ArrayList<>();
    int[] chars = pattern.codePoints().toArray();
    for (int i = 0; i < chars.length; i++) {
      int c = chars[i];
      if (c == '*') {
        addStar(tokens);
      } else if (c == '?') {
        tokens.add(any -> true);
      } else if (c == '[') {
        BracketExpression bracket = BracketExpression.parse(chars, i);
        tokens.add(bracket.accepts());
        i = bracket.end();
      } else {
        if (c == '\\' && i + 1 < chars.length) {
          c = chars[++i];
        }
        tokens.add(exactly(c));
      }
    }
    return new SegmentPattern(null, tokens.toArray(IntPredicate[]::new));
  }

  /** A segment as Ant writes it: only stars and question marks are special. */
  static SegmentPattern ant(String pattern) {
    if (pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0) {
      return new SegmentPattern(pattern, null);
    }
    List<IntPredicate> tokens = new ArrayList<>();
    pattern
        .codePoints()
        .forEach(
            c -> {
              if (c == '*') {
                addStar(tokens);
              } else {
                tokens.add(c == '?' ? any -> true : exactly(c));
              }
            });
    return new SegmentPattern(null, tokens.toArray(IntPredicate[]::new));
  }

  /** How much memory it takes, in characters of the pattern. */
  int size() {
    return literal != null ? literal.length() : tokens.length;
  }

  /** At most how many steps it takes to match a text of this length. */
  long steps(int length) {
    return literal != null ? 1 : 1L + (long) length * (stars > 1 ? tokens.length : 1);
  }

  boolean matches(String segment) {
    if (literal != null) {
      return literal.equals(segment);
    }
    int[] text = segment.codePoints().toArray();
    int t = 0;
    int p = 0;
    int star = -1;
    int retry = 0;
    while (t < text.length) {
      if (p < tokens.length && tokens[p] == STAR) {
        star = p++;
        retry = t;
      } else if (p < tokens.length && tokens[p].test(text[t])) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++retry;
      } else {
        return false;
      }
    }
    while (p < tokens.length && tokens[p] == STAR) {
      p++;
    }
    return p == tokens.length;
  }

  private static void addStar(List<IntPredicate> tokens) {
    if (tokens.isEmpty() || tokens.get(tokens.size() - 1) != STAR) {
      tokens.add(STAR);
    }
  }

  private static IntPredicate exactly(int wanted) {
    return c -> c == wanted;
  }
}
