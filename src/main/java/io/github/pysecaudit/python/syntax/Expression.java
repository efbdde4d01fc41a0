package io.github.pysecaudit.python.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** An expression; the kinds of CPython's {@code ast} under their names. */
public sealed interface Expression extends Node {

  /**
   * The dotted name this expression is, as {@code os.path.join}, if it consists of names only. Any
   * length, without recursion.
   */
  default Optional<String> dottedName() {
    if (this instanceof Name name) {
      return Optional.of(name.id());
    }
    Deque<String> parts = new ArrayDeque<>();
    Expression rest = this;
    while (rest instanceof Attribute attribute) {
      parts.addFirst(attribute.attr());
      rest = attribute.value();
    }
    if (rest instanceof Name name) {
      parts.addFirst(name.id());
      return Optional.of(String.join(".", parts));
    }
    return Optional.empty();
  }

  /** The decoded text, if this is a string constant (bytes are none). */
  default Optional<String> stringValue() {
    return this instanceof Constant constant && constant.kind() == Constant.Kind.STR
        ? Optional.of(constant.value())
        : Optional.empty();
  }

  /**
   * A variable.
   *
   * @param id its name, normalised as the language demands (NFKC), so that no lookalike of {@code
   *     eval} goes unseen
   * @param span the name
   */
  record Name(String id, Span span) implements Expression {
    @Override
    public void forEachChild(Consumer<? super Node> action) {}
  }

  /**
   * A literal. Adjacent string literals are one constant.
   *
   * @param kind its type
   * @param value for {@code STR} the text with escapes decoded; for {@code BYTES} the bytes, each
   *     as one char from 0 to 255; for numbers the digits as written; for the rest the keyword, or
   *     {@code ...}
   * @param span the literal
   */
  record Constant(Constant.Kind kind, String value, Span span) implements Expression {

    /** The types of literals. */
    public enum Kind {
      STR,
      BYTES,
      INT,
      FLOAT,
      COMPLEX,
      TRUE,
      FALSE,
      NONE,
      ELLIPSIS
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {}
  }

  /**
   * An f-string: string constants and {@link FormattedValue}s.
   *
   * @param values the parts in order
   * @param span the literal with its neighbours, if several were concatenated
   */
  record JoinedStr(List<Expression> values, Span span) implements Expression {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      values.forEach(action);
    }
  }

