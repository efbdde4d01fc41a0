package io.github.pysecaudit.facts;

import io.github.pysecaudit.facts.ScriptValue.Choice;
import io.github.pysecaudit.facts.ScriptValue.DictValue;
import io.github.pysecaudit.facts.ScriptValue.FilePath;
import io.github.pysecaudit.facts.ScriptValue.Function;
import io.github.pysecaudit.facts.ScriptValue.Imported;
import io.github.pysecaudit.facts.ScriptValue.Lines;
import io.github.pysecaudit.facts.ScriptValue.ListValue;
import io.github.pysecaudit.facts.ScriptValue.Text;
import io.github.pysecaudit.facts.ScriptValue.Unknown;
import io.github.pysecaudit.python.syntax.Comprehension;
import io.github.pysecaudit.python.syntax.DictEntry;
import io.github.pysecaudit.python.syntax.Expression;
import io.github.pysecaudit.python.syntax.Keyword;
import io.github.pysecaudit.python.syntax.Operator;
import io.github.pysecaudit.python.syntax.Parameter;
import io.github.pysecaudit.python.syntax.Span;
import io.github.pysecaudit.python.syntax.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Follows the statements of a setup script in order and keeps, for each name, what it may stand
 * for. Branches and loops are taken as "may happen", so a list holds at least what it holds when
 * the script runs. Nothing is executed; steps and depth are bounded.
 */
final class ScriptInterpreter {
  private static final int MOST_STEPS = 200_000;
  private static final int DEEPEST = 60;
  private static final int MOST_ROUNDS = 1_000;

  private final BiConsumer<Expression.Call, DictValue> onSetup;
  private ScriptScope scope = new ScriptScope(Optional.empty());
  private final ScriptScope module = scope;
  private Optional<ScriptValue> returned = Optional.empty();
  private int steps;
  private int depth;
  private int branches;

  /**
   * @param onSetup told about each call of {@code setup()} with its keyword arguments
   */
  ScriptInterpreter(BiConsumer<Expression.Call, DictValue> onSetup) {
    this.onSetup = onSetup;
  }

  /** Whether the script was too long to follow to its end. */
  boolean exhausted() {
    return steps > MOST_STEPS;
  }

  void run(List<Statement> body) {
    body.forEach(this::statement);
  }

  /** Follows a function as if it were called with arguments nobody knows. */
  void runUncalled(Statement.FunctionDef function) {
    call(new Function(function, function.span()), List.of(), Map.of(), function.span());
  }

  private void statement(Statement statement) {
    if (++steps > MOST_STEPS) {
      return;
    }
    if (statement instanceof Statement.Assign assign) {
      ScriptValue value = value(assign.value());
      assign.targets().forEach(target -> bind(target, value));
    } else if (statement instanceof Statement.AnnAssign assign) {
      assign.value().ifPresent(value -> bind(assign.target(), value(value)));
    } else if (statement instanceof Statement.AugAssign assign) {
      augment(assign);
    } else if (statement instanceof Statement.Expr expr) {
      value(expr.value());
    } else if (statement instanceof Statement.FunctionDef function) {
      scope.bind(function.name(), new Function(function, function.span()), false);
    } else if (statement instanceof Statement.Return result) {
      ScriptValue value =
          result.value().map(this::value).orElse(new Unknown("nothing", result.span()));
      returned = Optional.of(returned.map(old -> ScriptScope.either(old, value)).orElse(value));
    } else if (statement instanceof Statement.Global global) {
      global.names().forEach(scope::global);
    } else if (statement instanceof Statement.Import imports) {
      imports
          .names()
          .forEach(
              alias -> {
                String name = alias.asName().orElse(firstOf(alias.name()));
                String full = alias.asName().isPresent() ? alias.name() : firstOf(alias.name());
                scope.bind(name, new Imported(full, alias.span()), false);
              });
    } else if (statement instanceof Statement.ImportFrom imports) {
      String prefix = imports.module().map(m -> m + ".").orElse("");
      imports
          .names()
          .forEach(
              alias ->
                  scope.bind(
                      alias.asName().orElse(alias.name()),
                      new Imported(prefix + alias.name(), alias.span()),
                      false));
    } else {
      compound(statement);
    }
  }

