package io.github.pysecaudit.python.syntax;

import static io.github.pysecaudit.python.syntax.TokenCursor.freeze;
import static io.github.pysecaudit.python.syntax.TokenKind.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the patterns of {@code case} clauses (PEP 634). */
final class PatternParser {

  private final TokenCursor in;
  private final ExpressionParser expressions;

  PatternParser(TokenCursor in, ExpressionParser expressions) {
    this.in = in;
    this.expressions = expressions;
  }

  /** A pattern, or a sequence without brackets. */
  Pattern patterns() {
    int start = in.at;
    Pattern first = starOrPattern();
    if (in.kind() != COMMA && !(first instanceof Pattern.MatchStar)) {
      return first;
    }
    List<Pattern> list = new ArrayList<>();
    list.add(first);
    while (in.accept(COMMA) && in.kind() != COLON && in.kind() != IF) {
      list.add(starOrPattern());
    }
    return new Pattern.MatchSequence(freeze(list), in.spanFrom(start));
  }

  private Pattern starOrPattern() {
    int start = in.at;
    if (!in.accept(STAR)) {
      return pattern();
    }
    String name = in.name();
    return new Pattern.MatchStar(unlessWildcard(name), in.spanFrom(start));
  }

  private static Optional<String> unlessWildcard(String name) {
    return name.equals("_") ? Optional.empty() : Optional.of(name);
  }

  private Pattern pattern() {
    int start = in.at;
    Pattern pattern = alternatives();
    if (!in.accept(AS)) {
      return pattern;
    }
    String name = in.name();
    return new Pattern.MatchAs(Optional.of(pattern), Optional.of(name), in.spanFrom(start));
  }

  private Pattern alternatives() {
    int start = in.at;
    Pattern first = closed();
    if (in.kind() != VBAR) {
      return first;
    }
    List<Pattern> list = new ArrayList<>();
    list.add(first);
    while (in.accept(VBAR)) {
      list.add(closed());
    }
    return new Pattern.MatchOr(freeze(list), in.spanFrom(start));
  }

  private Pattern closed() {
    int start = in.at;
    return switch (in.kind()) {
      case NAME, ASYNC, AWAIT -> named();
      case NUMBER, MINUS -> {
        Expression number = number();
        yield new Pattern.MatchValue(number, in.spanFrom(start));
      }
      case STRING, STRING_ESCAPED, FSTRING_START -> {
        Expression text = expressions.strings().literals();
        yield new Pattern.MatchValue(text, in.spanFrom(start));
      }
      case NONE -> singleton(Expression.Constant.Kind.NONE, "None");
      case TRUE -> singleton(Expression.Constant.Kind.TRUE, "True");
      case FALSE -> singleton(Expression.Constant.Kind.FALSE, "False");
      case LPAR -> group();
      case LSQB -> {
        in.at++;
        List<Pattern> list = elements(RSQB, "]");
        yield new Pattern.MatchSequence(list, in.spanFrom(start));
      }
      case LBRACE -> mapping();
      default -> throw in.unexpected();
    };
  }

  private Pattern singleton(Expression.Constant.Kind kind, String text) {
    int start = in.at++;
    Span span = in.spanFrom(start);
    return new Pattern.MatchSingleton(new Expression.Constant(kind, text, span), span);
  }

  /** A number with its sign, and a complex one as {@code -1 + 2j}. */
  private Expression number() {
    int start = in.at;
    Expression real = signedNumber();
    int kind = in.kind();
    if (kind != PLUS && kind != MINUS) {
      return real;
    }
    in.at++;
    Expression imaginary = unsignedNumber();
    return new Expression.BinOp(
        List.of(real, imaginary), List.of(ExpressionParser.operator(kind)), in.spanFrom(start));
  }

  private Expression signedNumber() {
    int start = in.at;
    if (!in.accept(MINUS)) {
      return unsignedNumber();
    }
    Expression number = unsignedNumber();
    return new Expression.UnaryOp(Expression.UnaryOp.Kind.U_SUB, number, in.spanFrom(start));
  }

  private Expression unsignedNumber() {
    if (in.kind() != NUMBER) {
      throw in.unexpected();
    }
    String digits = in.tokens.word(in.at++);
    return new Expression.Constant(
        ExpressionParser.kindOfNumber(digits), digits, in.spanFrom(in.at - 1));
  }

  private Pattern named() {
    int start = in.at;
    int after = in.kindAfter();
    if (after != DOT && after != LPAR) {
      String name = in.name();
      return new Pattern.MatchAs(Optional.empty(), unlessWildcard(name), in.spanFrom(start));
    }
    Expression value = dottedName();
    return in.kind() == LPAR
        ? classPattern(value, start)
        : new Pattern.MatchValue(value, in.spanFrom(start));
  }

  private Expression dottedName() {
    int start = in.at;
    Expression value = expressions.nameExpression();
    while (in.accept(DOT)) {
      String name = in.name();
      value = new Expression.Attribute(value, name, in.spanFrom(start));
    }
    return value;
  }

  private Pattern classPattern(Expression cls, int start) {
    in.at++;
    in.enter();
    List<Pattern> positional = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<Pattern> values = new ArrayList<>();
    while (in.kind() != RPAR) {
      if (in.atName() && in.kindAfter() == EQUAL) {
        names.add(in.name());
        in.at++;
        values.add(pattern());
      } else if (names.isEmpty()) {
        positional.add(pattern());
      } else {
        throw in.fault("A pattern without a name follows one with a name.");
      }
      if (!in.accept(COMMA)) {
        break;
      }
    }
    in.expect(RPAR, ")");
    in.leave();
    return new Pattern.MatchClass(
        cls, freeze(positional), freeze(names), freeze(values), in.spanFrom(start));
  }

  private Pattern group() {
    int start = in.at++;
    List<Pattern> list = elements(RPAR, ")");
    boolean comma = in.kindOf(in.at - 2) == COMMA;
    boolean single = list.size() == 1 && !comma && !(list.get(0) instanceof Pattern.MatchStar);
    return single ? list.get(0) : new Pattern.MatchSequence(list, in.spanFrom(start));
  }

  private List<Pattern> elements(int closing, String written) {
    in.enter();
    List<Pattern> list = new ArrayList<>();
    while (in.kind() != closing) {
      list.add(starOrPattern());
      if (!in.accept(COMMA)) {
        break;
      }
    }
    in.expect(closing, written);
    in.leave();
    return freeze(list);
  }

  private Pattern mapping() {
    int start = in.at++;
    in.enter();
    List<Expression> keys = new ArrayList<>();
    List<Pattern> values = new ArrayList<>();
    Optional<String> rest = Optional.empty();
    while (in.kind() != RBRACE) {
      if (in.accept(DOUBLE_STAR)) {
        rest = Optional.of(in.name());
      } else {
        keys.add(key());
        in.expect(COLON, ":");
        values.add(pattern());
      }
      if (!in.accept(COMMA)) {
        break;
      }
    }
    in.expect(RBRACE, "}");
    in.leave();
    return new Pattern.MatchMapping(freeze(keys), freeze(values), rest, in.spanFrom(start));
  }

  private Expression key() {
    Pattern key = closed();
    if (key instanceof Pattern.MatchValue value) {
      return value.value();
    }
    if (key instanceof Pattern.MatchSingleton singleton) {
      return singleton.value();
    }
    throw in.fault("The key of a mapping pattern is a literal or a dotted name.");
  }
}
