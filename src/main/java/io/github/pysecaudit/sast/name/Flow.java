package io.github.pysecaudit.sast.name;

import io.github.pysecaudit.python.syntax.DictEntry;
import io.github.pysecaudit.python.syntax.Expression;
import io.github.pysecaudit.python.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Follows values inside one function and the module around it. */
final class Flow {
  private static final int MAX_DEPTH = 30;

  /** Reads something from outside of the program. */
  private static final Set<String> INPUTS =
      Set.of(
          "input()",
          "raw_input()",
          "sys.argv",
          "sys.argv[]",
          "os.environ",
          "os.environ[]",
          "os.environ.get()",
          "os.getenv()",
          "sys.stdin.read()",
          "sys.stdin.readline()",
          "sys.stdin.buffer.read()",
          "flask.request",
          "urllib.request.urlopen()",
          "urllib.request.urlopen().read()",
          "argparse.ArgumentParser().parse_args()");

  /** The last name of objects that hold what a client sent. */
  private static final Set<String> REQUEST_PARTS =
      Set.of("args", "form", "values", "GET", "POST", "COOKIES", "json", "query_params", "cookies");

  private final Names names;

  Flow(Names names) {
    this.names = names;
  }

  Origin origin(Expression expression, Scope scope, int depth) {
    if (depth > MAX_DEPTH) {
      return Origin.UNKNOWN;
    }
    if (expression instanceof Expression.Constant || expression instanceof Expression.Lambda) {
      return Origin.CONSTANT;
    }
    if (expression instanceof Expression.Name name) {
      return variable(name.id(), scope, depth);
    }
    if (expression instanceof Expression.Attribute
        || expression instanceof Expression.Call
        || expression instanceof Expression.Subscript) {
      return chain(expression, scope, depth);
    }
    return parts(expression, scope, depth);
  }

  private Origin parts(Node node, Scope scope, int depth) {
    List<Expression> inside = new ArrayList<>();
    node.forEachChild(
        child -> {
          if (child instanceof Expression expression) {
            inside.add(expression);
          } else if (child instanceof DictEntry entry) {
            inside.add(entry.value());
          }
        });
    boolean plain =
        node instanceof Expression.BinOp
            || node instanceof Expression.JoinedStr
            || node instanceof Expression.FormattedValue
            || node instanceof Expression.TupleExpr
            || node instanceof Expression.ListExpr
            || node instanceof Expression.SetExpr
            || node instanceof Expression.DictExpr
            || node instanceof Expression.BoolOp
            || node instanceof Expression.IfExp
            || node instanceof Expression.UnaryOp
            || node instanceof Expression.Starred
            || node instanceof Expression.NamedExpr
            || node instanceof Expression.Await;
    Origin all = plain ? Origin.CONSTANT : Origin.UNKNOWN;
    for (Expression each : inside.subList(0, Math.min(inside.size(), 200))) {
      all = all.or(origin(each, scope, depth + 1));
      if (all == Origin.INPUT) {
        break;
      }
    }
    return all;
  }

  /** A chain of attributes, calls and indexes: an input by its name, or what it begins with. */
  private Origin chain(Expression expression, Scope scope, int depth) {
    for (String candidate : names.candidates(expression, scope)) {
      if (isInput(candidate)) {
        return Origin.INPUT;
      }
    }
    Expression base = expression;
    boolean called = false;
    Origin all = Origin.CONSTANT;
    for (int i = 0; i < 40; i++) {
      if (base instanceof Expression.Attribute attribute) {
        if (REQUEST_PARTS.contains(attribute.attr())
            && attribute.value() instanceof Expression.Name name
            && name.id().equals("request")) {
          return Origin.INPUT;
        }
        base = attribute.value();
      } else if (base instanceof Expression.Subscript subscript) {
        base = subscript.value();
      } else if (base instanceof Expression.Call call) {
        called = true;
        for (Expression argument : call.args()) {
          all = all.or(origin(argument, scope, depth + 4));
        }
        base = call.func();
      } else {
        break;
      }
    }
    boolean method = called && base instanceof Expression.Constant;
    Origin start = origin(base, scope, depth + 4);
    if (called && !method) {
      return all.or(start == Origin.CONSTANT ? Origin.UNKNOWN : start);
    }
    return all.or(start);
  }

  private static boolean isInput(String name) {
    if (INPUTS.contains(name)) {
      return true;
    }
    if (name.startsWith("flask.request.") || name.startsWith("bottle.request.")) {
      return true;
    }
    return name.startsWith("argparse.ArgumentParser().parse_args().")
        || name.startsWith("sys.stdin")
        || name.startsWith("os.environ");
  }

  private Origin variable(String name, Scope scope, int depth) {
    Optional<Scope> owner = scope.owner(name);
    if (owner.isEmpty()) {
      return Origin.UNKNOWN;
    }
    Scope.Memo known = owner.get().memo(name);
    if (known.origin == null) {
      known.origin = Origin.CONSTANT;
      Origin found = Origin.CONSTANT;
      for (Binding binding : owner.get().own(name)) {
        found = found.or(of(binding, depth + 1));
      }
      known.origin = found;
    }
    return known.origin;
  }

  private Origin of(Binding binding, int depth) {
    if (binding instanceof Binding.Value value) {
      return origin(value.value(), value.scope(), depth);
    }
    if (binding instanceof Binding.Element element) {
      return origin(element.container(), element.scope(), depth);
    }
    if (binding instanceof Binding.Param) {
      return Origin.PARAMETER;
    }
    return Origin.UNKNOWN;
  }
}