  private static String firstOf(String dotted) {
    int dot = dotted.indexOf('.');
    return dot < 0 ? dotted : dotted.substring(0, dot);
  }

  private void compound(Statement statement) {
    if (statement instanceof Statement.With with) {
      with.items()
          .forEach(
              item -> {
                ScriptValue value = value(item.contextExpr());
                item.optionalVars().ifPresent(target -> bind(target, value));
              });
      run(with.body());
    } else if (statement instanceof Statement.If branch) {
      value(branch.test());
      maybe(branch.body());
      branch.elifs().forEach(elif -> maybe(elif.body()));
      maybe(branch.orElse());
    } else if (statement instanceof Statement.Try attempt) {
      maybe(attempt.body());
      attempt.handlers().forEach(handler -> maybe(handler.body()));
      maybe(attempt.orElse());
      maybe(attempt.finalBody());
    } else if (statement instanceof Statement.For loop) {
      loop(loop);
    } else if (statement instanceof Statement.While loop) {
      maybe(loop.body());
      maybe(loop.orElse());
    } else if (statement instanceof Statement.Match match) {
      match.cases().forEach(each -> maybe(each.body()));
    } else if (statement instanceof Statement.Unparsed unparsed) {
      maybe(unparsed.body());
    }
  }

  private void maybe(List<Statement> body) {
    branches++;
    run(body);
    branches--;
  }

  private void loop(Statement.For loop) {
    ScriptValue source = ScriptCalls.asList(value(loop.iter()), loop.iter().span());
    branches++;
    List<ScriptValue> rounds =
        source instanceof ListValue list && list.items().size() <= MOST_ROUNDS
            ? List.copyOf(list.items())
            : List.of(
                source instanceof Lines ? source : new Unknown("a loop variable", loop.span()));
    for (ScriptValue round : rounds) {
      bind(loop.target(), round, false);
      run(loop.body());
    }
    run(loop.orElse());
    branches--;
  }

  private void augment(Statement.AugAssign assign) {
    ScriptValue more = value(assign.value());
    ScriptValue before = value(assign.target());
    if (assign.op() == Operator.ADD && before instanceof ListValue list) {
      ScriptCalls.extend(list, more);
    } else if (assign.op() == Operator.ADD) {
      bind(assign.target(), sum(before, more, assign.span()));
    } else if (assign.op() == Operator.BIT_OR && before instanceof ListValue list) {
      ScriptCalls.extend(list, more);
    } else if (assign.op() == Operator.BIT_OR && before instanceof DictValue dict) {
      ScriptCalls.update(dict, more);
    } else {
      bind(assign.target(), new Unknown("it is changed in place", assign.span()));
    }
  }

  private void bind(Expression target, ScriptValue value) {
    bind(target, value, branches > 0);
  }

  private void bind(Expression target, ScriptValue value, boolean maybe) {
    if (target instanceof Expression.Name name) {
      scope.bind(name.id(), value, maybe);
    } else if (target instanceof Expression.Subscript subscript) {
      bindItem(subscript, value);
    } else if (target instanceof Expression.TupleExpr tuple) {
      tuple.elts().forEach(e -> bind(e, new Unknown("it is unpacked", target.span()), maybe));
    } else if (target instanceof Expression.ListExpr list) {
      list.elts().forEach(e -> bind(e, new Unknown("it is unpacked", target.span()), maybe));
    }
  }

  private void bindItem(Expression.Subscript subscript, ScriptValue value) {
    bindItem(value(subscript.value()), subscript, value);
  }

  private void bindItem(ScriptValue container, Expression.Subscript subscript, ScriptValue value) {
    if (container instanceof Choice choice) {
      choice.values().forEach(each -> bindItem(each, subscript, value));
    } else if (container instanceof DictValue dict) {
      Optional<String> key =
          value(subscript.slice()) instanceof Text text
              ? Optional.of(text.text())
              : Optional.empty();
      if (key.isEmpty()) {
        dict.incomplete();
      } else if (branches > 0) {
        dict.entries().merge(key.get(), value, ScriptScope::either);
      } else {
        dict.entries().put(key.get(), value);
      }
    } else if (container instanceof ListValue list) {
      list.add(value);
    }
  }

