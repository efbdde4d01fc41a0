package io.github.pysecaudit.facts;

import java.util.List;
import java.util.Objects;

/**
 * The part of a repository that one audit judges file by file: a folder without the folders of
 * nested modules, which have audits of their own.
 *
 * @param folder repository-relative, empty for the root
 * @param nested repository-relative folders of other modules
 */
public record ModuleScope(String folder, List<String> nested) {

  /** The whole repository. */
  public static final ModuleScope ALL = new ModuleScope("", List.of());

  public ModuleScope {
    Objects.requireNonNull(folder, "folder");
    nested = nested.stream().filter(n -> !n.equals(folder) && isUnder(n, folder)).toList();
  }

  /** Whether this file belongs to the module. */
  public boolean contains(String path) {
    return isUnder(path, folder) && nested.stream().noneMatch(n -> isUnder(path, n));
  }

  private static boolean isUnder(String path, String folder) {
    return folder.isEmpty() || path.equals(folder) || path.startsWith(folder + "/");
  }
}
