package io.github.pysecaudit.python.syntax;

import java.util.function.Consumer;

/**
 * A node of the syntax tree. Names and shapes follow CPython's {@code ast} module, with these
 * differences, each for the sake of those who write rules:
 *
 * <ul>
 *   <li>{@code async} and {@code except*} are flags, not kinds of their own, so that no rule
 *       forgets them;
 *   <li>there is no {@code ctx}: a {@link Expression.Name} on the left of an assignment is known by
 *       its parent;
 *   <li>parameters carry their default ({@link Parameter}), dictionary entries their key;
 *   <li>chains are flat: {@code a + b - c} is one {@link Expression.BinOp} with three operands, an
 *       {@code elif} ladder is one {@link Statement.If};
 *   <li>{@link Statement.Unparsed} stands for what could not be read.
 * </ul>
 *
 * <p>Depth: chains are flat, brackets and blocks are bounded ({@link PythonParser#MAX_DEPTH},
 * {@link PythonParser#MAX_BLOCKS}), so recursion over the tree is safe, with one exception:
 * trailers. {@code a.b.c.d}, {@code f()()()} and {@code x[0][0]} are nested to the left by {@link
 * Expression.Attribute#value()}, {@link Expression.Call#func()} and {@link
 * Expression.Subscript#value()} without any bound, and must be followed by loops, as {@link
 * Expression#dottedName()} and {@link TreeWalk} do.
 *
 * <p>Compare nodes by identity: two nodes of different files may be equal as records.
 */
public sealed interface Node
    permits Module,
        Statement,
        Expression,
        Pattern,
        Parameter,
        TypeParameter,
        Keyword,
        Alias,
        WithItem,
        ExceptHandler,
        ElifClause,
        MatchCase,
        Comprehension,
        DictEntry {

  /** Where the node stands. */
  Span span();

  /** Hands every direct child to {@code action}, in the order of the source. */
  void forEachChild(Consumer<? super Node> action);

  /** First line, counted from 1. */
  default int line() {
    return span().line();
  }

  /** Last line, counted from 1. */
  default int endLine() {
    return span().endLine();
  }
}