  /** What an expression stands for. */
  private ScriptValue value(Expression expression) {
    if (++steps > MOST_STEPS || depth >= DEEPEST) {
      return new Unknown("the script is too long or too deep to follow", expression.span());
    }
    depth++;
    try {
      return simple(expression).orElseGet(() -> composed(expression));
    } finally {
      depth--;
    }
  }

  private Optional<ScriptValue> simple(Expression expression) {
    Span span = expression.span();
    if (expression instanceof Expression.Constant constant) {
      if (constant.kind() == Expression.Constant.Kind.NONE) {
        return Optional.of(new ListValue(List.of(), span));
      }
      boolean text = constant.kind() == Expression.Constant.Kind.STR;
      return Optional.of(
          text ? new Text(constant.value(), span) : new Unknown("it is no text", span));
    }
    if (expression instanceof Expression.Name name) {
      if (name.id().equals("__file__")) {
        return Optional.of(new FilePath("setup.py", span));
      }
      return Optional.of(scope.find(name.id()).orElseGet(() -> new Imported(name.id(), span)));
    }
    if (expression instanceof Expression.JoinedStr joined) {
      return Optional.of(joined(joined));
    }
    if (expression instanceof Expression.ListExpr list) {
      return Optional.of(list(list.elts(), span));
    }
    if (expression instanceof Expression.TupleExpr tuple) {
      return Optional.of(list(tuple.elts(), span));
    }
    if (expression instanceof Expression.SetExpr set) {
      return Optional.of(list(set.elts(), span));
    }
    return Optional.empty();
  }

  private ScriptValue composed(Expression expression) {
    Span span = expression.span();
    if (expression instanceof Expression.DictExpr dict) {
      return dict(dict);
    }
    if (expression instanceof Expression.Call call) {
      return call(call);
    }
    if (expression instanceof Expression.Attribute attribute) {
      return attribute(attribute);
    }
    if (expression instanceof Expression.Subscript subscript) {
      return item(subscript);
    }
    if (expression instanceof Expression.BinOp operation) {
      return operation(operation);
    }
    if (expression instanceof Expression.IfExp choice) {
      return ScriptScope.either(value(choice.body()), value(choice.orElse()));
    }
    if (expression instanceof Expression.BoolOp operation) {
      ScriptValue first = value(operation.values().get(0));
      for (Expression other : operation.values().subList(1, operation.values().size())) {
        first = ScriptScope.either(first, value(other));
      }
      return first;
    }
    if (expression instanceof Expression.ListComp list) {
      return comprehension(list.elt(), list.generators(), span);
    }
    if (expression instanceof Expression.GeneratorExp list) {
      return comprehension(list.elt(), list.generators(), span);
    }
    if (expression instanceof Expression.SetComp set) {
      return comprehension(set.elt(), set.generators(), span);
    }
    return new Unknown("the expression cannot be told without running it", span);
  }

  private ScriptValue joined(Expression.JoinedStr joined) {
    StringBuilder text = new StringBuilder();
    for (Expression part : joined.values()) {
      Expression inner =
          part instanceof Expression.FormattedValue field
                  && field.formatSpec().isEmpty()
                  && field.conversion().isEmpty()
              ? field.value()
              : part;
      if (!(value(inner) instanceof Text known)) {
        return new Unknown("part of the text is not known", joined.span());
      }
      text.append(known.text());
    }
    return ScriptValue.text(text.toString(), joined.span());
  }

  private ScriptValue list(List<Expression> elements, Span span) {
    ListValue list = new ListValue(List.of(), span);
    for (Expression element : elements) {
      if (element instanceof Expression.Starred starred) {
        ScriptCalls.extend(list, value(starred.value()));
      } else {
        list.add(value(element));
      }
    }
    return list;
  }

  private ScriptValue dict(Expression.DictExpr expression) {
    DictValue dict = new DictValue(expression.span());
    for (DictEntry entry : expression.entries()) {
      ScriptValue value = value(entry.value());
      if (entry.key().isEmpty()) {
        ScriptCalls.update(dict, value);
      } else if (value(entry.key().get()) instanceof Text key) {
        dict.entries().put(key.text(), value);
      } else {
        dict.incomplete();
      }
    }
    return dict;
  }

