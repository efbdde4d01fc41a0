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
  private Map<String, List<Binding>> attributes = Map.of();
  private List<String> starImports = List.of();
  private Set<String> globals = Set.of();
  private Map<String, Memo> memos = Map.of();
  private String firstParameter = "";

  /** What has been found out about a name so far; null is not yet. */
  static final class Memo {
    List<String> candidates;
    List<String> attributeCandidates;
    Optional<String> text;
    Optional<Long> number;
    Origin origin;
  }

  Scope(Kind kind, Scope parent) {
    this.kind = kind;
    this.parent = parent;
  }

  /** What is known about a name that is bound here. */
  Memo memo(String name) {
    if (memos.isEmpty()) {
      memos = new HashMap<>();
    }
    return memos.computeIfAbsent(name, key -> new Memo());
  }

  Scope parent() {
    return parent;
  }

  boolean isClass() {
    return kind == Kind.CLASS;
  }

  void firstParameter(String name) {
    firstParameter = name;
  }

  void declareGlobal(String name) {
    if (globals.isEmpty()) {
      globals = new HashSet<>();
    }
    globals.add(name);
  }

  void importStar(String module) {
    if (starImports.isEmpty()) {
      starImports = new ArrayList<>();
    }
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
    add(target.bindings, name, binding);
  }

  void bindAttribute(String name, Binding binding) {
    if (attributes.isEmpty()) {
      attributes = new HashMap<>();
    }
    add(attributes, name, binding);
  }

  /** Most names are bound once: a list that can grow is made only for the others. */
  private static void add(Map<String, List<Binding>> map, String name, Binding binding) {
    List<Binding> before = map.get(name);
    if (before == null) {
      map.put(name, List.of(binding));
    } else if (before.size() == 1) {
      List<Binding> more = new ArrayList<>(4);
      more.add(before.get(0));
      more.add(binding);
      map.put(name, more);
    } else {
      before.add(binding);
    }
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
