package io.github.pysecaudit.python.syntax;

import static io.github.pysecaudit.python.syntax.TokenCursor.freeze;
import static io.github.pysecaudit.python.syntax.TokenKind.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the statements that fit on a line and may be joined with semicolons. */
final class SimpleStatementParser {

  private final TokenCursor in;
  private final ExpressionParser expressions;

  SimpleStatementParser(TokenCursor in, ExpressionParser expressions) {
    this.in = in;
    this.expressions = expressions;
  }

  /** Adds the statements up to the end of the line, and steps over it. */
  void line(List<Statement> body) {
    do {
      body.add(statement());
    } while (in.accept(SEMI) && in.kind() != NEWLINE);
    if (!in.accept(NEWLINE)) {
      throw in.unexpected();
    }
  }

  private Statement statement() {
    int start = in.at;
    switch (in.kind()) {
      case IMPORT -> {
        return importNames();
      }
      case FROM -> {
        return importFrom();
      }
      case RETURN -> {
        in.at++;
        Optional<Expression> value =
            expressions.atExpression() ? Optional.of(expressions.expressions()) : Optional.empty();
        return new Statement.Return(value, in.spanFrom(start));
      }
      case RAISE -> {
        return raise();
      }
      case PASS -> {
        in.at++;
        return new Statement.Pass(in.spanFrom(start));
      }
      case BREAK -> {
        in.at++;
        return new Statement.Break(in.spanFrom(start));
      }
      case CONTINUE -> {
        in.at++;
        return new Statement.Continue(in.spanFrom(start));
      }
      case ASSERT -> {
        return assertion();
      }
      case DEL -> {
        return delete();
      }
      case GLOBAL -> {
        List<String> names = names();
        return new Statement.Global(names, in.spanFrom(start));
      }
      case NONLOCAL -> {
        List<String> names = names();
        return new Statement.Nonlocal(names, in.spanFrom(start));
      }
      default -> {
        return isTypeAlias() ? typeAlias() : expressionStatement();
      }
    }
  }

  // ---- imports

  private Statement importNames() {
    int start = in.at++;
    List<Alias> names = new ArrayList<>(2);
    do {
      int alias = in.at;
      String name = dottedName();
      names.add(new Alias(name, asName(), in.spanFrom(alias)));
    } while (in.accept(COMMA));
    return new Statement.Import(freeze(names), in.spanFrom(start));
  }

  private String dottedName() {
    String first = in.name();
    if (in.kind() != DOT) {
      return first;
    }
    StringBuilder name = new StringBuilder(first);
    while (in.accept(DOT)) {
      name.append('.').append(in.name());
    }
    return name.toString();
  }

  private Optional<String> asName() {
    return in.accept(AS) ? Optional.of(in.name()) : Optional.empty();
  }

  private Statement importFrom() {
    int start = in.at++;
    int level = 0;
    for (; in.kind() == DOT || in.kind() == ELLIPSIS; in.at++) {
      level += in.kind() == DOT ? 1 : 3;
    }
    Optional<String> module =
        level > 0 && in.kind() == IMPORT ? Optional.empty() : Optional.of(dottedName());
    in.expect(IMPORT, "import");
    List<Alias> names = importedNames();
    return new Statement.ImportFrom(module, names, level, in.spanFrom(start));
  }

  private List<Alias> importedNames() {
    int start = in.at;
    if (in.accept(STAR)) {
      return List.of(new Alias("*", Optional.empty(), in.spanFrom(start)));
    }
    boolean parentheses = in.accept(LPAR);
    List<Alias> names = new ArrayList<>(4);
    do {
      int alias = in.at;
      String name = in.name();
      names.add(new Alias(name, asName(), in.spanFrom(alias)));
    } while (in.accept(COMMA) && !(parentheses && in.kind() == RPAR));
    if (parentheses) {
      in.expect(RPAR, ")");
    }
    return freeze(names);
  }

  // ---- statements with a keyword

  private Statement raise() {
    int start = in.at++;
    Optional<Expression> exc = Optional.empty();
    Optional<Expression> cause = Optional.empty();
    if (expressions.atExpression()) {
      exc = Optional.of(expressions.expression());
      cause = in.accept(FROM) ? Optional.of(expressions.expression()) : Optional.empty();
    }
    return new Statement.Raise(exc, cause, in.spanFrom(start));
  }

  private Statement assertion() {
    int start = in.at++;
    Expression test = expressions.expression();
    Optional<Expression> msg =
        in.accept(COMMA) ? Optional.of(expressions.expression()) : Optional.empty();
    return new Statement.Assert(test, msg, in.spanFrom(start));
  }

  private Statement delete() {
    int start = in.at++;
    List<Expression> targets = new ArrayList<>(2);
    do {
      targets.add(expressions.target());
    } while (in.accept(COMMA) && expressions.atExpression());
    return new Statement.Delete(freeze(targets), in.spanFrom(start));
  }

  private List<String> names() {
    in.at++;
    List<String> names = new ArrayList<>(2);
    do {
      names.add(in.name());
    } while (in.accept(COMMA));
    return freeze(names);
  }

  /** {@code type} is a keyword only before a name and {@code =} or {@code [}. */
  private boolean isTypeAlias() {
    if (in.kindAfter() != NAME || !in.tokens.isName(in.at, "type")) {
      return false;
    }
    int after = in.kindOf(in.at + 2);
    return after == EQUAL || after == LSQB;
  }

  private Statement typeAlias() {
    int start = in.at++;
    Expression.Name name = expressions.nameExpression();
    List<TypeParameter> typeParameters = expressions.parameters().typeParameters();
    in.expect(EQUAL, "=");
    Expression value = expressions.expression();
    return new Statement.TypeAlias(name, typeParameters, value, in.spanFrom(start));
  }

  // ---- expressions and assignments

  private Statement expressionStatement() {
    int start = in.at;
    Expression first = expressions.expressionsOrYield();
    int kind = in.kind();
    if (kind == EQUAL) {
      return assignment(first, start);
    }
    if (kind == COLON) {
      return annotated(first, start);
    }
    if (kind >= PLUS_EQUAL && kind <= DOUBLE_SLASH_EQUAL) {
      return augmented(first, start);
    }
    return new Statement.Expr(first, in.spanFrom(start));
  }

  private Statement assignment(Expression first, int start) {
    List<Expression> targets = new ArrayList<>(1);
    Expression value = first;
    while (in.kind() == EQUAL) {
      expressions.requireTarget(value, start);
      targets.add(value);
      in.at++;
      value = expressions.expressionsOrYield();
    }
    return new Statement.Assign(freeze(targets), value, in.spanFrom(start));
  }

  private Statement annotated(Expression target, int start) {
    if (!ExpressionParser.isPlace(target)) {
      throw new SyntaxFault(in.at, "Only names, attributes and items can be annotated.");
    }
    in.at++;
    Expression annotation = expressions.expression();
    Optional<Expression> value =
        in.accept(EQUAL) ? Optional.of(expressions.expressionsOrYield()) : Optional.empty();
    return new Statement.AnnAssign(target, annotation, value, in.spanFrom(start));
  }

  private Statement augmented(Expression target, int start) {
    if (!ExpressionParser.isPlace(target)) {
      throw new SyntaxFault(start, "This cannot be assigned to.");
    }
    Operator op = ExpressionParser.operator(in.kind() - TO_ASSIGNMENT);
    in.at++;
    Expression value = expressions.expressionsOrYield();
    return new Statement.AugAssign(target, op, value, in.spanFrom(start));
  }
}
