package io.github.pysecaudit.sast.name;

import io.github.pysecaudit.python.syntax.DictEntry;
import io.github.pysecaudit.python.syntax.Expression;
import io.github.pysecaudit.python.syntax.Module;
import io.github.pysecaudit.python.syntax.Node;
import io.github.pysecaudit.python.syntax.TreeWalk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says what the names of one file stand for: {@code sp.run} is {@code subprocess.run} after {@code
 * import subprocess as sp}, in whatever scope. A name that was bound several ways has several
 * candidates; one that was bound to something unknown, a local function for instance, has none. The
 * value of a call is written as the call, {@code tarfile.open()}.
 */
public final class Names {
  private static final int MAX_CANDIDATES = 8;
  private static final int MAX_TRAILERS = 40;
  private static final int MAX_DEPTH = 24;
  private static final int MAX_NAME = 400;

  /** The same thing under another name. */
  private static final Map<String, String> SYNONYMS =
      Map.of(
          "__builtin__", "builtins",
          "__builtins__", "builtins",
          "six.moves.builtins", "builtins",
          "six.moves.cPickle", "pickle",
          "six.moves.shelve", "shelve",
          "six.moves.input", "input");

  private final Map<Node, Scope> scopes;
  private final Scope module;
  private final Constants constants = new Constants(this);
  private final Flow flow = new Flow(this);

  private final Imports imports;

  private Names(BindingCollector collector) {
    this.scopes = collector.scopes();
    this.module = collector.module();
    this.imports = collector.imports();
  }

  /** Reads all bindings of a file. */
  public static Names of(Module tree) {
    BindingCollector collector = new BindingCollector();
    TreeWalk.walk(tree, collector);
    return new Names(collector);
  }

  /** What the file imports, at any level. */
  public Imports imports() {
    return imports;
  }

  /** The scope of the file. */
  public Scope module() {
    return module;
  }

  /** The scope this node opens, if it opens one. */
  public Optional<Scope> opened(Node node) {
    return BindingCollector.opens(node) ? Optional.of(scopes.get(node)) : Optional.empty();
  }

  /** The scope around this one; the module's is its own. */
  public Scope outer(Scope scope) {
    return scope.parent() == null ? scope : scope.parent();
  }

  /** The qualified names this expression may stand for. */
  public List<String> candidates(Expression expression, Scope scope) {
    return candidates(expression, scope, 0);
  }

  /** The text this expression always is, if that can be told. */
  public Optional<String> text(Expression expression, Scope scope) {
    return constants.text(expression, scope, 0);
  }

  /** The number this expression always is, if that can be told. */
  public Optional<Long> number(Expression expression, Scope scope) {
    return constants.number(expression, scope, 0);
  }

  /** Where the value of this expression comes from. */
  public Origin origin(Expression expression, Scope scope) {
    return flow.origin(expression, scope, 0);
  }

  /**
   * What a variable is assigned, in the order of the source; an expression that is none is itself.
   */
  public List<Expression> values(Expression expression, Scope scope) {
    if (!(expression instanceof Expression.Name name)) {
      return List.of(expression);
    }
    return scope.owner(name.id()).map(owner -> owner.own(name.id())).orElse(List.of()).stream()
        .filter(Binding.Value.class::isInstance)
        .limit(MAX_CANDIDATES)
        .map(binding -> ((Binding.Value) binding).value())
        .toList();
  }

  List<String> candidates(Expression expression, Scope scope, int depth) {
    if (depth > MAX_DEPTH) {
      return List.of();
    }
    Deque<Expression> trailers = new ArrayDeque<>();
    Expression base = expression;
    while (true) {
      Expression inner = trailed(base);
      if (inner == null) {
        break;
      }
      if (trailers.size() == MAX_TRAILERS) {
        return List.of();
      }
      trailers.push(base);
      base = inner;
    }
    List<String> found = baseCandidates(base, trailers, scope, depth + 1);
    while (!found.isEmpty() && !trailers.isEmpty()) {
      found = follow(found, trailers.pop(), scope, depth + 1);
    }
    return found;
  }

