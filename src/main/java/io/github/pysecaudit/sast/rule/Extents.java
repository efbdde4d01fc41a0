package io.github.pysecaudit.sast.rule;

import io.github.pysecaudit.python.syntax.ElifClause;
import io.github.pysecaudit.python.syntax.ExceptHandler;
import io.github.pysecaudit.python.syntax.Expression;
import io.github.pysecaudit.python.syntax.MatchCase;
import io.github.pysecaudit.python.syntax.Node;
import io.github.pysecaudit.python.syntax.Statement;
import java.util.List;

/** Computes which lines belong to a statement, or to the header of a compound one. */
final class Extents {
  private Extents() {}

  static Extent of(Statement statement) {
    if (statement instanceof Statement.FunctionDef function) {
      return header(function, firstLine(function), function.body());
    }
    if (statement instanceof Statement.ClassDef type) {
      return header(type, firstLine(type), type.body());
    }
    if (statement instanceof Statement.If condition) {
      return header(condition, condition.line(), condition.body());
    }
    if (statement instanceof Statement.While loop) {
      return header(loop, loop.line(), loop.body());
    }
    if (statement instanceof Statement.For loop) {
      return header(loop, loop.line(), loop.body());
    }
    if (statement instanceof Statement.With with) {
      return header(with, with.line(), with.body());
    }
    if (statement instanceof Statement.Try attempt) {
      return header(attempt, attempt.line(), attempt.body());
    }
    if (statement instanceof Statement.Match match) {
      int line = match.subject().endLine();
      return new Extent(match.line(), line, line);
    }
    if (statement instanceof Statement.Unparsed unparsed && !unparsed.body().isEmpty()) {
      return header(unparsed, unparsed.line(), unparsed.body());
    }
    return new Extent(statement.line(), statement.endLine(), statement.endLine());
  }

  static Extent of(ExceptHandler handler) {
    return header(handler, handler.line(), handler.body());
  }

  static Extent of(ElifClause clause) {
    return header(clause, clause.line(), clause.body());
  }

  static Extent of(MatchCase clause) {
    return header(clause, clause.line(), clause.body());
  }

  private static int firstLine(Node node) {
    List<Expression> decorators = List.of();
    if (node instanceof Statement.FunctionDef function) {
      decorators = function.decorators();
    } else if (node instanceof Statement.ClassDef type) {
      decorators = type.decorators();
    }
    return decorators.isEmpty() ? node.line() : Math.min(decorators.get(0).line(), node.line());
  }

  private static Extent header(Node node, int first, List<Statement> body) {
    int[] last = {node.line()};
    int bodyLine = body.isEmpty() ? node.endLine() : firstLine(body.get(0));
    node.forEachChild(
        child -> {
          if (child.endLine() > last[0] && isBefore(child, body)) {
            last[0] = child.endLine();
          }
        });
    return new Extent(first, last[0], Math.max(last[0], bodyLine - 1));
  }

  /** Header nodes stand before the body, and nothing else does. */
  private static boolean isBefore(Node child, List<Statement> body) {
    if (body.isEmpty()) {
      return true;
    }
    Statement start = body.get(0);
    return child.line() < start.line()
        || child.line() == start.line() && child.span().column() < start.span().column();
  }
}
