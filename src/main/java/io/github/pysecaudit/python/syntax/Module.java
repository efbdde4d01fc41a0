package io.github.pysecaudit.python.syntax;

import java.util.List;
import java.util.function.Consumer;

/**
 * A whole file.
 *
 * @param body its statements
 * @param span the whole file
 */
public record Module(List<Statement> body, Span span) implements Node {

  @Override
  public void forEachChild(Consumer<? super Node> action) {
    body.forEach(action);
  }
}
