package io.github.pysecaudit.sast.name;

import io.github.pysecaudit.python.syntax.Expression;
import io.github.pysecaudit.python.syntax.Expression.Constant.Kind;
import io.github.pysecaudit.python.syntax.Operator;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Computes texts and numbers that are the same in every run. */
final class Constants {
  private static final int MAX_DEPTH = 40;
  private static final int MAX_TEXT = 10_000;

  /** Permission bits of the module {@code stat}. */
  private static final Map<String, Long> STAT =
      Map.ofEntries(
          Map.entry("stat.S_ISUID", 04000L),
          Map.entry("stat.S_ISGID", 02000L),
          Map.entry("stat.S_ISVTX", 01000L),
          Map.entry("stat.S_IRWXU", 0700L),
          Map.entry("stat.S_IRUSR", 0400L),
          Map.entry("stat.S_IWUSR", 0200L),
          Map.entry("stat.S_IXUSR", 0100L),
          Map.entry("stat.S_IRWXG", 070L),
          Map.entry("stat.S_IRGRP", 040L),
          Map.entry("stat.S_IWGRP", 020L),
          Map.entry("stat.S_IXGRP", 010L),
          Map.entry("stat.S_IRWXO", 07L),
          Map.entry("stat.S_IROTH", 04L),
          Map.entry("stat.S_IWOTH", 02L),
          Map.entry("stat.S_IXOTH", 01L),
          Map.entry("stat.S_IREAD", 0400L),
          Map.entry("stat.S_IWRITE", 0200L),
          Map.entry("stat.S_IEXEC", 0100L));

  private final Names names;

  Constants(Names names) {
    this.names = names;
  }

  Optional<String> text(Expression expression, Scope scope, int depth) {
    if (expression instanceof Expression.Constant constant) {
      return constant.kind() == Kind.STR || constant.kind() == Kind.BYTES
          ? Optional.of(constant.value())
          : Optional.empty();
    }
    if (depth > MAX_DEPTH) {
      return Optional.empty();
    }
    if (expression instanceof Expression.Name name) {
      return variable(name.id(), scope, depth);
    }
    if (expression instanceof Expression.BinOp sum) {
      boolean adds = sum.operators().stream().allMatch(operator -> operator == Operator.ADD);
      return adds ? joined("", sum.operands(), scope, depth) : Optional.empty();
    }
    if (expression instanceof Expression.JoinedStr joined) {
      return joined("", joined.values(), scope, depth);
    }
    if (expression instanceof Expression.FormattedValue field) {
      return field.formatSpec().isEmpty() && field.conversion().isEmpty()
          ? text(field.value(), scope, depth + 1)
              .or(() -> number(field.value(), scope, depth + 1).map(String::valueOf))
          : Optional.empty();
    }
    if (expression instanceof Expression.Call call) {
      return joinCall(call, scope, depth);
    }
    if (expression instanceof Expression.Subscript subscript) {
      return reversed(subscript, scope, depth);
    }
    return Optional.empty();
  }

  private Optional<String> variable(String name, Scope scope, int depth) {
    Optional<Scope> owner = scope.owner(name);
    if (owner.isEmpty()) {
      return Optional.empty();
    }
    Scope.Memo known = owner.get().memo(name);
    if (known.text == null) {
      known.text = Optional.empty();
      List<Binding> bindings = owner.get().own(name);
      known.text =
          bindings.size() == 1 && bindings.get(0) instanceof Binding.Value value
              ? text(value.value(), value.scope(), depth + 1)
              : Optional.empty();
    }
    return known.text;
  }

  private Optional<String> joined(
      String separator, List<Expression> parts, Scope scope, int depth) {
    StringBuilder all = new StringBuilder();
    for (Expression part : parts) {
      Optional<String> text = text(part, scope, depth + 1);
      if (text.isEmpty() || all.length() + text.get().length() > MAX_TEXT) {
        return Optional.empty();
      }
      all.append(all.length() > 0 ? separator : "").append(text.get());
    }
    return Optional.of(all.toString());
  }

