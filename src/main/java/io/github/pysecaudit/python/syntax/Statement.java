package io.github.pysecaudit.python.syntax;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A statement; the kinds of CPython's {@code ast} under their names. */
public sealed interface Statement extends Node {

  /**
   * A function.
   *
   * @param name its name
   * @param typeParameters its type parameters
   * @param parameters its parameters in order
   * @param body its statements
   * @param decorators its decorators
   * @param returns the annotation of its result, if any
   * @param isAsync whether it is {@code async def}
   * @param span from {@code def} or {@code async}, without the decorators, to the end of the body
   */
  record FunctionDef(
      String name,
      List<TypeParameter> typeParameters,
      List<Parameter> parameters,
      List<Statement> body,
      List<Expression> decorators,
      Optional<Expression> returns,
      boolean isAsync,
      Span span)
      implements Statement {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      decorators.forEach(action);
      typeParameters.forEach(action);
      parameters.forEach(action);
      returns.ifPresent(action);
      body.forEach(action);
    }
  }

  /**
   * A class.
   *
   * @param name its name
   * @param typeParameters its type parameters
   * @param bases its base classes
   * @param keywords its keyword arguments
   * @param body its statements
   * @param decorators its decorators
   * @param span from {@code class}, without the decorators, to the end of the body
   */
  record ClassDef(
      String name,
      List<TypeParameter> typeParameters,
      List<Expression> bases,
      List<Keyword> keywords,
      List<Statement> body,
      List<Expression> decorators,
      Span span)
      implements Statement {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      decorators.forEach(action);
      typeParameters.forEach(action);
      bases.forEach(action);
      keywords.forEach(action);
      body.forEach(action);
    }
  }

  /**
   * {@code return value}.
   *
   * @param value the result, if any
   * @param span the statement
   */
  record Return(Optional<Expression> value, Span span) implements Statement {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      value.ifPresent(action);
    }
  }

  /**
   * {@code del targets}.
   *
   * @param targets what is deleted
   * @param span the statement
   */
  record Delete(List<Expression> targets, Span span) implements Statement {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      targets.forEach(action);
    }
  }

  /**
   * {@code a = b = value}.
   *
   * @param targets the targets from left to right
   * @param value what is assigned
   * @param span the statement
   */
  record Assign(List<Expression> targets, Expression value, Span span) implements Statement {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      targets.forEach(action);
      action.accept(value);
    }
  }

  /**
   * {@code type name = value}.
   *
   * @param name the alias
   * @param typeParameters its type parameters
   * @param value the type
   * @param span the statement
   */
  record TypeAlias(
      Expression.Name name, List<TypeParameter> typeParameters, Expression value, Span span)
      implements Statement {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      action.accept(name);
      typeParameters.forEach(action);
      action.accept(value);
    }
  }

  /**
   * {@code target += value}.
   *
   * @param target what is changed
   * @param op the operator
   * @param value the right side
   * @param span the statement
   */
  record AugAssign(Expression target, Operator op, Expression value, Span span)
      implements Statement {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      action.accept(target);
      action.accept(value);
    }
  }

  /**
   * {@code target: annotation = value}.
   *
   * @param target what is annotated
   * @param annotation the annotation
   * @param value what is assigned, if anything
   * @param span the statement
   */
  record AnnAssign(Expression target, Expression annotation, Optional<Expression> value, Span span)
      implements Statement {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      action.accept(target);
      action.accept(annotation);
      value.ifPresent(action);
    }
  }

  /**
   * {@code for target in iter}.
   *
   * @param target what is bound
   * @param iter what is iterated
   * @param body its statements
   * @param orElse the statements after {@code else}
   * @param isAsync whether it is {@code async for}
   * @param span the statement
   */
  record For(
      Expression target,
      Expression iter,
      List<Statement> body,
      List<Statement> orElse,
      boolean isAsync,
      Span span)
      implements Statement {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      action.accept(target);
      action.accept(iter);
      body.forEach(action);
      orElse.forEach(action);
    }
  }

  /**
   * {@code while test}.
   *
   * @param test the condition
   * @param body its statements
   * @param orElse the statements after {@code else}
   * @param span the statement
   */
  record While(Expression test, List<Statement> body, List<Statement> orElse, Span span)
      implements Statement {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      action.accept(test);
      body.forEach(action);
      orElse.forEach(action);
    }
  }

  /**
   * {@code if test}, with its whole ladder.
   *
   * @param test the condition
   * @param body its statements
   * @param elifs the further conditions of the ladder
   * @param orElse the statements after {@code else}
   * @param span the statement
   */
  record If(
      Expression test,
      List<Statement> body,
      List<ElifClause> elifs,
      List<Statement> orElse,
      Span span)
      implements Statement {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      action.accept(test);
      body.forEach(action);
      elifs.forEach(action);
      orElse.forEach(action);
    }
  }

  /**
   * {@code with items}.
   *
   * @param items the context managers
   * @param body its statements
   * @param isAsync whether it is {@code async with}
   * @param span the statement
   */
  record With(List<WithItem> items, List<Statement> body, boolean isAsync, Span span)
      implements Statement {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      items.forEach(action);
      body.forEach(action);
    }
  }

  /**
   * {@code match subject}.
   *
   * @param subject what is matched
   * @param cases its clauses
   * @param span the statement
   */
  record Match(Expression subject, List<MatchCase> cases, Span span) implements Statement {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      action.accept(subject);
      cases.forEach(action);
    }
  }

  /**
   * {@code raise exc from cause}.
   *
   * @param exc the exception, if given
   * @param cause its cause, if given
   * @param span the statement
   */
  record Raise(Optional<Expression> exc, Optional<Expression> cause, Span span)
      implements Statement {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      exc.ifPresent(action);
      cause.ifPresent(action);
    }
  }

  /**
   * {@code try}.
   *
   * @param body its statements
   * @param handlers the {@code except} clauses
   * @param orElse the statements after {@code else}
   * @param finalBody the statements after {@code finally}
   * @param isStar whether the clauses are {@code except*}
   * @param span the statement
   */
  record Try(
      List<Statement> body,
      List<ExceptHandler> handlers,
      List<Statement> orElse,
      List<Statement> finalBody,
      boolean isStar,
      Span span)
      implements Statement {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      body.forEach(action);
      handlers.forEach(action);
      orElse.forEach(action);
      finalBody.forEach(action);
    }
  }

  /**
   * {@code assert test, msg}.
   *
   * @param test the condition
   * @param msg the message, if given
   * @param span the statement
   */
  record Assert(Expression test, Optional<Expression> msg, Span span) implements Statement {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      action.accept(test);
      msg.ifPresent(action);
    }
  }

  /**
   * {@code import names}.
   *
   * @param names the modules
   * @param span the statement
   */
  record Import(List<Alias> names, Span span) implements Statement {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      names.forEach(action);
    }
  }

  /**
   * {@code from module import names}.
   *
   * @param module the dotted name without leading dots; empty if there is none
   * @param names the names
   * @param level the number of leading dots
   * @param span the statement
   */
  record ImportFrom(Optional<String> module, List<Alias> names, int level, Span span)
      implements Statement {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      names.forEach(action);
    }
  }

  /**
   * {@code global names}.
   *
   * @param names the names
   * @param span the statement
   */
  record Global(List<String> names, Span span) implements Statement {
    @Override
    public void forEachChild(Consumer<? super Node> action) {}
  }

  /**
   * {@code nonlocal names}.
   *
   * @param names the names
   * @param span the statement
   */
  record Nonlocal(List<String> names, Span span) implements Statement {
    @Override
    public void forEachChild(Consumer<? super Node> action) {}
  }

  /**
   * An expression that stands alone, a docstring for instance.
   *
   * @param value the expression
   * @param span the statement
   */
  record Expr(Expression value, Span span) implements Statement {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      action.accept(value);
    }
  }

  /**
   * {@code pass}.
   *
   * @param span the statement
   */
  record Pass(Span span) implements Statement {
    @Override
    public void forEachChild(Consumer<? super Node> action) {}
  }

  /**
   * {@code break}.
   *
   * @param span the statement
   */
  record Break(Span span) implements Statement {
    @Override
    public void forEachChild(Consumer<? super Node> action) {}
  }

  /**
   * {@code continue}.
   *
   * @param span the statement
   */
  record Continue(Span span) implements Statement {
    @Override
    public void forEachChild(Consumer<? super Node> action) {}
  }

  /**
   * A statement, or the header of one, that could not be read; {@link ParsedSource#problems()} says
   * why.
   *
   * @param body the statements of the block below it, which were read nevertheless
   * @param span what was skipped, and the block
   */
  record Unparsed(List<Statement> body, Span span) implements Statement {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      body.forEach(action);
    }
  }
}
