package io.github.pysecaudit.python.syntax;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * A parameter of a function or lambda.
 *
 * @param name its name without stars
 * @param kind how an argument reaches it
 * @param annotation its annotation, if any
 * @param defaultValue its default, if any
 * @param span the name and the annotation, without stars and default (as CPython's {@code arg})
 */
public record Parameter(
    String name,
    Kind kind,
    Optional<Expression> annotation,
    Optional<Expression> defaultValue,
    Span span)
    implements Node {

  /** How an argument reaches a parameter. */
  public enum Kind {
    /** Before a {@code /}. */
    POSITIONAL_ONLY,
    /** By position or by name. */
    REGULAR,
    /** {@code *args}. */
    VAR_POSITIONAL,
    /** After {@code *args} or a bare {@code *}. */
    KEYWORD_ONLY,
    /** {@code **kwargs}. */
    VAR_KEYWORD
  }

  @Override
  public void forEachChild(Consumer<? super Node> action) {
    annotation.ifPresent(action);
    defaultValue.ifPresent(action);
  }
}
