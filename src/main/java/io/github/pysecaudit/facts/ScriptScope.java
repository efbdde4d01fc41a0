package io.github.pysecaudit.facts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names of a setup script or of one of its functions. */
final class ScriptScope {
  private static final int MOST_CHOICES = 50;

  private final Optional<ScriptScope> outer;
  private final Map<String, ScriptValue> names = new HashMap<>();
  private final Set<String> globals = new HashSet<>();

  ScriptScope(Optional<ScriptScope> outer) {
    this.outer = outer;
  }

  Optional<ScriptValue> find(String name) {
    ScriptValue own = names.get(name);
    return own != null ? Optional.of(own) : outer.flatMap(scope -> scope.find(name));
  }

  /**
   * Binds a name.
   *
   * @param maybe whether the assignment may not happen, as in a branch: what was bound before stays
   *     a possibility
   */
  void bind(String name, ScriptValue value, boolean maybe) {
    if (globals.contains(name)) {
      module().bind(name, value, true);
      return;
    }
    ScriptValue before = names.get(name);
    names.put(name, maybe && before != null ? either(before, value) : value);
  }

  /** Lets a name mean the one of the module, as {@code global} does. */
  void global(String name) {
    if (outer.isPresent()) {
      globals.add(name);
    }
  }

  private ScriptScope module() {
    ScriptScope scope = this;
    while (scope.outer.isPresent()) {
      scope = scope.outer.get();
    }
    return scope;
  }

  /** Both possibilities. */
  static ScriptValue either(ScriptValue first, ScriptValue second) {
    if (first == second) {
      return first;
    }
    List<ScriptValue> values = new ArrayList<>();
    for (ScriptValue value : List.of(first, second)) {
      if (value instanceof ScriptValue.Choice choice) {
        values.addAll(choice.values());
      } else {
        values.add(value);
      }
    }
    return values.size() > MOST_CHOICES
        ? new ScriptValue.Unknown("it has too many possibilities", second.span())
        : new ScriptValue.Choice(values, second.span());
  }
}
