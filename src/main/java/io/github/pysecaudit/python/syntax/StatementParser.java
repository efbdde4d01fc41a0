package io.github.pysecaudit.python.syntax;

import static io.github.pysecaudit.python.syntax.TokenCursor.freeze;
import static io.github.pysecaudit.python.syntax.TokenKind.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads statements, and goes on after those that cannot be read: a fault ends the statement at
 * hand, the blocks below it are kept in a {@link Statement.Unparsed}.
 */
final class StatementParser {

  private final TokenCursor in;
  private final Problems problems;
  private final ExpressionParser expressions;
  private final PatternParser patterns;
  private final SimpleStatementParser simple;

  /** The blocks that the open compound statements have read so far; what a fault leaves of them. */
  private final List<List<Statement>> blocks = new ArrayList<>();

  StatementParser(Tokens tokens, Problems problems) {
    this.in = new TokenCursor(tokens);
    this.problems = problems;
    this.expressions = new ExpressionParser(in);
    this.patterns = new PatternParser(in, expressions);
    this.simple = new SimpleStatementParser(in, expressions);
  }

  /** All statements of the file. Never fails. */
  List<Statement> file() {
    List<Statement> body = new ArrayList<>();
    while (in.kind() != END) {
      if (!in.accept(DEDENT)) {
        statement(body);
      }
    }
    return freeze(body);
  }

  /** Reads the statements of one logical line, or one compound statement. Never fails. */
  private void statement(List<Statement> body) {
    int start = in.at;
    int depth = in.depth();
    int mark = blocks.size();
    try {
      read(body);
    } catch (SyntaxFault fault) {
      in.resetDepth(depth);
      report(fault, start);
      body.add(unparsed(start, mark));
    }
    forgetBlocks(mark);
  }

  private void forgetBlocks(int mark) {
    while (blocks.size() > mark) {
      blocks.remove(blocks.size() - 1);
    }
  }

  private void report(SyntaxFault fault, int start) {
    int token = fault.token();
    if (in.kindOf(token) == ERROR) {
      return;
    }
    boolean python2 =
        token == start + 1 && (in.tokens.isName(start, "print") || in.tokens.isName(start, "exec"));
    String reason =
        python2
            ? "'" + in.tokens.word(start) + "' is a function in Python 3; this looks like Python 2."
            : fault.getMessage();
    problems.add(in.tokens.lines[token], in.tokens.column(token), reason);
  }

  /** Steps over the rest of a statement that cannot be read, but reads the block below it. */
  private Statement.Unparsed unparsed(int start, int mark) {
    boolean nextStatement = in.at > start && startsLine(in.at);
    if (!nextStatement) {
      while (!endsLine(in.kind())) {
        in.at++;
      }
      in.accept(NEWLINE);
      if (in.accept(INDENT)) {
        untilDedent();
      }
    }
    List<Statement> kept = new ArrayList<>();
    blocks.subList(mark, blocks.size()).forEach(kept::addAll);
    int last = in.at - 1;
    while (last > start && in.kindOf(last) <= DEDENT) {
      last--;
    }
    return new Statement.Unparsed(freeze(kept), in.tokens.span(start, Math.max(start, last)));
  }

  private boolean startsLine(int token) {
    int before = in.kindOf(token - 1);
    return before == NEWLINE || before == INDENT || before == DEDENT;
  }

  private static boolean endsLine(int kind) {
    return kind == NEWLINE || kind == END || kind == INDENT || kind == DEDENT;
  }

  private void read(List<Statement> body) {
    int start = in.at;
    switch (in.kind()) {
      case IF -> body.add(ifStatement());
      case FOR -> body.add(forStatement(start, false));
      case WHILE -> body.add(whileStatement());
      case TRY -> body.add(tryStatement());
      case WITH -> body.add(withStatement(start, false));
      case DEF -> body.add(function(start, List.of(), false));
      case CLASS -> body.add(classDefinition(List.of()));
      case AT -> body.add(decorated());
      case INDENT -> throw in.fault("This line is indented deeper than its block.");
      default -> {
        if (in.kind() == ASYNC && isAsyncStatement(in.kindAfter())) {
          body.add(async());
        } else if (isMatch()) {
          match(body);
        } else {
          simple.line(body);
        }
      }
    }
  }

  // ---- blocks

  /** A colon and what belongs to it: a block, or simple statements on the same line. */
  private List<Statement> block() {
    in.expect(COLON, ":");
    if (!in.accept(NEWLINE)) {
      List<Statement> body = new ArrayList<>(1);
      blocks.add(body);
      simple.line(body);
      return freeze(body);
    }
    if (!in.accept(INDENT)) {
      throw in.fault("An indented block was expected here.");
    }
    return untilDedent();
  }

  private List<Statement> untilDedent() {
    List<Statement> body = new ArrayList<>(4);
    while (in.kind() != DEDENT && in.kind() != END) {
      statement(body);
    }
    in.accept(DEDENT);
    List<Statement> frozen = freeze(body);
    blocks.add(frozen);
    return frozen;
  }

