package io.github.pysecaudit.python.syntax;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * A keyword argument of a call or a class definition.
 *
 * @param name its name; empty for {@code **mapping}
 * @param value its value
 * @param span the whole argument
 */
public record Keyword(Optional<String> name, Expression value, Span span) implements Node {

  @Override
  public void forEachChild(Consumer<? super Node> action) {
    action.accept(value);
  }
}
