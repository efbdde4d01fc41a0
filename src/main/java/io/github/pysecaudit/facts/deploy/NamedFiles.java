package io.github.pysecaudit.facts.deploy;

import io.github.pysecaudit.facts.text.TextTree;
import io.github.pysecaudit.facts.text.TreePaths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds files by their name or by that of a folder. The paths of the tree are gone through once:
 * doing so for each container file or unit would cost the square of the size of the tree.
 */
final class NamedFiles {
  private static final String DROP_IN = ".conf";

  private final TextTree tree;
  private final Map<String, List<String>> byName = new HashMap<>();
  private final Map<String, List<String>> dropIns = new HashMap<>();
  private boolean read;

  NamedFiles(TextTree tree) {
    this.tree = tree;
  }

  /** The paths of all files with this name, in the order of the tree. */
  List<String> called(String name) {
    read();
    return byName.getOrDefault(name, List.of());
  }

  /** The paths of all drop-ins below a folder with this name, which ends with {@code .d}. */
  List<String> dropInsIn(String folder) {
    read();
    return dropIns.getOrDefault(folder, List.of());
  }

  private void read() {
    if (read) {
      return;
    }
    read = true;
    for (String path : tree.paths()) {
      String name = TreePaths.name(path);
      byName.computeIfAbsent(name, n -> new ArrayList<>()).add(path);
      if (name.endsWith(DROP_IN)) {
        for (String part : TreePaths.folder(path).split("/", -1)) {
          if (part.endsWith(".d")) {
            dropIns.computeIfAbsent(part, n -> new ArrayList<>()).add(path);
          }
        }
      }
    }
  }
}