  /**
   * A replacement field of an f-string.
   *
   * @param value the expression
   * @param conversion {@code s}, {@code r} or {@code a}; empty if there is none
   * @param formatSpec what follows the colon, if anything
   * @param span the field with its braces
   */
  record FormattedValue(
      Expression value, Optional<String> conversion, Optional<JoinedStr> formatSpec, Span span)
      implements Expression {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      action.accept(value);
      formatSpec.ifPresent(action);
    }
  }

  /**
   * A t-string (PEP 750): string constants and {@link Interpolation}s.
   *
   * @param values the parts in order
   * @param span the literal with its neighbours, if several were concatenated
   */
  record TemplateStr(List<Expression> values, Span span) implements Expression {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      values.forEach(action);
    }
  }

  /**
   * A replacement field of a t-string.
   *
   * @param value the expression
   * @param text the expression as written
   * @param conversion {@code s}, {@code r} or {@code a}; empty if there is none
   * @param formatSpec what follows the colon, if anything
   * @param span the field with its braces
   */
  record Interpolation(
      Expression value,
      String text,
      Optional<String> conversion,
      Optional<JoinedStr> formatSpec,
      Span span)
      implements Expression {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      action.accept(value);
      formatSpec.ifPresent(action);
    }
  }

  /**
   * {@code value.attr}. Nested without bound through {@code value}, see {@link Node}; therefore
   * compared by identity.
   *
   * @param value what has the attribute
   * @param attr the name after the dot
   * @param span from the start of {@code value} to the name
   */
  record Attribute(Expression value, String attr, Span span) implements Expression {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      action.accept(value);
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }

    @Override
    public String toString() {
      return "Attribute[attr=" + attr + ", span=" + span + "]";
    }
  }

  /**
   * {@code func(args, keywords)}. Nested without bound through {@code func}, see {@link Node};
   * therefore compared by identity.
   *
   * @param func what is called
   * @param args the positional arguments, with {@link Starred} among them
   * @param keywords the keyword arguments, {@code **mapping} among them
   * @param span from the start of {@code func} to the closing parenthesis
   */
  record Call(Expression func, List<Expression> args, List<Keyword> keywords, Span span)
      implements Expression {

    /** The keyword argument of this name, if it is written out. */
    public Optional<Keyword> keyword(String name) {
      for (Keyword keyword : keywords) {
        if (keyword.name().isPresent() && keyword.name().get().equals(name)) {
          return Optional.of(keyword);
        }
      }
      return Optional.empty();
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
      action.accept(func);
      args.forEach(action);
      keywords.forEach(action);
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }

    @Override
    public String toString() {
      return "Call[span=" + span + "]";
    }
  }

  /**
   * {@code value[slice]}. Nested without bound through {@code value}, see {@link Node}; therefore
   * compared by identity.
   *
   * @param value what is indexed
   * @param slice the index; a {@link TupleExpr} if there are several, {@link Slice} for {@code a:b}
   * @param span from the start of {@code value} to the closing bracket
   */
  record Subscript(Expression value, Expression slice, Span span) implements Expression {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      action.accept(value);
      action.accept(slice);
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }

    @Override
    public String toString() {
      return "Subscript[span=" + span + "]";
    }
  }

  /**
   * {@code lower:upper:step} inside brackets.
   *
   * @param lower the start, if given
   * @param upper the end, if given
   * @param step the step, if given
   * @param span the slice
   */
  record Slice(
      Optional<Expression> lower, Optional<Expression> upper, Optional<Expression> step, Span span)
      implements Expression {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      lower.ifPresent(action);
      upper.ifPresent(action);
      step.ifPresent(action);
    }
  }

  /**
   * A chain of operators of the same precedence: {@code a + b - c} has three operands and two
   * operators and is evaluated from the left, except {@code **}, which is evaluated from the right.
   * {@code a + b * c} is a chain of two whose second operand is a chain of two, and parentheses
   * start a chain of their own.
   *
   * @param operands two or more
   * @param operators one fewer
   * @param span the chain
   */
  record BinOp(List<Expression> operands, List<Operator> operators, Span span)
      implements Expression {

    /** Is this exactly {@code a operator b}? */
    public boolean isPair(Operator operator) {
      return operators.size() == 1 && operators.get(0) == operator;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
      operands.forEach(action);
    }
  }

  /**
   * {@code a and b and c}, {@code a or b}.
   *
   * @param isOr {@code or}, else {@code and}
   * @param values two or more
   * @param span the chain
   */
  record BoolOp(boolean isOr, List<Expression> values, Span span) implements Expression {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      values.forEach(action);
    }
  }

  /**
   * {@code -x}, {@code not x} and so on.
   *
   * @param op the operator
   * @param operand what it applies to
   * @param span both
   */
  record UnaryOp(UnaryOp.Kind op, Expression operand, Span span) implements Expression {

    /** The four unary operators. */
    public enum Kind {
      INVERT,
      NOT,
      U_ADD,
      U_SUB
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
      action.accept(operand);
    }
  }

  /**
   * {@code a < b <= c}.
   *
   * @param left the first operand
   * @param ops the operators
   * @param comparators the operand after each operator
   * @param span the chain
   */
  record Compare(Expression left, List<Compare.Kind> ops, List<Expression> comparators, Span span)
      implements Expression {

    /** The comparison operators. */
    public enum Kind {
      EQ,
      NOT_EQ,
      LT,
      LT_E,
      GT,
      GT_E,
      IS,
      IS_NOT,
      IN,
      NOT_IN
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
      action.accept(left);
      comparators.forEach(action);
    }
  }

  /**
   * {@code body if test else orElse}.
   *
   * @param test the condition
   * @param body the value if it holds
   * @param orElse the value if not
   * @param span the expression
   */
  record IfExp(Expression test, Expression body, Expression orElse, Span span)
      implements Expression {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      action.accept(body);
      action.accept(test);
      action.accept(orElse);
    }
  }

  /**
   * {@code lambda parameters: body}.
   *
   * @param parameters the parameters in order
   * @param body the value
   * @param span the expression
   */
  record Lambda(List<Parameter> parameters, Expression body, Span span) implements Expression {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      parameters.forEach(action);
      action.accept(body);
    }
  }

  /**
   * {@code target := value}.
   *
   * @param target the variable
   * @param value its value
   * @param span both
   */
  record NamedExpr(Name target, Expression value, Span span) implements Expression {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      action.accept(target);
      action.accept(value);
    }
  }

  /**
   * {@code await value}.
   *
   * @param value what is awaited
   * @param span the expression
   */
  record Await(Expression value, Span span) implements Expression {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      action.accept(value);
    }
  }

  /**
   * {@code yield value}.
   *
   * @param value what is yielded, if anything
   * @param span the expression
   */
  record Yield(Optional<Expression> value, Span span) implements Expression {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      value.ifPresent(action);
    }
  }

  /**
   * {@code yield from value}.
   *
   * @param value what is iterated
   * @param span the expression
   */
  record YieldFrom(Expression value, Span span) implements Expression {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      action.accept(value);
    }
  }

  /**
   * {@code *value} among elements, arguments, targets or subscripts.
   *
   * @param value what is unpacked
   * @param span with the star
   */
  record Starred(Expression value, Span span) implements Expression {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      action.accept(value);
    }
  }

  /**
   * A tuple, with or without parentheses.
   *
   * @param elts its elements
   * @param span the tuple with its parentheses, if it has them
   */
  record TupleExpr(List<Expression> elts, Span span) implements Expression {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      elts.forEach(action);
    }
  }

  /**
   * {@code [a, b]}.
   *
   * @param elts its elements
   * @param span with the brackets
   */
  record ListExpr(List<Expression> elts, Span span) implements Expression {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      elts.forEach(action);
    }
  }

  /**
   * <code>{a, b}</code>.
   *
   * @param elts its elements
   * @param span with the braces
   */
  record SetExpr(List<Expression> elts, Span span) implements Expression {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      elts.forEach(action);
    }
  }

  /**
   * <code>{a: b, **c}</code>.
   *
   * @param entries its entries
   * @param span with the braces
   */
  record DictExpr(List<DictEntry> entries, Span span) implements Expression {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      entries.forEach(action);
    }
  }

  /**
   * {@code [elt for … in …]}.
   *
   * @param elt the element
   * @param generators the clauses
   * @param span with the brackets
   */
  record ListComp(Expression elt, List<Comprehension> generators, Span span) implements Expression {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      action.accept(elt);
      generators.forEach(action);
    }
  }

  /**
   * <code>{elt for … in …}</code>.
   *
   * @param elt the element
   * @param generators the clauses
   * @param span with the braces
   */
  record SetComp(Expression elt, List<Comprehension> generators, Span span) implements Expression {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      action.accept(elt);
      generators.forEach(action);
    }
  }

  /**
   * <code>{key: value for … in …}</code>.
   *
   * @param key the key
   * @param value the value
   * @param generators the clauses
   * @param span with the braces
   */
  record DictComp(Expression key, Expression value, List<Comprehension> generators, Span span)
      implements Expression {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      action.accept(key);
      action.accept(value);
      generators.forEach(action);
    }
  }

  /**
   * {@code (elt for … in …)}.
   *
   * @param elt the element
   * @param generators the clauses
   * @param span with the parentheses, also those of a call whose only argument it is
   */
  record GeneratorExp(Expression elt, List<Comprehension> generators, Span span)
      implements Expression {
    @Override
    public void forEachChild(Consumer<? super Node> action) {
      action.accept(elt);
      generators.forEach(action);
    }
  }
}