  private static Expression trailed(Expression expression) {
    if (expression instanceof Expression.Attribute attribute) {
      return attribute.value();
    }
    if (expression instanceof Expression.Call call) {
      return call.func();
    }
    return expression instanceof Expression.Subscript subscript ? subscript.value() : null;
  }

  private List<String> baseCandidates(
      Expression base, Deque<Expression> trailers, Scope scope, int depth) {
    if (base instanceof Expression.Name name) {
      Optional<Scope> type = scope.classOf(name.id());
      if (type.isPresent() && trailers.peek() instanceof Expression.Attribute attribute) {
        trailers.pop();
        return attributeCandidates(type.get(), attribute.attr(), depth);
      }
      return lookUp(name.id(), scope, depth);
    }
    if (base instanceof Expression.Await await) {
      return candidates(await.value(), scope, depth);
    }
    if (base instanceof Expression.NamedExpr named) {
      return candidates(named.value(), scope, depth);
    }
    if (base instanceof Expression.IfExp either) {
      return union(List.of(either.body(), either.orElse()), scope, depth);
    }
    if (base instanceof Expression.BoolOp any) {
      return union(any.values(), scope, depth);
    }
    if (trailers.peek() instanceof Expression.Subscript) {
      List<Expression> values = values(base);
      if (!values.isEmpty()) {
        trailers.pop();
        return union(values, scope, depth);
      }
    }
    return List.of();
  }

  private static List<Expression> values(Expression container) {
    if (container instanceof Expression.DictExpr dict) {
      return dict.entries().stream().limit(MAX_CANDIDATES).map(DictEntry::value).toList();
    }
    if (container instanceof Expression.ListExpr list) {
      return list.elts().stream().limit(MAX_CANDIDATES).toList();
    }
    return container instanceof Expression.TupleExpr tuple
        ? tuple.elts().stream().limit(MAX_CANDIDATES).toList()
        : List.of();
  }

  private List<String> union(Collection<Expression> expressions, Scope scope, int depth) {
    Set<String> all = new LinkedHashSet<>();
    for (Expression each : expressions) {
      all.addAll(candidates(each, scope, depth));
      if (all.size() >= MAX_CANDIDATES) {
        break;
      }
    }
    return all.stream().limit(MAX_CANDIDATES).toList();
  }

  /** The candidates of a variable. */
  List<String> lookUp(String name, Scope scope, int depth) {
    Optional<Scope> owner = scope.owner(name);
    if (owner.isEmpty()) {
      return unbound(name, scope);
    }
    Scope.Memo known = owner.get().memo(name);
    if (known.candidates == null) {
      known.candidates = List.of();
      known.candidates = of(owner.get().own(name), depth);
    }
    return known.candidates;
  }

  private List<String> attributeCandidates(Scope type, String name, int depth) {
    Scope.Memo known = type.memo(name);
    if (known.attributeCandidates == null) {
      known.attributeCandidates = List.of();
      known.attributeCandidates = of(type.attribute(name), depth);
    }
    return known.attributeCandidates;
  }

  private List<String> unbound(String name, Scope scope) {
    List<String> found = List.of(canonical(name));
    for (Scope s = scope; s != null; s = s.parent()) {
      for (String star : s.starImports()) {
        if (found.size() == MAX_CANDIDATES) {
          return found;
        }
        found = new ArrayList<>(found);
        found.add(canonical(star + "." + name));
      }
    }
    return found;
  }

  private List<String> of(List<Binding> bindings, int depth) {
    if (bindings.size() == 1 && bindings.get(0) instanceof Binding.Imported imported) {
      return List.of(canonical(imported.qualified()));
    }
    Set<String> all = new LinkedHashSet<>();
    for (Binding binding : bindings) {
      if (binding instanceof Binding.Imported imported) {
        all.add(canonical(imported.qualified()));
      } else if (binding instanceof Binding.Value value) {
        all.addAll(candidates(value.value(), value.scope(), depth));
      } else if (binding instanceof Binding.Entered entered) {
        all.addAll(candidates(entered.manager(), entered.scope(), depth));
      } else if (binding instanceof Binding.Element element) {
        all.addAll(union(values(element.container()), element.scope(), depth));
      } else if (binding instanceof Binding.Param param && param.defaultValue().isPresent()) {
        all.addAll(candidates(param.defaultValue().get(), param.outer(), depth));
      }
      if (all.size() >= MAX_CANDIDATES) {
        break;
      }
    }
    return List.copyOf(all);
  }

