package io.github.pysecaudit.python.syntax;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * One imported name.
 *
 * @param name the dotted name as written without blanks; {@code *} for a star import
 * @param asName the name after {@code as}, if any
 * @param span both
 */
public record Alias(String name, Optional<String> asName, Span span) implements Node {

  @Override
  public void forEachChild(Consumer<? super Node> action) {}
}
