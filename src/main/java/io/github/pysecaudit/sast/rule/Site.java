package io.github.pysecaudit.sast.rule;

import io.github.pysecaudit.python.syntax.Expression;
import io.github.pysecaudit.python.syntax.Expression.Constant.Kind;
import io.github.pysecaudit.python.syntax.Node;
import io.github.pysecaudit.sast.Rule;
import io.github.pysecaudit.sast.RuleCatalogue;
import io.github.pysecaudit.sast.Weakness.Grade;
import io.github.pysecaudit.sast.name.Names;
import io.github.pysecaudit.sast.name.Origin;
import io.github.pysecaudit.sast.name.Scope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a check looks: one file, the scope it is in, and the way to report what it saw. */
final class Site {
  static final int MAX_HITS = 5_000;
  private static final int MAX_SHOWN = 60;

  private final RuleCatalogue rules;
  private final Names names;
  private final boolean test;
  private final List<Hit> hits = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final Set<Node> compared = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Node> listening = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean truncated;
  private Optional<String> target = Optional.empty();
  private Scope scope;

  Site(RuleCatalogue rules, Names names, boolean test) {
    this.rules = rules;
    this.names = names;
    this.test = test;
    this.scope = names.module();
  }

  Scope scope() {
    return scope;
  }

  void enter(Scope inner) {
    scope = inner;
  }

  Names names() {
    return names;
  }

  List<Hit> hits() {
    return hits;
  }

  boolean isTruncated() {
    return truncated;
  }

  /** The name that the statement under way assigns to, if it assigns to one. */
  Optional<String> target() {
    return target;
  }

  void target(Optional<String> name) {
    target = name;
  }

  /** Notes that a constant is only compared with something. */
  void compared(Expression constant) {
    if (constant instanceof Expression.Constant text && text.kind() == Kind.STR) {
      compared.add(constant);
    }
  }

  /** Notes that a value is by its surroundings an address to listen on. */
  void listening(Node value) {
    listening.add(value);
  }

  boolean isListening(Node value) {
    return listening.contains(value);
  }

  boolean isCompared(Node constant) {
    return compared.contains(constant);
  }

  List<String> candidates(Expression expression) {
    return names.candidates(expression, scope);
  }

  Optional<String> text(Expression expression) {
    return names.text(expression, scope);
  }

  Optional<Long> number(Expression expression) {
    return names.number(expression, scope);
  }

  Origin origin(Expression expression) {
    return text(expression).isPresent() ? Origin.CONSTANT : names.origin(expression, scope);
  }

  static boolean isConstant(Expression expression, Kind kind) {
    return expression instanceof Expression.Constant constant && constant.kind() == kind;
  }

  /** Is this value certainly false: False, None, 0, an empty text? */
  static boolean isFalsy(Expression expression) {
    if (!(expression instanceof Expression.Constant constant)) {
      return expression instanceof Expression.ListExpr list && list.elts().isEmpty()
          || expression instanceof Expression.DictExpr dict && dict.entries().isEmpty()
          || expression instanceof Expression.TupleExpr tuple && tuple.elts().isEmpty();
    }
    return switch (constant.kind()) {
      case FALSE, NONE -> true;
      case INT -> constant.value().equals("0");
      case STR, BYTES -> constant.value().isEmpty();
      default -> false;
    };
  }

  /** Says in a few words what a value is: the constant itself, or where it comes from. */
  String describe(Expression expression) {
    Optional<String> text = text(expression);
    if (text.isPresent()) {
      return "the constant " + quote(text.get());
    }
    return switch (origin(expression)) {
      case CONSTANT -> "a constant";
      case UNKNOWN -> "a value made at run time";
      case PARAMETER -> "a value from a parameter";
      case INPUT -> "input from outside";
    };
  }

  /** A text as it may be shown in one line. */
  static String quote(String text) {
    String shown = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
    StringBuilder line = new StringBuilder("\"");
    shown
        .codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
        .forEach(line::appendCodePoint);
    return line.append('"').toString();
  }

  /** Starts a report on a rule. */
  Report report(Rule rule, Node at) {
    return new Report(rule, at);
  }

  Report report(String rule, Node at) {
    return new Report(rules.rule(rule), at);
  }

  /** What is known about one hit before it is added. */
  final class Report {
    private final Rule rule;
    private final Node at;
    private Grade severity;
    private Grade confidence;
    private String name = "";
    private String detail = "";
    private int lastLine;

    private Report(Rule rule, Node at) {
      this.rule = rule;
      this.at = at;
      this.severity = rule.severity();
      this.confidence = rule.confidence();
      this.lastLine = at.line();
    }

    Report name(String value) {
      name = value;
      return this;
    }

    Report detail(String value) {
      detail = value;
      return this;
    }

    Report grades(Grade sever, Grade confident) {
      severity = sever;
      confidence = confident;
      return this;
    }

    Report low() {
      severity = Grade.LOW;
      return this;
    }

    /** A marker may also stand on the following lines up to this one. */
    Report upTo(int line) {
      lastLine = Math.max(line, lastLine);
      return this;
    }

    /** Grades by where the decisive value comes from: never silent, but honest. */
    Report value(Expression decisive) {
      if (text(decisive).isPresent()) {
        severity = Grade.LOW;
      } else {
        switch (origin(decisive)) {
          case CONSTANT -> {
            severity = Grade.LOW;
            confidence = Grade.LOW;
          }
          case INPUT -> confidence = Grade.HIGH;
          default -> {
            // A parameter or something unknown is what the rule's own grades are made for.
          }
        }
      }
      return this;
    }

    void add() {
      if (test && rule.tests() == Rule.TestProfile.OFF) {
        return;
      }
      if (test && rule.tests() == Rule.TestProfile.LOWERED && severity != Grade.LOW) {
        severity = severity == Grade.HIGH ? Grade.MEDIUM : Grade.LOW;
      }
      int column = at.span().column();
      if (!seen.add(rule.id() + ':' + at.line() + ':' + column)) {
        return;
      }
      if (hits.size() == MAX_HITS) {
        truncated = true;
        return;
      }
      String message = rule.message().replace("{name}", name).replace("{detail}", detail);
      hits.add(new Hit(rule.id(), at.line(), column, lastLine, severity, confidence, message));
    }
  }
}
