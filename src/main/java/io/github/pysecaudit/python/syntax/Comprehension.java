package io.github.pysecaudit.python.syntax;

import java.util.List;
import java.util.function.Consumer;

/**
 * One {@code for … in … if …} of a comprehension.
 *
 * @param target what is bound
 * @param iter what is iterated
 * @param ifs the conditions
 * @param isAsync whether it is {@code async for}
 * @param span the whole clause
 */
public record Comprehension(
    Expression target, Expression iter, List<Expression> ifs, boolean isAsync, Span span)
    implements Node {

  @Override
  public void forEachChild(Consumer<? super Node> action) {
    action.accept(target);
    action.accept(iter);
    ifs.forEach(action);
  }
}
