package io.github.pysecaudit.python.syntax;

import static io.github.pysecaudit.python.syntax.TokenCursor.freeze;
import static io.github.pysecaudit.python.syntax.TokenKind.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the parameters of functions and lambdas, and type parameters (PEP 695). */
final class ParameterParser {

  private final TokenCursor in;
  private final ExpressionParser expressions;

  ParameterParser(TokenCursor in, ExpressionParser expressions) {
    this.in = in;
    this.expressions = expressions;
  }

  /** The parameters of a function, up to its closing parenthesis, which is left. */
  List<Parameter> untilParenthesis() {
    return parameters(RPAR, true);
  }

  /** The parameters of a lambda, up to its colon, which is left. */
  List<Parameter> untilColon() {
    return parameters(COLON, false);
  }

  private List<Parameter> parameters(int closing, boolean annotated) {
    if (in.kind() == closing) {
      return List.of();
    }
    List<Parameter> list = new ArrayList<>(4);
    Parameter.Kind kind = Parameter.Kind.REGULAR;
    boolean defaultSeen = false;
    boolean slashSeen = false;
    do {
      if (in.kind() == SLASH) {
        if (slashSeen || list.isEmpty() || kind != Parameter.Kind.REGULAR) {
          throw in.unexpected();
        }
        in.at++;
        slashSeen = true;
        list.replaceAll(ParameterParser::positionalOnly);
      } else if (in.kind() == STAR) {
        if (kind != Parameter.Kind.REGULAR) {
          throw in.unexpected();
        }
        star(list, annotated);
        kind = Parameter.Kind.KEYWORD_ONLY;
      } else if (in.kind() == DOUBLE_STAR) {
        in.at++;
        list.add(parameter(Parameter.Kind.VAR_KEYWORD, annotated));
        in.accept(COMMA);
        break;
      } else {
        int start = in.at;
        Parameter next = parameter(kind, annotated);
        defaultSeen |= next.defaultValue().isPresent();
        if (kind == Parameter.Kind.REGULAR && defaultSeen && next.defaultValue().isEmpty()) {
          throw new SyntaxFault(start, "A parameter without default follows one with default.");
        }
        list.add(next);
      }
    } while (in.accept(COMMA) && in.kind() != closing);
    return freeze(list);
  }

  private static Parameter positionalOnly(Parameter parameter) {
    return new Parameter(
        parameter.name(),
        Parameter.Kind.POSITIONAL_ONLY,
        parameter.annotation(),
        parameter.defaultValue(),
        parameter.span());
  }

  private void star(List<Parameter> list, boolean annotated) {
    in.at++;
    if (in.kind() != COMMA) {
      list.add(parameter(Parameter.Kind.VAR_POSITIONAL, annotated));
    } else if (in.kindAfter() != DOUBLE_STAR) {
      in.at++;
      if (!in.atName()) {
        throw in.fault("A parameter must follow the bare star.");
      }
      in.at--;
    } else {
      throw in.fault("A parameter must follow the bare star.");
    }
  }

  private Parameter parameter(Parameter.Kind kind, boolean annotated) {
    int start = in.at;
    String name = in.name();
    Optional<Expression> annotation = Optional.empty();
    if (annotated && in.accept(COLON)) {
      boolean starred = kind == Parameter.Kind.VAR_POSITIONAL && in.kind() == STAR;
      annotation = Optional.of(starred ? expressions.starred() : expressions.expression());
    }
    Span span = in.spanFrom(start);
    Optional<Expression> defaultValue = Optional.empty();
    boolean mayHaveDefault = kind == Parameter.Kind.REGULAR || kind == Parameter.Kind.KEYWORD_ONLY;
    if (mayHaveDefault && in.accept(EQUAL)) {
      defaultValue = Optional.of(expressions.expression());
    }
    return new Parameter(name, kind, annotation, defaultValue, span);
  }

  /** Type parameters with their brackets, if the next token opens them. */
  List<TypeParameter> typeParameters() {
    if (!in.accept(LSQB)) {
      return List.of();
    }
    List<TypeParameter> list = new ArrayList<>(2);
    in.enter();
    do {
      list.add(typeParameter());
    } while (in.accept(COMMA) && in.kind() != RSQB);
    in.leave();
    in.expect(RSQB, "]");
    return freeze(list);
  }

  private TypeParameter typeParameter() {
    int start = in.at;
    TypeParameter.Kind kind = TypeParameter.Kind.TYPE_VAR;
    if (in.accept(STAR)) {
      kind = TypeParameter.Kind.TYPE_VAR_TUPLE;
    } else if (in.accept(DOUBLE_STAR)) {
      kind = TypeParameter.Kind.PARAM_SPEC;
    }
    String name = in.name();
    Optional<Expression> bound = Optional.empty();
    if (kind == TypeParameter.Kind.TYPE_VAR && in.accept(COLON)) {
      bound = Optional.of(expressions.expression());
    }
    Optional<Expression> defaultValue = Optional.empty();
    if (in.accept(EQUAL)) {
      boolean starred = kind == TypeParameter.Kind.TYPE_VAR_TUPLE && in.kind() == STAR;
      defaultValue = Optional.of(starred ? expressions.starred() : expressions.expression());
    }
    return new TypeParameter(name, kind, bound, defaultValue, in.spanFrom(start));
  }
}
