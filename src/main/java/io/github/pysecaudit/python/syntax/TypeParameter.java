package io.github.pysecaudit.python.syntax;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * A type parameter by PEP 695.
 *
 * @param name its name without stars
 * @param kind which of the three kinds
 * @param bound what follows the colon, if anything
 * @param defaultValue its default (PEP 696), if any
 * @param span the whole parameter
 */
public record TypeParameter(
    String name,
    Kind kind,
    Optional<Expression> bound,
    Optional<Expression> defaultValue,
    Span span)
    implements Node {

  /** The three kinds of type parameters. */
  public enum Kind {
    /** {@code T}. */
    TYPE_VAR,
    /** {@code *Ts}. */
    TYPE_VAR_TUPLE,
    /** {@code **P}. */
    PARAM_SPEC
  }

  @Override
  public void forEachChild(Consumer<? super Node> action) {
    bound.ifPresent(action);
    defaultValue.ifPresent(action);
  }
}
