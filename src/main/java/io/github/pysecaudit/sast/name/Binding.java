package io.github.pysecaudit.sast.name;

import io.github.pysecaudit.python.syntax.Expression;
import java.util.Optional;

/** One way a name gets a value in a scope. */
sealed interface Binding {

  /** By an import; {@code qualified} begins with a dot for a relative one. */
  record Imported(String qualified) implements Binding {}

  /** By assignment of a value that is evaluated in {@code scope}. */
  record Value(Expression value, Scope scope) implements Binding {}

  /** By taking one element after the other out of a container, or a part of it. */
  record Element(Expression container, Scope scope) implements Binding {}

  /** By entering a context manager. */
  record Entered(Expression manager, Scope scope) implements Binding {}

  /** As a parameter, with its default if it has one. */
  record Param(Optional<Expression> defaultValue, Scope outer) implements Binding {}

  /** By something that says nothing: a definition, a handler, a pattern. */
  record Opaque() implements Binding {}
}
