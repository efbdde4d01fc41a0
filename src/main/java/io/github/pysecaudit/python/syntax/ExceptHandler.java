package io.github.pysecaudit.python.syntax;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One {@code except} or {@code except*} clause.
 *
 * @param type what it catches; empty if it is bare; a tuple also without parentheses (Python 3.14)
 * @param name the name after {@code as}, if any
 * @param body its statements
 * @param span the whole clause
 */
public record ExceptHandler(
    Optional<Expression> type, Optional<String> name, List<Statement> body, Span span)
    implements Node {

  @Override
  public void forEachChild(Consumer<? super Node> action) {
    type.ifPresent(action);
    body.forEach(action);
  }
}
