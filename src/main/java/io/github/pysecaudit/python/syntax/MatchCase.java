package io.github.pysecaudit.python.syntax;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One {@code case} of a {@link Statement.Match}.
 *
 * @param pattern its pattern
 * @param guard the condition after {@code if}, if any
 * @param body its statements
 * @param span the whole clause
 */
public record MatchCase(
    Pattern pattern, Optional<Expression> guard, List<Statement> body, Span span) implements Node {

  @Override
  public void forEachChild(Consumer<? super Node> action) {
    action.accept(pattern);
    guard.ifPresent(action);
    body.forEach(action);
  }
}
