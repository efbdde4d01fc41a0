package io.github.pysecaudit.check;

import io.github.pysecaudit.checklist.Dependency;
import java.util.Map;
import java.util.Optional;

/** What the codes of unpinned requirements mean, and what to write instead, in words. */
final class PinWords {
  private static final Map<String, String> WHY =
      Map.ofEntries(
          Map.entry("NO_VERSION", "it names no version"),
          Map.entry("RANGE", "it allows a range of versions"),
          Map.entry("COMPATIBLE", "~= allows later versions"),
          Map.entry("WILDCARD", "a wildcard allows many versions"),
          Map.entry("CARET", "^ allows later versions"),
          Map.entry("TILDE", "~ allows later versions"),
          Map.entry("EXCLUSION", "it only excludes versions"),
          Map.entry("UNION", "it allows several versions"),
          Map.entry("CONDA_FUZZY", "one = means any version that begins so, to conda"),
          Map.entry("MULTI_EQ", "it has further clauses beside =="),
          Map.entry("DUPLICATE_EQ", "it has the same clause twice"),
          Map.entry("SINGLETON_RANGE", "it is a range, although only one version fits"),
          Map.entry("URL_NO_HASH", "a URL without a hash can deliver anything"),
          Map.entry("URL_WEAK_HASH", "its hash is too weak to rely on"),
          Map.entry("VCS_MUTABLE", "a branch or tag can be moved"),
          Map.entry("VCS_SHORT_COMMIT", "an abbreviated commit id is not unique"),
          Map.entry("VCS_NO_REV", "it takes the newest commit"),
          Map.entry("ENV_VAR", "a placeholder decides, which nobody can judge here"),
          Map.entry("UNPARSEABLE", "it is no valid requirement"));

  private PinWords() {}

  static String why(String reason) {
    return WHY.getOrDefault(reason, "it does not choose one version");
  }

  static String remedy(Dependency dependency, Optional<String> locked) {
    String name = dependency.name().isEmpty() ? "the package" : dependency.name();
    switch (dependency.reason()) {
      case "URL_NO_HASH", "URL_WEAK_HASH" -> {
        return "Add the hash of the file to the URL: #sha256=<64 hex digits>.";
      }
      case "VCS_MUTABLE", "VCS_SHORT_COMMIT", "VCS_NO_REV" -> {
        return "Write the full commit id after the @.";
      }
      case "ENV_VAR", "UNPARSEABLE" -> {
        return "Write a plain requirement such as " + name + "==1.2.3.";
      }
      default -> {
        String version = locked.orElse("<version>");
        String example =
            dependency.field().startsWith("tool.poetry")
                ? "\"" + version + "\""
                : name + "==" + version;
        return "Write "
            + example
            + (locked.isPresent() ? "" : " with the version you have tested")
            + ".";
      }
    }
  }
}
