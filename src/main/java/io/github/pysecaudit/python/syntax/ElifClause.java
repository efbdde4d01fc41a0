package io.github.pysecaudit.python.syntax;

import java.util.List;
import java.util.function.Consumer;

/**
 * One {@code elif} of an {@link Statement.If}.
 *
 * @param test its condition
 * @param body its statements
 * @param span the whole clause
 */
public record ElifClause(Expression test, List<Statement> body, Span span) implements Node {

  @Override
  public void forEachChild(Consumer<? super Node> action) {
    action.accept(test);
    body.forEach(action);
  }
}