  private ScriptValue attribute(Expression.Attribute attribute) {
    ScriptValue on = value(attribute.value());
    if (on instanceof Imported module) {
      return new Imported(module.name() + "." + attribute.attr(), attribute.span());
    }
    if (on instanceof FilePath && List.of("parent", "parents").contains(attribute.attr())) {
      return ScriptCalls.folder(on, attribute.span());
    }
    if (on instanceof Lines
        && List.of("req", "requirement", "name_specifier").contains(attribute.attr())) {
      return on;
    }
    return new Unknown("the attribute " + attribute.attr() + " is not known", attribute.span());
  }

  private ScriptValue item(Expression.Subscript subscript) {
    ScriptValue container = value(subscript.value());
    if (container instanceof Lines) {
      return container;
    }
    if (container instanceof DictValue dict && value(subscript.slice()) instanceof Text key) {
      ScriptValue entry = dict.entries().get(key.text());
      return entry != null ? entry : new Unknown("the entry is not known", subscript.span());
    }
    if (container instanceof ListValue list && subscript.slice() instanceof Expression.Slice) {
      return new ListValue(list.items(), list.span());
    }
    return new Unknown("the item is not known", subscript.span());
  }

  private ScriptValue operation(Expression.BinOp operation) {
    ScriptValue result = value(operation.operands().get(0));
    for (int i = 0; i < operation.operators().size(); i++) {
      ScriptValue right = value(operation.operands().get(i + 1));
      Span span = operation.span();
      Operator operator = operation.operators().get(i);
      if (operator == Operator.ADD
          || (operator == Operator.BIT_OR && result instanceof ListValue)) {
        result = sum(result, right, span);
      } else if (operator == Operator.DIV && result instanceof FilePath) {
        result = ScriptCalls.joinPath(List.of(result, right), span);
      } else if (operator == Operator.MOD && result instanceof Text text) {
        List<ScriptValue> arguments =
            right instanceof ListValue list ? List.copyOf(list.items()) : List.of(right);
        result = ScriptCalls.fill(text, "%s", arguments, span);
      } else {
        result = new Unknown("the result of " + operator.symbol() + " is not known", span);
      }
    }
    return result;
  }

  private static ScriptValue sum(ScriptValue left, ScriptValue right, Span span) {
    if (left instanceof Text a && right instanceof Text b) {
      return ScriptValue.text(a.text() + b.text(), a.span());
    }
    if (left instanceof FilePath a && right instanceof Text b) {
      return ScriptCalls.joinPath(List.of(new FilePath(a.path() + b.text(), span)), span);
    }
    boolean lists =
        left instanceof ListValue
            || left instanceof Lines
            || right instanceof ListValue
            || right instanceof Lines
            || left instanceof Choice;
    if (!lists) {
      return new Unknown("the sum is not known", span);
    }
    ListValue all = new ListValue(List.of(), span);
    ScriptCalls.extend(all, left);
    ScriptCalls.extend(all, right);
    return all;
  }

  /** Conditions are not decided: every item may be in the result. */
  private ScriptValue comprehension(Expression element, List<Comprehension> generators, Span span) {
    ScriptScope before = scope;
    scope = new ScriptScope(Optional.of(before));
    ListValue result = new ListValue(List.of(), span);
    generate(element, generators, result);
    scope = before;
    boolean oneFile = result.items().size() == 1 && result.items().get(0) instanceof Lines;
    return oneFile ? result.items().get(0) : result;
  }

  private void generate(Expression element, List<Comprehension> generators, ListValue result) {
    if (generators.isEmpty()) {
      result.add(value(element));
      return;
    }
    Comprehension first = generators.get(0);
    List<Comprehension> rest = generators.subList(1, generators.size());
    ScriptValue source = ScriptCalls.asList(value(first.iter()), first.span());
    List<ScriptValue> items = new ArrayList<>();
    if (source instanceof ListValue list) {
      items.addAll(list.items().subList(0, Math.min(MOST_ROUNDS, list.items().size())));
      if (list.items().size() > MOST_ROUNDS) {
        items.add(new Unknown("the list is too long", first.span()));
      }
    } else {
      items.add(source);
    }
    for (ScriptValue item : items) {
      if (exhausted()) {
        break;
      }
      bind(first.target(), item, false);
      generate(element, rest, result);
    }
  }

