package io.github.pysecaudit.facts;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All ignore rules of a tree. The file nearest to a path speaks first; nothing inside of an ignored
 * folder can be taken back.
 */
final class IgnoreRules {
  /**
   * Bounds for a whole tree.
   *
   * @param characters most characters of all patterns
   * @param steps most steps of matching, which take some seconds
   */
  record Limits(int characters, long steps) {
    static final Limits USUAL = new Limits(4 << 20, 5_000_000_000L);
  }

  private final Limits limits;
  private int characters;
  private long steps;
  private final Map<String, IgnoreFile> byFolder = new HashMap<>();
  private IgnoreFile exclude = new IgnoreFile(java.util.List.of(), false);

  IgnoreRules() {
    this(Limits.USUAL);
  }

  IgnoreRules(Limits limits) {
    this.limits = limits;
  }

  /**
   * Rules of the {@code .gitignore} in this folder; the root is the empty string.
   *
   * @return whether there was room for them
   */
  boolean add(String folder, IgnoreFile rules) {
    characters += rules.size();
    if (characters > limits.characters()) {
      return false;
    }
    byFolder.put(folder, rules);
    return true;
  }

  /** Rules of {@code .git/info/exclude}, which come last. */
  void exclude(IgnoreFile rules) {
    exclude = rules;
  }

  /** Whether matching took so long that later paths were taken for not ignored. */
  boolean isExhausted() {
    return steps > limits.steps();
  }

  /** Whether a path whose folders are known not to be ignored is ignored itself. */
  boolean ignores(String path, boolean isFolder) {
    if (isExhausted()) {
      return false;
    }
    String folder = path;
    while (!folder.isEmpty()) {
      int slash = folder.lastIndexOf('/');
      folder = slash < 0 ? "" : folder.substring(0, slash);
      IgnoreFile rules = byFolder.get(folder);
      if (rules != null) {
        String relative = folder.isEmpty() ? path : path.substring(folder.length() + 1);
        Optional<Boolean> decided = rules.decide(relative, isFolder, this::count);
        if (decided.isPresent()) {
          return decided.get();
        }
      }
    }
    return exclude.decide(path, isFolder, this::count).orElse(false);
  }

  private void count(long more) {
    steps += more;
  }

  /** Whether a path, or any folder it lies in, is ignored. */
  boolean ignoresDeep(String path, Predicate<String> isFolder) {
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      if (ignores(path.substring(0, slash), true)) {
        return true;
      }
    }
    return ignores(path, isFolder.test(path));
  }
}
