package io.github.pysecaudit.sast.name;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A namespace: a module, a class, a function, a lambda or a comprehension. */
public final class Scope {

  /** The kinds of namespaces. */
  enum Kind {
    MODULE,
    CLASS,
    FUNCTION,
    COMPREHENSION
  }

  private final Kind kind;
  private final Scope parent;
  private final Map<String, List<Binding>> bindings = new HashMap<>();
  private final Map<String, List<Binding>> attributes = new HashMap<>();
  private final List<String> starImports = new ArrayList<>();
  private final Set<String> globals = new HashSet<>();
  private String firstParameter = "";

  final Map<String, List<String>> candidates = new HashMap<>();
  final Map<String, List<String>> attributeCandidates = new HashMap<>();
  final Map<String, Optional<String>> texts = new HashMap<>();
  final Map<String, Optional<Long>> numbers = new HashMap<>();
  final Map<String, Origin> origins = new HashMap<>();

  Scope(Kind kind, Scope parent) {
    this.kind = kind;
    this.parent = parent;
  }

  Scope parent() {
    return parent;
  }

  boolean isClass() {
    return kind == Kind.CLASS;
  }

  /** Is this the scope of a module? */
  public boolean isModule() {
    return kind == Kind.MODULE;
  }

  void firstParameter(String name) {
    firstParameter = name;
  }

  void declareGlobal(String name) {
    globals.add(name);
  }

  void importStar(String module) {
    starImports.add(module);
  }

  List<String> starImports() {
    return starImports;
  }

  void bind(String name, Binding binding) {
    Scope target = this;
    while (target.kind == Kind.COMPREHENSION && binding instanceof Binding.Value) {
      target = target.parent;
    }
    if (target.globals.contains(name)) {
      target = target.root();
    }
    target.bindings.computeIfAbsent(name, key -> new ArrayList<>(2)).add(binding);
  }

  void bindAttribute(String name, Binding binding) {
    attributes.computeIfAbsent(name, key -> new ArrayList<>(2)).add(binding);
  }

  List<Binding> attribute(String name) {
    List<Binding> own = attributes.getOrDefault(name, List.of());
    return own.isEmpty() ? bindings.getOrDefault(name, List.of()) : own;
  }

  List<Binding> own(String name) {
    return bindings.getOrDefault(name, List.of());
  }

  Scope root() {
    Scope scope = this;
    while (scope.parent != null) {
      scope = scope.parent;
    }
    return scope;
  }

  /** The scope in which a name that is read here was bound: local, enclosing, module. */
  Optional<Scope> owner(String name) {
    if (globals.contains(name)) {
      Scope root = root();
      return root.bindings.containsKey(name) ? Optional.of(root) : Optional.empty();
    }
    for (Scope scope = this; scope != null; scope = scope.parent) {
      boolean visible = scope == this || scope.kind != Kind.CLASS;
      if (visible && scope.bindings.containsKey(name)) {
        return Optional.of(scope);
      }
    }
    return Optional.empty();
  }

  /** The class whose method's first parameter has this name here: what {@code self} stands for. */
  Optional<Scope> classOf(String self) {
    for (Scope scope = this; scope != null && scope.parent != null; scope = scope.parent) {
      if (scope.kind == Kind.FUNCTION && scope.parent.isClass()) {
        return scope.firstParameter.equals(self) ? Optional.of(scope.parent) : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
