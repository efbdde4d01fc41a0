package io.github.pysecaudit.facts;

import io.github.pysecaudit.python.metadata.ArchiveReader;
import java.util.Locale;
import java.util.Set;

/**
 * What the name of an archive's entry alone says of Python in it. A Maven build has tens of
 * thousands of such names, which is why no expression is matched against them.
 */
final class EntryNames {
  private static final Set<String> FILES =
      Set.of(
          "pyproject.toml",
          "setup.py",
          "setup.cfg",
          "pipfile",
          "pkg-info",
          "metadata",
          "vendor.txt",
          "vendored.txt",
          "environment.yml",
          "environment.yaml");

  private EntryNames() {}

  /**
   * Whether an entry of this name may be metadata of a Python package, a packaging file, or an
   * archive that holds either. In doubt it may.
   */
  static boolean mayBePython(String name) {
    boolean hyphen = name.indexOf('-') >= 0;
    if (!hyphen && name.endsWith(".class")) {
      return false;
    }
    if (name.indexOf('\\') >= 0) {
      return true;
    }
    if (hyphen && liesInMetadata(name.toLowerCase(Locale.ROOT))) {
      return true;
    }
    String file = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    String ending = file.substring(file.lastIndexOf('.') + 1);
    return FILES.contains(file) || isListOfPins(file, ending) || ArchiveReader.isArchive(file);
  }

  private static boolean liesInMetadata(String name) {
    return name.contains(".dist-info") || name.contains("egg-info");
  }

  private static boolean isListOfPins(String file, String ending) {
    return switch (ending) {
      case "lock" -> true;
      case "txt", "in" -> file.contains("requirements") || file.contains("constraints");
      case "toml" -> file.startsWith("pylock");
      default -> false;
    };
  }
}
