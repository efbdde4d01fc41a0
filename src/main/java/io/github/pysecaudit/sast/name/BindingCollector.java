package io.github.pysecaudit.sast.name;

import io.github.pysecaudit.python.syntax.Alias;
import io.github.pysecaudit.python.syntax.Comprehension;
import io.github.pysecaudit.python.syntax.ExceptHandler;
import io.github.pysecaudit.python.syntax.Expression;
import io.github.pysecaudit.python.syntax.Node;
import io.github.pysecaudit.python.syntax.Parameter;
import io.github.pysecaudit.python.syntax.Pattern;
import io.github.pysecaudit.python.syntax.Statement;
import io.github.pysecaudit.python.syntax.TreeWalk;
import io.github.pysecaudit.python.syntax.WithItem;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Walks a tree once and notes in every scope what its names are bound to. */
final class BindingCollector implements TreeWalk.Visitor {
  private static final Binding OPAQUE = new Binding.Opaque();

  private final Map<Node, Scope> scopes = new IdentityHashMap<>();
  private final Imports imports = new Imports();
  private Scope scope = new Scope(Scope.Kind.MODULE, null);

  Imports imports() {
    return imports;
  }

  Map<Node, Scope> scopes() {
    return scopes;
  }

  Scope module() {
    return scope.root();
  }

  @Override
  public boolean enter(Node node) {
    if (node instanceof Statement statement) {
      bindBy(statement);
    }
    if (opens(node)) {
      open(node);
    }
    if (node instanceof Comprehension clause) {
      bindTarget(clause.target(), new Binding.Element(clause.iter(), scope), Optional.empty());
    } else if (node instanceof Expression.NamedExpr named) {
      scope.bind(named.target().id(), new Binding.Value(named.value(), scope));
    } else if (node instanceof WithItem item) {
      item.optionalVars()
          .ifPresent(
              target ->
                  bindTarget(
                      target, new Binding.Entered(item.contextExpr(), scope), Optional.empty()));
    } else if (node instanceof ExceptHandler handler) {
      handler.name().ifPresent(name -> scope.bind(name, OPAQUE));
    } else if (node instanceof Pattern pattern) {
      bindPattern(pattern);
    }
    return true;
  }

  @Override
  public void leave(Node node) {
    if (opens(node)) {
      scope = scope.parent();
    }
  }

  /** Does a node of this kind have a scope of its own? */
  static boolean opens(Node node) {
    return node instanceof Statement.FunctionDef
        || node instanceof Statement.ClassDef
        || node instanceof Expression.Lambda
        || node instanceof Expression.ListComp
        || node instanceof Expression.SetComp
        || node instanceof Expression.DictComp
        || node instanceof Expression.GeneratorExp;
  }

  private void open(Node node) {
    Scope outer = scope;
    if (node instanceof Statement.FunctionDef function) {
      scope = new Scope(Scope.Kind.FUNCTION, outer);
      bindParameters(function.parameters(), outer);
    } else if (node instanceof Expression.Lambda lambda) {
      scope = new Scope(Scope.Kind.FUNCTION, outer);
      bindParameters(lambda.parameters(), outer);
    } else {
      boolean isClass = node instanceof Statement.ClassDef;
      scope = new Scope(isClass ? Scope.Kind.CLASS : Scope.Kind.COMPREHENSION, outer);
    }
    scopes.put(node, scope);
  }

  private void bindParameters(List<Parameter> parameters, Scope outer) {
    if (!parameters.isEmpty()) {
      scope.firstParameter(parameters.get(0).name());
    }
    for (Parameter parameter : parameters) {
      scope.bind(parameter.name(), new Binding.Param(parameter.defaultValue(), outer));
    }
  }

