package io.github.pysecaudit.sast.name;

import java.util.Map;
import java.util.TreeMap;

/** The modules a file imports, with their first line. */
public final class Imports {
  private static final int MOST = 2_000;

  private final TreeMap<String, Integer> modules = new TreeMap<>();

  void add(String module, int line) {
    if (modules.size() < MOST) {
      modules.putIfAbsent(module, line);
    }
  }

  /** Does the file import this module, or something from it? */
  public boolean contains(String module) {
    if (modules.containsKey(module)) {
      return true;
    }
    String next = modules.ceilingKey(module + ".");
    return next != null && next.startsWith(module + ".");
  }

  /** Modules and imported names with their first line. */
  public Map<String, Integer> modules() {
    return modules;
  }
}
