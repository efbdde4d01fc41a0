package io.github.pysecaudit.python.syntax;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A pattern of a {@code case} clause (PEP 634). */
public sealed interface Pattern extends Node {

  /**
   * A literal or a dotted name, compared by value.
   *
   * @param value what is compared
   * @param span the pattern
   */
  record MatchValue(Expression value, Span span) implements Pattern {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      action.accept(value);
    }
  }

  /**
   * {@code None}, {@code True} or {@code False}, compared by identity.
   *
   * @param value the constant
   * @param span the pattern
   */
  record MatchSingleton(Expression.Constant value, Span span) implements Pattern {
    @Override
    public void forEachChild(Consumer<? super Node> action) {}
  }

  /**
   * {@code [a, b]} or {@code a, b}.
   *
   * @param patterns the elements
   * @param span the pattern
   */
  record MatchSequence(List<Pattern> patterns, Span span) implements Pattern {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      patterns.forEach(action);
    }
  }

  /**
   * {@code {"a": b, **rest}}.
   *
   * @param keys the keys
   * @param patterns the pattern of each key
   * @param rest the name after the stars, if any
   * @param span the pattern
   */
  record MatchMapping(
      List<Expression> keys, List<Pattern> patterns, Optional<String> rest, Span span)
      implements Pattern {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      for (int i = 0; i < keys.size(); i++) {
        action.accept(keys.get(i));
        action.accept(patterns.get(i));
      }
    }
  }

  /**
   * {@code Point(0, y=1)}.
   *
   * @param cls the class
   * @param patterns the positional patterns
   * @param keywordNames the names of the keyword patterns
   * @param keywordPatterns the pattern of each name
   * @param span the pattern
   */
  record MatchClass(
      Expression cls,
      List<Pattern> patterns,
      List<String> keywordNames,
      List<Pattern> keywordPatterns,
      Span span)
      implements Pattern {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      action.accept(cls);
      patterns.forEach(action);
      keywordPatterns.forEach(action);
    }
  }

  /**
   * {@code *rest}.
   *
   * @param name the name; empty for {@code *_}
   * @param span the pattern
   */
  record MatchStar(Optional<String> name, Span span) implements Pattern {
    @Override
    public void forEachChild(Consumer<? super Node> action) {}
  }

  /**
   * {@code x}, {@code pattern as x}, or {@code _}.
   *
   * @param pattern the pattern before {@code as}, if any
   * @param name the name; empty for the wildcard
   * @param span the pattern
   */
  record MatchAs(Optional<Pattern> pattern, Optional<String> name, Span span) implements Pattern {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      pattern.ifPresent(action);
    }
  }

  /**
   * {@code a | b}.
   *
   * @param patterns the alternatives
   * @param span the pattern
   */
  record MatchOr(List<Pattern> patterns, Span span) implements Pattern {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      patterns.forEach(action);
    }
  }
}
