package io.github.pysecaudit.python.syntax;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * One context manager of a {@code with} statement.
 *
 * @param contextExpr the expression
 * @param optionalVars the target after {@code as}, if any
 * @param span both
 */
public record WithItem(Expression contextExpr, Optional<Expression> optionalVars, Span span)
    implements Node {

  @Override
  public void forEachChild(Consumer<? super Node> action) {
    action.accept(contextExpr);
    optionalVars.ifPresent(action);
  }
}
