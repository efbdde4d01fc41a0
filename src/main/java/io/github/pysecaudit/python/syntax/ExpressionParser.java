package io.github.pysecaudit.python.syntax;

import static io.github.pysecaudit.python.syntax.TokenCursor.freeze;
import static io.github.pysecaudit.python.syntax.TokenKind.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads expressions. Chains are loops; brackets, prefix operators, lambdas and conditional
 * expressions are recursion that {@link TokenCursor#enter} bounds. No token is read twice. Levels
 * of precedence count as depth too, since each takes its share of the stack.
 */
final class ExpressionParser {

  private static final int OR_LEVEL = 1;
  private static final int AND_LEVEL = 2;
  private static final int NOT_LEVEL = 3;
  private static final int COMPARE_LEVEL = 4;

  /** The level of {@code |}: what a star or a loop target is made of. */
  private static final int BITS_LEVEL = 5;

  /** Tighter than every binary operator: what a sign applies to. */
  private static final int TIGHTEST = 100;

  private static final byte[] LEVELS = levels();
  private static final boolean[] STARTS = starts();

  private final TokenCursor in;
  private final StringParser strings;
  private final ParameterParser parameters;

  ExpressionParser(TokenCursor in) {
    this.in = in;
    this.strings = new StringParser(in, this);
    this.parameters = new ParameterParser(in, this);
  }

  private static byte[] levels() {
    byte[] levels = new byte[YIELD + 1];
    levels[OR] = OR_LEVEL;
    levels[AND] = AND_LEVEL;
    for (int kind = LESS; kind <= NOT_EQUAL; kind++) {
      levels[kind] = COMPARE_LEVEL;
    }
    levels[IN] = COMPARE_LEVEL;
    levels[IS] = COMPARE_LEVEL;
    levels[NOT] = COMPARE_LEVEL;
    levels[VBAR] = BITS_LEVEL;
    levels[CARET] = BITS_LEVEL + 1;
    levels[AMPER] = BITS_LEVEL + 2;
    levels[LEFT_SHIFT] = BITS_LEVEL + 3;
    levels[RIGHT_SHIFT] = BITS_LEVEL + 3;
    levels[PLUS] = BITS_LEVEL + 4;
    levels[MINUS] = BITS_LEVEL + 4;
    for (int kind : new int[] {STAR, AT, SLASH, PERCENT, DOUBLE_SLASH}) {
      levels[kind] = BITS_LEVEL + 5;
    }
    return levels;
  }

  private static boolean[] starts() {
    boolean[] starts = new boolean[YIELD + 1];
    int[] kinds = {
      NAME,
      NUMBER,
      STRING,
      STRING_ESCAPED,
      FSTRING_START,
      LPAR,
      LSQB,
      LBRACE,
      ELLIPSIS,
      TILDE,
      PLUS,
      MINUS,
      FALSE,
      NONE,
      TRUE,
      ASYNC,
      AWAIT,
      LAMBDA,
      NOT
    };
    for (int kind : kinds) {
      starts[kind] = true;
    }
    return starts;
  }

  ParameterParser parameters() {
    return parameters;
  }

  StringParser strings() {
    return strings;
  }

  /** Can the next token start an expression, or a starred one? */
  boolean atExpression() {
    return STARTS[in.kind()] || in.kind() == STAR;
  }

  // ---- expressions, from loose to tight

  /** {@code expression}: with conditional expressions and lambdas, without {@code :=}. */
  Expression expression() {
    if (in.kind() == LAMBDA) {
      return lambda();
    }
    int start = in.at;
    Expression body = binary(OR_LEVEL);
    if (in.kind() != IF) {
      return body;
    }
    in.at++;
    Expression test = binary(OR_LEVEL);
    in.expect(ELSE, "else");
    in.enter();
    Expression orElse = expression();
    in.leave();
    return new Expression.IfExp(test, body, orElse, in.spanFrom(start));
  }

  /** {@code named_expression}. */
  Expression named() {
    if (in.kind() == NAME && in.kindAfter() == COLON_EQUAL) {
      int start = in.at;
      Expression.Name target = nameExpression();
      in.at++;
      Expression value = expression();
      return new Expression.NamedExpr(target, value, in.spanFrom(start));
    }
    return expression();
  }

  private Expression starredOrNamed() {
    int kind = in.kind();
    if (kind == STAR) {
      return starred();
    }
    return kind == NAME && in.kindAfter() == COLON_EQUAL ? named() : expression();
  }

  private Expression starredOrExpression() {
    return in.kind() == STAR ? starred() : expression();
  }

  /** {@code *value}. */
  Expression starred() {
    int start = in.at++;
    Expression value = binary(BITS_LEVEL);
    return new Expression.Starred(value, in.spanFrom(start));
  }

  /** {@code star_expressions}: one expression, or a tuple without parentheses. */
  Expression expressions() {
    int start = in.at;
    Expression first = starredOrExpression();
    if (in.kind() != COMMA) {
      return first;
    }
    List<Expression> elts = new ArrayList<>(4);
    elts.add(first);
    while (in.accept(COMMA) && atExpression()) {
      elts.add(starredOrExpression());
    }
    return new Expression.TupleExpr(freeze(elts), in.spanFrom(start));
  }

  /** The subject of a {@code match}: as {@link #expressions}, but {@code :=} may stand in it. */
  Expression namedTuple() {
    int start = in.at;
    Expression first = starredOrNamed();
    if (in.kind() != COMMA) {
      return first;
    }
    List<Expression> elts = elementsAfter(first, COLON);
    return new Expression.TupleExpr(elts, in.spanFrom(start));
  }

  /** {@code star_expressions} or {@code yield}. */
  Expression expressionsOrYield() {
    return in.kind() == YIELD ? yieldExpression() : expressions();
  }

  /** {@code star_targets}, before the {@code in} of a loop. */
  Expression targets() {
    int start = in.at;
    Expression first = target();
    if (in.kind() != COMMA) {
      return first;
    }
    List<Expression> elts = new ArrayList<>(4);
    elts.add(first);
    while (in.accept(COMMA) && atExpression()) {
      elts.add(target());
    }
    return new Expression.TupleExpr(freeze(elts), in.spanFrom(start));
  }

  /** One target without comma, after the {@code as} of a {@code with} for instance. */
  Expression target() {
    int start = in.at;
    Expression target = in.kind() == STAR ? starred() : binary(BITS_LEVEL);
    requireTarget(target, start);
    return target;
  }

  /** Only names, attributes, items and lists of them can be assigned to. */
  void requireTarget(Expression target, int token) {
    if (target instanceof Expression.TupleExpr tuple) {
      tuple.elts().forEach(elt -> requireTarget(elt, token));
    } else if (target instanceof Expression.ListExpr list) {
      list.elts().forEach(elt -> requireTarget(elt, token));
    } else if (target instanceof Expression.Starred starred) {
      requireTarget(starred.value(), token);
    } else if (!isPlace(target)) {
      throw new SyntaxFault(token, "This cannot be assigned to.");
    }
  }

  /** A name, an attribute or an item. */
  static boolean isPlace(Expression target) {
    return target instanceof Expression.Name
        || target instanceof Expression.Attribute
        || target instanceof Expression.Subscript;
  }

  /** Operators from {@code or} to the arithmetic ones: everything at least as tight as a level. */
  private Expression binary(int loosest) {
    int start = in.at;
    Expression left = operand(loosest);
    while (true) {
      int kind = in.kind();
      int level = LEVELS[kind];
      if (level < loosest || kind == NOT && in.kindAfter() != IN) {
        return left;
      }
      if (level > COMPARE_LEVEL) {
        left = chain(left, level, start);
      } else if (level == COMPARE_LEVEL) {
        left = comparison(left, start);
      } else {
        left = condition(left, level, start);
      }
    }
  }

  /** What stands between binary operators: prefix operators, and a primary with its power. */
  private Expression operand(int loosest) {
    switch (in.kind()) {
      case NOT -> {
        if (loosest > NOT_LEVEL) {
          throw in.unexpected();
        }
        return prefixed(Expression.UnaryOp.Kind.NOT);
      }
      case PLUS -> {
        return prefixed(Expression.UnaryOp.Kind.U_ADD);
      }
      case MINUS -> {
        return prefixed(Expression.UnaryOp.Kind.U_SUB);
      }
      case TILDE -> {
        return prefixed(Expression.UnaryOp.Kind.INVERT);
      }
      default -> {
        int start = in.at;
        Expression base = primary();
        return in.kind() == DOUBLE_STAR ? power(base, start) : base;
      }
    }
  }

  private Expression prefixed(Expression.UnaryOp.Kind op) {
    int start = in.at++;
    in.enter();
    boolean not = op == Expression.UnaryOp.Kind.NOT;
    Expression operand = not ? binary(NOT_LEVEL) : operand(TIGHTEST);
    in.leave();
    return new Expression.UnaryOp(op, operand, in.spanFrom(start));
  }

  private Expression chain(Expression first, int level, int start) {
    List<Expression> operands = new ArrayList<>(2);
    List<Operator> operators = new ArrayList<>(1);
    operands.add(first);
    in.enter();
    do {
      operators.add(operator(in.kind()));
      in.at++;
      operands.add(binary(level + 1));
    } while (LEVELS[in.kind()] == level);
    in.leave();
    return new Expression.BinOp(freeze(operands), freeze(operators), in.spanFrom(start));
  }

  private Expression condition(Expression first, int level, int start) {
    int kind = in.kind();
    List<Expression> values = new ArrayList<>(2);
    values.add(first);
    in.enter();
    while (in.accept(kind)) {
      values.add(binary(level + 1));
    }
    in.leave();
    return new Expression.BoolOp(kind == OR, freeze(values), in.spanFrom(start));
  }

  private Expression comparison(Expression left, int start) {
    List<Expression.Compare.Kind> ops = new ArrayList<>(1);
    List<Expression> comparators = new ArrayList<>(1);
    in.enter();
    while (LEVELS[in.kind()] == COMPARE_LEVEL && (in.kind() != NOT || in.kindAfter() == IN)) {
      ops.add(comparisonOperator());
      comparators.add(binary(COMPARE_LEVEL + 1));
    }
    in.leave();
    return new Expression.Compare(left, freeze(ops), freeze(comparators), in.spanFrom(start));
  }

  private Expression.Compare.Kind comparisonOperator() {
    int kind = in.kind();
    in.at++;
    return switch (kind) {
      case LESS -> Expression.Compare.Kind.LT;
      case GREATER -> Expression.Compare.Kind.GT;
      case LESS_EQUAL -> Expression.Compare.Kind.LT_E;
      case GREATER_EQUAL -> Expression.Compare.Kind.GT_E;
      case EQ_EQUAL -> Expression.Compare.Kind.EQ;
      case NOT_EQUAL -> Expression.Compare.Kind.NOT_EQ;
      case IN -> Expression.Compare.Kind.IN;
      case IS -> in.accept(NOT) ? Expression.Compare.Kind.IS_NOT : Expression.Compare.Kind.IS;
      default -> {
        in.at++;
        yield Expression.Compare.Kind.NOT_IN;
      }
    };
  }

  /** The operator of a token between {@link TokenKind#PLUS} and its like. */
  static Operator operator(int kind) {
    return OPERATORS[kind - PLUS];
  }

  private static final Operator[] OPERATORS = Operator.values();

  private Expression power(Expression base, int start) {
    List<Expression> operands = new ArrayList<>(2);
    List<Operator> operators = new ArrayList<>(1);
    operands.add(base);
    in.enter();
    while (in.accept(DOUBLE_STAR)) {
      operators.add(Operator.POW);
      int kind = in.kind();
      boolean signed = kind == PLUS || kind == MINUS || kind == TILDE;
      operands.add(signed ? operand(TIGHTEST) : primary());
    }
    in.leave();
    return new Expression.BinOp(freeze(operands), freeze(operators), in.spanFrom(start));
  }

  private static boolean startsPrimary(int kind) {
    return switch (kind) {
      case TILDE, PLUS, MINUS, NOT, LAMBDA, ASYNC, AWAIT -> false;
      default -> STARTS[kind];
    };
  }

  /** An atom with its attributes, calls and subscripts, and {@code await} before it. */
  private Expression primary() {
    if (in.kind() == AWAIT && startsPrimary(in.kindAfter())) {
      int start = in.at++;
      Expression value = primary();
      return new Expression.Await(value, in.spanFrom(start));
    }
    int start = in.at;
    Expression value =
        switch (in.kind()) {
          case NAME -> nameExpression();
          case LPAR -> parentheses();
          case LSQB -> list();
          case LBRACE -> braces();
          default -> atom();
        };
    while (true) {
      switch (in.kind()) {
        case DOT -> {
          in.at++;
          String name = in.name();
          value = new Expression.Attribute(value, name, in.spanFrom(start));
        }
        case LPAR -> value = call(value, start);
        case LSQB -> {
          in.at++;
          in.enter();
          Expression slice = slices();
          in.leave();
          in.expect(RSQB, "]");
          value = new Expression.Subscript(value, slice, in.spanFrom(start));
        }
        default -> {
          return value;
        }
      }
    }
  }

  Expression.Name nameExpression() {
    int start = in.at;
    String name = in.name();
    return new Expression.Name(name, in.spanFrom(start));
  }

  private Expression atom() {
    int start = in.at;
    switch (in.kind()) {
      case ASYNC, AWAIT -> {
        return nameExpression();
      }
      case STRING, STRING_ESCAPED, FSTRING_START -> {
        return strings.literals();
      }
      case NUMBER -> {
        in.at++;
        String digits = in.tokens.word(start);
        return new Expression.Constant(kindOfNumber(digits), digits, in.spanFrom(start));
      }
      case NONE -> {
        return keyword(Expression.Constant.Kind.NONE, "None");
      }
      case TRUE -> {
        return keyword(Expression.Constant.Kind.TRUE, "True");
      }
      case FALSE -> {
        return keyword(Expression.Constant.Kind.FALSE, "False");
      }
      case ELLIPSIS -> {
        return keyword(Expression.Constant.Kind.ELLIPSIS, "...");
      }
      default -> throw in.unexpected();
    }
  }

  private Expression keyword(Expression.Constant.Kind kind, String text) {
    in.at++;
    return new Expression.Constant(kind, text, in.spanFrom(in.at - 1));
  }

  static Expression.Constant.Kind kindOfNumber(String digits) {
    char last = digits.charAt(digits.length() - 1);
    if (last == 'j' || last == 'J') {
      return Expression.Constant.Kind.COMPLEX;
    }
    boolean hex = digits.startsWith("0x") || digits.startsWith("0X");
    boolean point = digits.indexOf('.') >= 0;
    boolean exponent = digits.indexOf('e') >= 0 || digits.indexOf('E') >= 0;
    return point || exponent && !hex
        ? Expression.Constant.Kind.FLOAT
        : Expression.Constant.Kind.INT;
  }

  // ---- brackets

  private boolean atComprehension() {
    return in.kind() == FOR || in.kind() == ASYNC && in.kindAfter() == FOR;
  }

  private Expression parentheses() {
    int start = in.at++;
    in.enter();
    if (in.accept(RPAR)) {
      in.leave();
      return new Expression.TupleExpr(List.of(), in.spanFrom(start));
    }
    if (in.kind() == YIELD) {
      Expression value = yieldExpression();
      in.expect(RPAR, ")");
      in.leave();
      return value;
    }
    Expression first = starredOrNamed();
    Expression result = parenthesesAfter(first, start);
    in.leave();
    return result;
  }

  /** What parentheses hold, after their first element; up to and with the closing one. */
  Expression parenthesesAfter(Expression first, int start) {
    if (atComprehension()) {
      List<Comprehension> generators = comprehensions();
      in.expect(RPAR, ")");
      return new Expression.GeneratorExp(first, generators, in.spanFrom(start));
    }
    if (in.kind() == COMMA) {
      List<Expression> elts = elementsAfter(first, RPAR);
      in.expect(RPAR, ")");
      return new Expression.TupleExpr(elts, in.spanFrom(start));
    }
    if (first instanceof Expression.Starred) {
      throw new SyntaxFault(start, "A starred expression needs a comma here.");
    }
    in.expect(RPAR, ")");
    return first;
  }

  /** The elements after the first one, which stands before the next token. */
  private List<Expression> elementsAfter(Expression first, int closing) {
    if (in.kind() != COMMA) {
      return List.of(first);
    }
    List<Expression> elts = new ArrayList<>();
    elts.add(first);
    while (in.accept(COMMA) && in.kind() != closing) {
      elts.add(starredOrNamed());
    }
    return freeze(elts);
  }

  private Expression list() {
    int start = in.at++;
    if (in.accept(RSQB)) {
      return new Expression.ListExpr(List.of(), in.spanFrom(start));
    }
    in.enter();
    Expression first = starredOrNamed();
    if (atComprehension()) {
      List<Comprehension> generators = comprehensions();
      in.expect(RSQB, "]");
      in.leave();
      return new Expression.ListComp(first, generators, in.spanFrom(start));
    }
    List<Expression> elts = elementsAfter(first, RSQB);
    in.expect(RSQB, "]");
    in.leave();
    return new Expression.ListExpr(elts, in.spanFrom(start));
  }

  private Expression braces() {
    int start = in.at++;
    if (in.accept(RBRACE)) {
      return new Expression.DictExpr(List.of(), in.spanFrom(start));
    }
    in.enter();
    Expression result;
    if (in.kind() == DOUBLE_STAR) {
      result = dictAfter(unpackedEntry(), start);
    } else {
      int entryStart = in.at;
      Expression first = starredOrNamed();
      result = in.kind() == COLON ? dict(first, entryStart, start) : setAfter(first, start);
    }
    in.leave();
    return result;
  }

  private Expression setAfter(Expression first, int start) {
    if (atComprehension()) {
      List<Comprehension> generators = comprehensions();
      in.expect(RBRACE, "}");
      return new Expression.SetComp(first, generators, in.spanFrom(start));
    }
    List<Expression> elts = elementsAfter(first, RBRACE);
    in.expect(RBRACE, "}");
    return new Expression.SetExpr(elts, in.spanFrom(start));
  }

  private Expression dict(Expression key, int entryStart, int start) {
    in.at++;
    Expression value = expression();
    if (atComprehension()) {
      List<Comprehension> generators = comprehensions();
      in.expect(RBRACE, "}");
      return new Expression.DictComp(key, value, generators, in.spanFrom(start));
    }
    return dictAfter(new DictEntry(Optional.of(key), value, in.spanFrom(entryStart)), start);
  }

  private Expression dictAfter(DictEntry first, int start) {
    List<DictEntry> entries = new ArrayList<>();
    entries.add(first);
    while (in.accept(COMMA) && in.kind() != RBRACE) {
      if (in.kind() == DOUBLE_STAR) {
        entries.add(unpackedEntry());
        continue;
      }
      int entryStart = in.at;
      Expression key = expression();
      in.expect(COLON, ":");
      Expression value = expression();
      entries.add(new DictEntry(Optional.of(key), value, in.spanFrom(entryStart)));
    }
    in.expect(RBRACE, "}");
    return new Expression.DictExpr(freeze(entries), in.spanFrom(start));
  }

  private DictEntry unpackedEntry() {
    int start = in.at++;
    Expression value = binary(BITS_LEVEL);
    return new DictEntry(Optional.empty(), value, in.spanFrom(start));
  }

  private List<Comprehension> comprehensions() {
    List<Comprehension> clauses = new ArrayList<>(1);
    while (atComprehension()) {
      int start = in.at;
      boolean isAsync = in.accept(ASYNC);
      in.at++;
      Expression target = targets();
      in.expect(IN, "in");
      Expression iter = binary(OR_LEVEL);
      List<Expression> ifs = new ArrayList<>(1);
      while (in.accept(IF)) {
        ifs.add(in.kind() == LAMBDA ? lambda() : binary(OR_LEVEL));
      }
      clauses.add(new Comprehension(target, iter, freeze(ifs), isAsync, in.spanFrom(start)));
    }
    return freeze(clauses);
  }

  // ---- calls and subscripts

  private Expression call(Expression func, int start) {
    Arguments arguments = arguments();
    return new Expression.Call(
        func, arguments.positional(), arguments.keywords(), in.spanFrom(start));
  }

  /**
   * What stands in the parentheses of a call or a class.
   *
   * @param positional arguments without a name
   * @param keywords arguments with one
   */
  record Arguments(List<Expression> positional, List<Keyword> keywords) {}

  private static final Arguments NO_ARGUMENTS = new Arguments(List.of(), List.of());

  /** The arguments of a class, which may lack parentheses. */
  Arguments argumentsIfAny() {
    return in.kind() == LPAR ? arguments() : NO_ARGUMENTS;
  }

  /** Reads arguments with their parentheses. */
  Arguments arguments() {
    int open = in.at++;
    if (in.accept(RPAR)) {
      return NO_ARGUMENTS;
    }
    in.enter();
    List<Expression> positional = new ArrayList<>(4);
    List<Keyword> keywords = new ArrayList<>(2);
    do {
      argument(open, positional, keywords);
    } while (in.accept(COMMA) && in.kind() != RPAR);
    in.expect(RPAR, ")");
    in.leave();
    return new Arguments(freeze(positional), freeze(keywords));
  }

  private void argument(int open, List<Expression> positional, List<Keyword> keywords) {
    int start = in.at;
    if (in.accept(STAR)) {
      Expression value = expression();
      positional.add(new Expression.Starred(value, in.spanFrom(start)));
    } else if (in.accept(DOUBLE_STAR)) {
      Expression value = expression();
      keywords.add(new Keyword(Optional.empty(), value, in.spanFrom(start)));
    } else if (in.kindAfter() == EQUAL && in.atName()) {
      String name = in.name();
      in.at++;
      Expression value = expression();
      keywords.add(new Keyword(Optional.of(name), value, in.spanFrom(start)));
    } else {
      Expression value = named();
      if (atComprehension()) {
        value = generatorArgument(value, open, start);
      } else if (!keywords.isEmpty()) {
        throw new SyntaxFault(start, "An argument without a name follows one with a name.");
      }
      positional.add(value);
    }
  }

  /** A generator that is the only argument has the parentheses of the call as its own. */
  private Expression generatorArgument(Expression elt, int open, int start) {
    List<Comprehension> generators = comprehensions();
    boolean only = start == open + 1 && in.kind() == RPAR;
    Span span = only ? in.tokens.span(open, in.at) : in.spanFrom(start);
    return new Expression.GeneratorExp(elt, generators, span);
  }

  /** What stands in the brackets of a subscript. */
  private Expression slices() {
    int start = in.at;
    Expression first = slice();
    if (in.kind() != COMMA) {
      return first instanceof Expression.Starred
          ? new Expression.TupleExpr(List.of(first), in.spanFrom(start))
          : first;
    }
    List<Expression> elts = new ArrayList<>(2);
    elts.add(first);
    while (in.accept(COMMA) && in.kind() != RSQB) {
      elts.add(slice());
    }
    return new Expression.TupleExpr(freeze(elts), in.spanFrom(start));
  }

  private Expression slice() {
    int start = in.at;
    Optional<Expression> lower = Optional.empty();
    if (in.kind() != COLON) {
      Expression first = starredOrNamed();
      if (in.kind() != COLON) {
        return first;
      }
      lower = Optional.of(first);
    }
    in.at++;
    Optional<Expression> upper = sliceBound();
    Optional<Expression> step = in.accept(COLON) ? sliceBound() : Optional.empty();
    return new Expression.Slice(lower, upper, step, in.spanFrom(start));
  }

  private Optional<Expression> sliceBound() {
    return STARTS[in.kind()] ? Optional.of(expression()) : Optional.empty();
  }

  // ---- lambda and yield

  private Expression lambda() {
    int start = in.at++;
    in.enter();
    List<Parameter> list = parameters.untilColon();
    in.expect(COLON, ":");
    Expression body = expression();
    in.leave();
    return new Expression.Lambda(list, body, in.spanFrom(start));
  }

  /** A {@code yield} expression, where one may stand. */
  Expression yieldExpression() {
    int start = in.at++;
    if (in.accept(FROM)) {
      Expression value = expression();
      return new Expression.YieldFrom(value, in.spanFrom(start));
    }
    Optional<Expression> value = atExpression() ? Optional.of(expressions()) : Optional.empty();
    return new Expression.Yield(value, in.spanFrom(start));
  }
}