  /** {@code "".join([...])}. */
  private Optional<String> joinCall(Expression.Call call, Scope scope, int depth) {
    if (!(call.func() instanceof Expression.Attribute join)
        || !join.attr().equals("join")
        || call.args().size() != 1
        || !(join.value() instanceof Expression.Constant)) {
      return Optional.empty();
    }
    List<Expression> parts = List.of();
    if (call.args().get(0) instanceof Expression.ListExpr list) {
      parts = list.elts();
    } else if (call.args().get(0) instanceof Expression.TupleExpr tuple) {
      parts = tuple.elts();
    }
    Optional<String> separator = text(join.value(), scope, depth + 1);
    return parts.isEmpty() || separator.isEmpty()
        ? Optional.empty()
        : joined(separator.get(), parts, scope, depth);
  }

  /** {@code "metsys"[::-1]}. */
  private Optional<String> reversed(Expression.Subscript subscript, Scope scope, int depth) {
    if (subscript.value() instanceof Expression.Constant
        && subscript.slice() instanceof Expression.Slice slice
        && slice.lower().isEmpty()
        && slice.upper().isEmpty()
        && slice.step().flatMap(step -> number(step, scope, depth + 1)).equals(Optional.of(-1L))) {
      return text(subscript.value(), scope, depth + 1)
          .map(text -> new StringBuilder(text).reverse().toString());
    }
    return Optional.empty();
  }

  Optional<Long> number(Expression expression, Scope scope, int depth) {
    if (depth > MAX_DEPTH) {
      return Optional.empty();
    }
    if (expression instanceof Expression.Constant constant) {
      return constant.kind() == Kind.INT ? parse(constant.value()) : Optional.empty();
    }
    if (expression instanceof Expression.UnaryOp unary
        && unary.op() == Expression.UnaryOp.Kind.U_SUB) {
      return number(unary.operand(), scope, depth + 1).map(value -> -value);
    }
    if (expression instanceof Expression.BinOp sum
        && sum.operators().stream().allMatch(operator -> operator == Operator.BIT_OR)) {
      long all = 0;
      for (Expression operand : sum.operands()) {
        Optional<Long> value = number(operand, scope, depth + 1);
        if (value.isEmpty()) {
          return Optional.empty();
        }
        all |= value.get();
      }
      return Optional.of(all);
    }
    if (expression instanceof Expression.Name || expression instanceof Expression.Attribute) {
      return named(expression, scope, depth);
    }
    return Optional.empty();
  }

  private Optional<Long> named(Expression expression, Scope scope, int depth) {
    for (String candidate : names.candidates(expression, scope)) {
      if (STAT.containsKey(candidate)) {
        return Optional.of(STAT.get(candidate));
      }
    }
    if (!(expression instanceof Expression.Name name)) {
      return Optional.empty();
    }
    Optional<Scope> owner = scope.owner(name.id());
    if (owner.isEmpty()) {
      return Optional.empty();
    }
    Scope.Memo known = owner.get().memo(name.id());
    if (known.number == null) {
      known.number = Optional.empty();
      List<Binding> bindings = owner.get().own(name.id());
      known.number =
          bindings.size() == 1 && bindings.get(0) instanceof Binding.Value value
              ? number(value.value(), value.scope(), depth + 1)
              : Optional.empty();
    }
    return known.number;
  }

  private static Optional<Long> parse(String digits) {
    String plain = digits.replace("_", "").toLowerCase(Locale.ROOT);
    if (plain.length() > 40) {
      return Optional.empty();
    }
    try {
      BigInteger value;
      if (plain.startsWith("0x")) {
        value = new BigInteger(plain.substring(2), 16);
      } else if (plain.startsWith("0o")) {
        value = new BigInteger(plain.substring(2), 8);
      } else if (plain.startsWith("0b")) {
        value = new BigInteger(plain.substring(2), 2);
      } else {
        value = new BigInteger(plain);
      }
      return value.bitLength() < 63 ? Optional.of(value.longValue()) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