  /** From a token to the end of a block. */
  private Span span(int start, List<Statement> block) {
    Span first = in.tokens.span(start, start);
    return block.isEmpty() ? first : first.to(block.get(block.size() - 1).span());
  }

  /** From a token to the end of the last of these blocks that is not empty. */
  private Span span(int start, List<Statement> block, List<Statement> later) {
    return span(start, later.isEmpty() ? block : later);
  }

  private List<Statement> optionalBlock(int keyword) {
    return in.accept(keyword) ? block() : List.of();
  }

  // ---- compound statements

  private Statement ifStatement() {
    int start = in.at++;
    Expression test = expressions.named();
    List<Statement> body = block();
    List<Statement> last = body;
    List<ElifClause> elifs = new ArrayList<>(2);
    while (in.kind() == ELIF) {
      int elif = in.at++;
      Expression condition = expressions.named();
      last = block();
      elifs.add(new ElifClause(condition, last, span(elif, last)));
    }
    List<Statement> orElse = optionalBlock(ELSE);
    return new Statement.If(test, body, freeze(elifs), orElse, span(start, last, orElse));
  }

  private Statement whileStatement() {
    int start = in.at++;
    Expression test = expressions.named();
    List<Statement> body = block();
    List<Statement> orElse = optionalBlock(ELSE);
    return new Statement.While(test, body, orElse, span(start, body, orElse));
  }

  private Statement forStatement(int start, boolean isAsync) {
    in.at++;
    Expression target = expressions.targets();
    in.expect(IN, "in");
    Expression iter = expressions.expressions();
    List<Statement> body = block();
    List<Statement> orElse = optionalBlock(ELSE);
    return new Statement.For(target, iter, body, orElse, isAsync, span(start, body, orElse));
  }

  private static boolean isAsyncStatement(int kind) {
    return kind == DEF || kind == FOR || kind == WITH;
  }

  private Statement async() {
    int start = in.at++;
    return switch (in.kind()) {
      case DEF -> function(start, List.of(), true);
      case FOR -> forStatement(start, true);
      default -> withStatement(start, true);
    };
  }

  private Statement decorated() {
    List<Expression> decorators = new ArrayList<>(2);
    while (in.accept(AT)) {
      decorators.add(expressions.named());
      in.expect(NEWLINE, "end of line");
    }
    List<Expression> frozen = freeze(decorators);
    int start = in.at;
    if (in.kind() == CLASS) {
      return classDefinition(frozen);
    }
    boolean isAsync = in.accept(ASYNC);
    if (in.kind() != DEF) {
      throw in.fault("A function or a class must follow a decorator.");
    }
    return function(start, frozen, isAsync);
  }

  private Statement function(int start, List<Expression> decorators, boolean isAsync) {
    in.at++;
    String name = in.name();
    List<TypeParameter> typeParameters = expressions.parameters().typeParameters();
    in.expect(LPAR, "(");
    List<Parameter> parameters = expressions.parameters().untilParenthesis();
    in.expect(RPAR, ")");
    Optional<Expression> returns =
        in.accept(ARROW) ? Optional.of(expressions.expression()) : Optional.empty();
    List<Statement> body = block();
    return new Statement.FunctionDef(
        name, typeParameters, parameters, body, decorators, returns, isAsync, span(start, body));
  }

  private Statement classDefinition(List<Expression> decorators) {
    int start = in.at++;
    String name = in.name();
    List<TypeParameter> typeParameters = expressions.parameters().typeParameters();
    ExpressionParser.Arguments arguments = expressions.argumentsIfAny();
    List<Statement> body = block();
    return new Statement.ClassDef(
        name,
        typeParameters,
        arguments.positional(),
        arguments.keywords(),
        body,
        decorators,
        span(start, body));
  }

  private Statement tryStatement() {
    int start = in.at++;
    List<Statement> body = block();
    List<Statement> last = body;
    List<ExceptHandler> handlers = new ArrayList<>(2);
    boolean isStar = in.kind() == EXCEPT && in.kindAfter() == STAR;
    while (in.kind() == EXCEPT) {
      ExceptHandler handler = exceptHandler(isStar);
      handlers.add(handler);
      last = handler.body();
    }
    List<Statement> orElse = handlers.isEmpty() ? List.of() : optionalBlock(ELSE);
    if (handlers.isEmpty() && in.kind() != FINALLY) {
      throw in.fault("'except' or 'finally' was expected here.");
    }
    List<Statement> finalBody = optionalBlock(FINALLY);
    last = orElse.isEmpty() ? last : orElse;
    return new Statement.Try(
        body, freeze(handlers), orElse, finalBody, isStar, span(start, last, finalBody));
  }

