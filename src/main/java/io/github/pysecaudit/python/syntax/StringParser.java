package io.github.pysecaudit.python.syntax;

import static io.github.pysecaudit.python.syntax.TokenCursor.freeze;
import static io.github.pysecaudit.python.syntax.TokenKind.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads string literals: plain ones, adjacent ones, f-strings and t-strings. */
final class StringParser {

  private final TokenCursor in;
  private final ExpressionParser expressions;
  private final StringLiterals literals;

  StringParser(TokenCursor in, ExpressionParser expressions) {
    this.in = in;
    this.expressions = expressions;
    this.literals = new StringLiterals(in.tokens.text);
  }

  private boolean atString() {
    int kind = in.kind();
    return kind == STRING || kind == STRING_ESCAPED || kind == FSTRING_START;
  }

  /** One or several adjacent literals, which together are one value. */
  Expression literals() {
    int start = in.at;
    boolean plain = in.kind() != FSTRING_START;
    if (plain && !isString(in.kindAfter())) {
      boolean bytes = isBytes(start);
      String value = value();
      return constant(bytes, value, in.spanFrom(start));
    }
    return severalLiterals();
  }

  private static boolean isString(int kind) {
    return kind == STRING || kind == STRING_ESCAPED || kind == FSTRING_START;
  }

  private Expression severalLiterals() {
    int start = in.at;
    boolean bytes = isBytes(start);
    boolean formatted = false;
    boolean template = false;
    Parts parts = new Parts();
    do {
      if (isBytes(in.at) != bytes) {
        throw in.fault("Bytes and text cannot be joined.");
      }
      if (in.kind() == FSTRING_START) {
        int flags = literals.flagsOf(in.tokens.starts[in.at]);
        template |= (flags & StringPrefix.TEMPLATE) != 0;
        formatted |= (flags & StringPrefix.FORMAT) != 0;
        formatString(parts, flags);
      } else {
        int token = in.at;
        parts.text(value(), in.tokens.span(token, token));
      }
    } while (atString());
    Span span = in.spanFrom(start);
    if (template && formatted) {
      throw new SyntaxFault(start, "t-strings and f-strings cannot be joined.");
    }
    if (template) {
      return new Expression.TemplateStr(parts.finish(), span);
    }
    if (formatted) {
      return new Expression.JoinedStr(parts.finish(), span);
    }
    return constant(bytes, parts.onlyText(), span);
  }

  private static Expression constant(boolean bytes, String value, Span span) {
    return new Expression.Constant(
        bytes ? Expression.Constant.Kind.BYTES : Expression.Constant.Kind.STR, value, span);
  }

  private boolean isBytes(int token) {
    char c = in.tokens.text[in.tokens.starts[token]];
    if (c == '"' || c == '\'') {
      return false;
    }
    return (literals.flagsOf(in.tokens.starts[token]) & StringPrefix.BYTES) != 0;
  }

  private String value() {
    int token = in.at++;
    boolean plain = in.kindOf(token) == STRING;
    try {
      return literals.value(in.tokens.starts[token], in.tokens.ends[token], plain);
    } catch (IllegalArgumentException e) {
      throw new SyntaxFault(token, e.getMessage());
    }
  }

  private String middle(boolean raw, boolean doubled) {
    int token = in.at++;
    try {
      return literals.decode(in.tokens.starts[token], in.tokens.ends[token], raw, false, doubled);
    } catch (IllegalArgumentException e) {
      throw new SyntaxFault(token, e.getMessage());
    }
  }

  /** The parts of an f-string, where adjacent texts become one. */
  private static final class Parts {
    private final List<Expression> values = new ArrayList<>(4);
    private final StringBuilder text = new StringBuilder();
    private Optional<Span> place = Optional.empty();

    void text(String value, Span span) {
      place = Optional.of(place.map(first -> first.to(span)).orElse(span));
      text.append(value);
    }

    void field(Expression field) {
      flush();
      values.add(field);
    }

    private void flush() {
      if (text.length() > 0) {
        values.add(constant(false, text.toString(), place.orElseThrow()));
      }
      text.setLength(0);
      place = Optional.empty();
    }

    List<Expression> finish() {
      flush();
      return freeze(values);
    }

    String onlyText() {
      return text.toString();
    }
  }

  private void formatString(Parts parts, int flags) {
    boolean raw = (flags & StringPrefix.RAW) != 0;
    boolean template = (flags & StringPrefix.TEMPLATE) != 0;
    in.at++;
    while (in.kind() != FSTRING_END) {
      part(parts, raw, template, true);
    }
    in.at++;
  }

  private void part(Parts parts, boolean raw, boolean template, boolean doubled) {
    if (in.kind() == FSTRING_MIDDLE) {
      int token = in.at;
      parts.text(middle(raw, doubled), in.tokens.span(token, token));
    } else if (in.kind() == LBRACE) {
      in.enter();
      in.enter();
      field(parts, raw, template);
      in.leave();
      in.leave();
    } else {
      throw in.unexpected();
    }
  }

  private void field(Parts parts, boolean raw, boolean template) {
    int start = in.at++;
    Expression value = expressions.expressionsOrYield();
    String text = in.tokens.text(in.tokens.ends[start], in.tokens.ends[in.at - 1]).strip();
    boolean shown = in.accept(EQUAL);
    if (shown) {
      String written = in.tokens.text(in.tokens.ends[start], in.tokens.starts[in.at]);
      parts.text(written, in.tokens.spanBetween(start, in.at));
    }
    Optional<String> conversion = in.accept(EXCLAMATION) ? conversion() : Optional.empty();
    Optional<Expression.JoinedStr> spec = Optional.empty();
    if (in.kind() == COLON) {
      spec = Optional.of(formatSpec(raw, template));
    }
    in.expect(RBRACE, "}");
    if (shown && conversion.isEmpty() && spec.isEmpty()) {
      conversion = Optional.of("r");
    }
    Span span = in.spanFrom(start);
    parts.field(
        template
            ? new Expression.Interpolation(value, text, conversion, spec, span)
            : new Expression.FormattedValue(value, conversion, spec, span));
  }

  private Optional<String> conversion() {
    int token = in.at;
    String name = in.name();
    if (!name.equals("s") && !name.equals("r") && !name.equals("a")) {
      throw new SyntaxFault(token, "A conversion is '!s', '!r' or '!a', not '!" + name + "'.");
    }
    return Optional.of(name);
  }

  private Expression.JoinedStr formatSpec(boolean raw, boolean template) {
    int start = in.at++;
    Parts parts = new Parts();
    while (in.kind() != RBRACE) {
      part(parts, raw, template, false);
    }
    List<Expression> values = parts.finish();
    return new Expression.JoinedStr(values, in.spanFrom(start));
  }
}