  private void bindBy(Statement statement) {
    if (statement instanceof Statement.Assign assign) {
      for (Expression target : assign.targets()) {
        bindTarget(target, new Binding.Value(assign.value(), scope), Optional.of(assign.value()));
      }
    } else if (statement instanceof Statement.AnnAssign assign) {
      assign
          .value()
          .ifPresent(
              value ->
                  bindTarget(assign.target(), new Binding.Value(value, scope), Optional.of(value)));
    } else if (statement instanceof Statement.AugAssign assign) {
      bindTarget(assign.target(), new Binding.Element(assign.value(), scope), Optional.empty());
    } else if (statement instanceof Statement.For loop) {
      bindTarget(loop.target(), new Binding.Element(loop.iter(), scope), Optional.empty());
    } else if (statement instanceof Statement.Import imported) {
      for (Alias alias : imported.names()) {
        imports.add(alias.name(), imported.line());
        bindImport(alias);
      }
    } else if (statement instanceof Statement.ImportFrom imported) {
      bindImportFrom(imported);
    } else if (statement instanceof Statement.FunctionDef function) {
      scope.bind(function.name(), OPAQUE);
    } else if (statement instanceof Statement.ClassDef type) {
      scope.bind(type.name(), OPAQUE);
    } else if (statement instanceof Statement.Global global) {
      global.names().forEach(scope::declareGlobal);
    }
  }

  private void bindImport(Alias alias) {
    int dot = alias.name().indexOf('.');
    String first = dot < 0 ? alias.name() : alias.name().substring(0, dot);
    if (alias.asName().isPresent()) {
      scope.bind(alias.asName().get(), new Binding.Imported(alias.name()));
    } else {
      scope.bind(first, new Binding.Imported(first));
    }
  }

  private void bindImportFrom(Statement.ImportFrom imported) {
    String module = ".".repeat(imported.level()) + imported.module().orElse("");
    imports.add(module, imported.line());
    for (Alias alias : imported.names()) {
      if (alias.name().equals("*")) {
        scope.importStar(module);
      } else {
        imports.add(module + "." + alias.name(), imported.line());
        String bound = alias.asName().orElse(alias.name());
        scope.bind(bound, new Binding.Imported(module + "." + alias.name()));
      }
    }
  }

  /** Binds every name in a target; {@code value} is what a tuple of targets is taken apart from. */
  private void bindTarget(Expression target, Binding binding, Optional<Expression> value) {
    if (target instanceof Expression.Name name) {
      scope.bind(name.id(), binding);
    } else if (target instanceof Expression.Attribute attribute) {
      if (attribute.value() instanceof Expression.Name self) {
        scope.classOf(self.id()).ifPresent(type -> type.bindAttribute(attribute.attr(), binding));
      }
    } else if (target instanceof Expression.Starred starred) {
      bindTarget(starred.value(), part(binding), Optional.empty());
    } else if (target instanceof Expression.TupleExpr tuple) {
      bindParts(tuple.elts(), binding, value);
    } else if (target instanceof Expression.ListExpr list) {
      bindParts(list.elts(), binding, value);
    }
  }

  private void bindParts(List<Expression> targets, Binding binding, Optional<Expression> value) {
    List<Expression> values = value.map(BindingCollector::elements).orElse(List.of());
    boolean pairs =
        values.size() == targets.size()
            && values.stream().noneMatch(Expression.Starred.class::isInstance);
    for (int i = 0; i < targets.size(); i++) {
      Binding each = pairs ? new Binding.Value(values.get(i), scope) : part(binding);
      bindTarget(targets.get(i), each, pairs ? Optional.of(values.get(i)) : Optional.empty());
    }
  }

  private static List<Expression> elements(Expression value) {
    if (value instanceof Expression.TupleExpr tuple) {
      return tuple.elts();
    }
    return value instanceof Expression.ListExpr list ? list.elts() : List.of();
  }

  private Binding part(Binding binding) {
    return binding instanceof Binding.Value whole
        ? new Binding.Element(whole.value(), whole.scope())
        : binding;
  }

  private void bindPattern(Pattern pattern) {
    if (pattern instanceof Pattern.MatchAs as) {
      as.name().ifPresent(name -> scope.bind(name, OPAQUE));
    } else if (pattern instanceof Pattern.MatchStar star) {
      star.name().ifPresent(name -> scope.bind(name, OPAQUE));
    } else if (pattern instanceof Pattern.MatchMapping mapping) {
      mapping.rest().ifPresent(name -> scope.bind(name, OPAQUE));
    }
  }
}
