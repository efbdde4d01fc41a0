package io.github.pysecaudit.sast;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one source file imports and uses, for checks that look for more than weaknesses. Every map
 * goes from a name to the first line it stands on, and holds at most {@link #MAX_NAMES} names.
 *
 * @param path the file
 * @param test whether it is test code
 * @param lines number of lines
 * @param imports modules imported anywhere in it, as {@code hypothesis.strategies}; {@code from a
 *     import b} gives {@code a} and {@code a.b}; relative imports begin with a dot
 * @param decorators qualified names of decorators, as {@code hypothesis.given}
 * @param functions names of functions and methods it defines, as {@code TestOneInput}
 * @param calls qualified names of imported functions it calls, as {@code atheris.Fuzz}
 */
public record SourceFacts(
    String path,
    boolean test,
    int lines,
    SortedMap<String, Integer> imports,
    SortedMap<String, Integer> decorators,
    SortedMap<String, Integer> functions,
    SortedMap<String, Integer> calls) {

  /** The most names of one kind that are kept for one file. */
  public static final int MAX_NAMES = 2_000;

  public SourceFacts {
    imports = copy(imports);
    decorators = copy(decorators);
    functions = copy(functions);
    calls = copy(calls);
  }

  /** Does it import this module, or something from it? */
  public boolean importsModule(String module) {
    if (imports.containsKey(module)) {
      return true;
    }
    SortedMap<String, Integer> inside = imports.tailMap(module + ".");
    return !inside.isEmpty() && inside.firstKey().startsWith(module + ".");
  }

  private static SortedMap<String, Integer> copy(Map<String, Integer> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