  private ScriptValue call(Expression.Call call) {
    List<ScriptValue> arguments = new ArrayList<>();
    for (Expression argument : call.args()) {
      if (argument instanceof Expression.Starred starred
          && value(starred.value()) instanceof ListValue list) {
        arguments.addAll(list.items());
      } else {
        arguments.add(
            value(argument instanceof Expression.Starred starred ? starred.value() : argument));
      }
    }
    if (call.func() instanceof Expression.Attribute attribute) {
      ScriptValue on = value(attribute.value());
      if (!(on instanceof Imported) && !(on instanceof Unknown)) {
        return ScriptCalls.method(on, attribute.attr(), arguments, call.span());
      }
    }
    ScriptValue function = value(call.func());
    if (function instanceof Function own) {
      Map<String, ScriptValue> keywords = new java.util.HashMap<>();
      for (Keyword keyword : call.keywords()) {
        keyword.name().ifPresent(name -> keywords.put(name, value(keyword.value())));
      }
      return call(own, arguments, keywords, call.span());
    }
    String name = function instanceof Imported imported ? imported.name() : "";
    String last = name.substring(name.lastIndexOf('.') + 1);
    if (SetupScript.isSetup(name)) {
      onSetup.accept(call, keywords(call));
      return new Unknown("the result of setup()", call.span());
    }
    if (name.equals("dict")) {
      return keywords(call);
    }
    if (last.equals("from_iterable")
        && arguments.size() == 1
        && arguments.get(0) instanceof ListValue lists) {
      return ScriptCalls.function("chain", lists.items(), call.span());
    }
    ScriptValue result = ScriptCalls.function(last, arguments, call.span());
    if (result instanceof Unknown && !ScriptCalls.PURE.contains(last)) {
      arguments.forEach(argument -> mayChange(argument, last, call.span()));
    }
    return result;
  }

  /** A function nobody knows may add to the lists it is given. */
  private static void mayChange(ScriptValue argument, String function, Span span) {
    if (argument instanceof ListValue list) {
      list.add(new Unknown("the list is handed to " + function + "()", span));
    } else if (argument instanceof DictValue dict) {
      dict.incomplete();
    }
  }

  private DictValue keywords(Expression.Call call) {
    DictValue arguments = new DictValue(call.span());
    if (call.func().dottedName().orElse("").equals("dict") && !call.args().isEmpty()) {
      ScriptCalls.update(arguments, value(call.args().get(0)));
    }
    for (Keyword keyword : call.keywords()) {
      ScriptValue value = value(keyword.value());
      if (keyword.name().isPresent()) {
        arguments.entries().put(keyword.name().get(), value);
      } else {
        ScriptCalls.update(arguments, value);
      }
    }
    return arguments;
  }

  private ScriptValue call(
      Function function,
      List<ScriptValue> arguments,
      Map<String, ScriptValue> keywords,
      Span span) {
    if (depth >= DEEPEST) {
      return new Unknown("the functions call each other too deeply", span);
    }
    ScriptScope caller = scope;
    Optional<ScriptValue> before = returned;
    int outerBranches = branches;
    scope = new ScriptScope(Optional.of(module));
    returned = Optional.empty();
    branches = 0;
    depth += 5;
    int position = 0;
    for (Parameter parameter : function.definition().parameters()) {
      ScriptValue value = keywords.get(parameter.name());
      boolean positional =
          parameter.kind() == Parameter.Kind.REGULAR
              || parameter.kind() == Parameter.Kind.POSITIONAL_ONLY;
      if (value == null && positional && position < arguments.size()) {
        value = arguments.get(position);
      } else if (value == null && parameter.kind() == Parameter.Kind.VAR_POSITIONAL) {
        value =
            new ListValue(
                arguments.subList(Math.min(position, arguments.size()), arguments.size()), span);
      } else if (value == null && parameter.defaultValue().isPresent()) {
        value = value(parameter.defaultValue().get());
      }
      position++;
      scope.bind(
          parameter.name(),
          value != null ? value : new Unknown("an argument nobody knows", span),
          false);
    }
    run(function.definition().body());
    ScriptValue result =
        returned.orElse(new Unknown("the function returns nothing that is known", span));
    depth -= 5;
    branches = outerBranches;
    returned = before;
    scope = caller;
    return result;
  }
}