  private ExceptHandler exceptHandler(boolean isStar) {
    int start = in.at++;
    if (in.accept(STAR) != isStar) {
      throw in.fault("'except' and 'except*' cannot be mixed.");
    }
    Optional<Expression> type = Optional.empty();
    Optional<String> name = Optional.empty();
    if (in.kind() != COLON) {
      type = Optional.of(expressions.expressions());
      name = in.accept(AS) ? Optional.of(in.name()) : Optional.empty();
    }
    List<Statement> body = block();
    return new ExceptHandler(type, name, body, span(start, body));
  }

  private Statement withStatement(int start, boolean isAsync) {
    in.at++;
    List<WithItem> items =
        in.kind() == LPAR && isParenthesised() ? parenthesisedItems() : withItems(COLON);
    List<Statement> body = block();
    return new Statement.With(items, body, isAsync, span(start, body));
  }

  /** Do the parentheses that open here end before the colon of the {@code with}? */
  private boolean isParenthesised() {
    int closing = closingParenthesis();
    return closing > 0 && in.kindOf(closing + 1) == COLON;
  }

  private int closingParenthesis() {
    int open = 0;
    for (int token = in.at; !endsLine(in.kindOf(token)); token++) {
      switch (in.kindOf(token)) {
        case LPAR, LSQB, LBRACE -> open++;
        case RPAR, RSQB, RBRACE -> open--;
        default -> {}
      }
      if (open == 0) {
        return token;
      }
    }
    return 0;
  }

  private boolean hasAsBefore(int closing) {
    int open = 0;
    for (int token = in.at; token < closing; token++) {
      switch (in.kindOf(token)) {
        case LPAR, LSQB, LBRACE -> open++;
        case RPAR, RSQB, RBRACE -> open--;
        case AS -> {
          if (open == 1) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }

  /** Items in parentheses, or one expression that happens to have parentheses around it. */
  private List<WithItem> parenthesisedItems() {
    int start = in.at;
    if (hasAsBefore(closingParenthesis())) {
      in.at++;
      List<WithItem> items = withItems(RPAR);
      in.expect(RPAR, ")");
      return items;
    }
    Expression all = expressions.expression();
    if (all instanceof Expression.TupleExpr tuple
        && !tuple.elts().isEmpty()
        && tuple.elts().stream().noneMatch(StatementParser::isNoItem)) {
      return freeze(
          tuple.elts().stream()
              .map(elt -> new WithItem(elt, Optional.empty(), elt.span()))
              .toList());
    }
    return List.of(new WithItem(all, Optional.empty(), in.spanFrom(start)));
  }

  private static boolean isNoItem(Expression elt) {
    return elt instanceof Expression.Starred || elt instanceof Expression.NamedExpr;
  }

  private List<WithItem> withItems(int closing) {
    List<WithItem> items = new ArrayList<>(2);
    do {
      int start = in.at;
      Expression context = expressions.expression();
      Optional<Expression> target =
          in.accept(AS) ? Optional.of(expressions.target()) : Optional.empty();
      items.add(new WithItem(context, target, in.spanFrom(start)));
    } while (in.accept(COMMA) && in.kind() != closing);
    return freeze(items);
  }

  // ---- match

  /**
   * Does a {@code match} statement start here? Only if its logical line ends with a colon and a
   * block that starts with {@code case} follows; all else is an ordinary name.
   */
  private boolean isMatch() {
    if (!in.tokens.isName(in.at, "match")) {
      return false;
    }
    int token = in.at;
    while (!endsLine(in.kindOf(token))) {
      token++;
    }
    return in.kindOf(token) == NEWLINE
        && token > in.at + 2
        && in.kindOf(token - 1) == COLON
        && in.kindOf(token + 1) == INDENT
        && in.tokens.isName(token + 2, "case");
  }

  /** Adds the statement, and behind it what could not be read of its clauses. */
  private void match(List<Statement> body) {
    int start = in.at++;
    Expression subject = expressions.namedTuple();
    in.expect(COLON, ":");
    in.expect(NEWLINE, "end of line");
    in.expect(INDENT, "block");
    List<MatchCase> cases = new ArrayList<>();
    List<Statement> faulty = new ArrayList<>();
    while (in.kind() != DEDENT && in.kind() != END) {
      int clause = in.at;
      int depth = in.depth();
      int mark = blocks.size();
      try {
        cases.add(matchCase());
      } catch (SyntaxFault fault) {
        in.resetDepth(depth);
        report(fault, clause);
        faulty.add(unparsed(clause, mark));
      }
    }
    in.accept(DEDENT);
    List<Statement> last = cases.isEmpty() ? faulty : cases.get(cases.size() - 1).body();
    body.add(new Statement.Match(subject, freeze(cases), span(start, last)));
    body.addAll(faulty);
  }

  private MatchCase matchCase() {
    int start = in.at;
    if (!in.tokens.isName(start, "case")) {
      throw in.fault("'case' was expected here.");
    }
    in.at++;
    Pattern pattern = patterns.patterns();
    Optional<Expression> guard =
        in.accept(IF) ? Optional.of(expressions.named()) : Optional.empty();
    List<Statement> body = block();
    return new MatchCase(pattern, guard, body, span(start, body));
  }
}
