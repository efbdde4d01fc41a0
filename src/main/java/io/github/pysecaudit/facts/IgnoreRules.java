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
  private final Map<String, IgnoreFile> byFolder = new HashMap<>();
  private IgnoreFile exclude = new IgnoreFile(java.util.List.of(), false);

  /** Rules of the {@code .gitignore} in this folder; the root is the empty string. */
  void add(String folder, IgnoreFile rules) {
    byFolder.put(folder, rules);
  }

  /** Rules of {@code .git/info/exclude}, which come last. */
  void exclude(IgnoreFile rules) {
    exclude = rules;
  }

  /** Whether a path whose folders are known not to be ignored is ignored itself. */
  boolean ignores(String path, boolean isFolder) {
    String folder = path;
    while (!folder.isEmpty()) {
      int slash = folder.lastIndexOf('/');
      folder = slash < 0 ? "" : folder.substring(0, slash);
      IgnoreFile rules = byFolder.get(folder);
      if (rules != null) {
        String relative = folder.isEmpty() ? path : path.substring(folder.length() + 1);
        Optional<Boolean> decided = rules.decide(relative, isFolder);
        if (decided.isPresent()) {
          return decided.get();
        }
      }
    }
    return exclude.decide(path, isFolder).orElse(false);
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
