package io.github.pysecaudit.python.syntax;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * One entry of a dictionary display.
 *
 * @param key its key; empty for {@code **mapping}
 * @param value its value
 * @param span the whole entry
 */
public record DictEntry(Optional<Expression> key, Expression value, Span span) implements Node {

  @Override
  public void forEachChild(Consumer<? super Node> action) {
    key.ifPresent(action);
    action.accept(value);
  }
}