  private List<String> follow(List<String> found, Expression trailer, Scope scope, int depth) {
    if (found.size() == 1 && trailer instanceof Expression.Attribute attribute) {
      String name = found.get(0);
      boolean same = attribute.attr().equals("__call__");
      if (name.length() + attribute.attr().length() > MAX_NAME) {
        return List.of();
      }
      return same ? found : List.of(canonical(name + "." + attribute.attr()));
    }
    Set<String> next = new LinkedHashSet<>();
    for (String name : found) {
      if (trailer instanceof Expression.Attribute attribute) {
        boolean same = attribute.attr().equals("__call__");
        next.add(same ? name : canonical(name + "." + attribute.attr()));
      } else if (trailer instanceof Expression.Subscript subscript) {
        next.addAll(item(name, constants.text(subscript.slice(), scope, depth), scope, depth));
      } else if (trailer instanceof Expression.Call call) {
        next.addAll(result(name, call, scope, depth));
      }
    }
    next.removeIf(name -> name.length() > MAX_NAME);
    return next.stream().limit(MAX_CANDIDATES).toList();
  }

  private List<String> item(String of, Optional<String> key, Scope scope, int depth) {
    if (key.isEmpty()) {
      return List.of(of + "[]");
    }
    if (of.endsWith(".__dict__")) {
      return List.of(canonical(of.substring(0, of.length() - 8) + key.get()));
    }
    if (of.equals("globals()") || of.equals("locals()")) {
      return lookUp(key.get(), of.startsWith("g") ? module : scope, depth);
    }
    if (of.equals("sys.modules")) {
      return List.of(canonical(key.get()));
    }
    return List.of(of.equals("builtins") ? key.get() : of + "[]");
  }

  /** What a call of {@code name} gives, where that is known, else the call itself. */
  private List<String> result(String name, Expression.Call call, Scope scope, int depth) {
    List<Expression> args = call.args();
    switch (name) {
      case "__import__", "importlib.import_module", "importlib.__import__" -> {
        Optional<String> module =
            args.isEmpty() ? Optional.empty() : constants.text(args.get(0), scope, depth);
        boolean topOnly = !name.equals("importlib.import_module") && args.size() < 4;
        return module
            .map(text -> List.of(canonical(topOnly ? first(text) : text)))
            .orElse(List.of(name + "()"));
      }
      case "getattr" -> {
        Optional<String> attribute =
            args.size() < 2 ? Optional.empty() : constants.text(args.get(1), scope, depth);
        if (attribute.isPresent()) {
          return candidates(args.get(0), scope, depth).stream()
              .map(of -> canonical(of + "." + attribute.get()))
              .toList();
        }
        return List.of("getattr()");
      }
      case "vars" -> {
        return args.isEmpty()
            ? List.of("locals()")
            : candidates(args.get(0), scope, depth).stream().map(of -> of + ".__dict__").toList();
      }
      case "functools.partial", "staticmethod", "functools.lru_cache", "functools.cache" -> {
        return args.isEmpty() ? List.of() : candidates(args.get(0), scope, depth);
      }
      default -> {
        return List.of(name + "()");
      }
    }
  }

  private static String first(String module) {
    int dot = module.indexOf('.');
    return dot < 0 ? module : module.substring(0, dot);
  }

  private static String canonical(String name) {
    String known = SYNONYMS.getOrDefault(name, name);
    return known.startsWith("builtins.") && known.indexOf('.', 9) < 0 && !known.endsWith("__dict__")
        ? known.substring(9)
        : known;
  }
}
