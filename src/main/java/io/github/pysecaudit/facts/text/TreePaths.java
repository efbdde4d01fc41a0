package io.github.pysecaudit.facts.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a path in a tree says about the file: its name, its folder, and whom it serves. */
public final class TreePaths {
  private static final Set<String> BUILD_FOLDERS =
      Set.of(
          ".github",
          ".gitlab",
          ".circleci",
          ".ci",
          "ci",
          ".azure",
          ".azure-pipelines",
          ".buildkite",
          ".travis",
          ".jenkins",
          ".devcontainer",
          ".clusterfuzzlite",
          ".vscode",
          "oss-fuzz",
          "fuzz",
          "fuzzing",
          "test",
          "tests",
          "testing",
          "testdata",
          "test-data",
          "test_data",
          "it",
          "e2e",
          "benchmark",
          "benchmarks",
          "perf",
          "fixtures",
          "devel",
          "integration-tests",
          "integration_tests",
          "build-tools",
          "buildtools");
  private static final Set<String> EXAMPLE_FOLDERS =
      Set.of(
          "example",
          "examples",
          "sample",
          "samples",
          "demo",
          "demos",
          "doc",
          "docs",
          "tutorial",
          "tutorials",
          "contrib",
          "dev",
          "hack",
          "tools",
          "third_party",
          "vendor",
          "_vendor");

  private TreePaths() {}

  /** The last part of a path. */
  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The folder without a slash at the end; empty for the root. */
  public static String folder(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** Whether a folder on the path says that the file serves builds or tests, not users. */
  public static boolean isForTheBuild(String path) {
    return hasFolder(path, BUILD_FOLDERS);
  }

  /** Whether a folder on the path says that the file is an example, documentation or borrowed. */
  public static boolean isAside(String path) {
    return hasFolder(path, EXAMPLE_FOLDERS);
  }

  private static boolean hasFolder(String path, Set<String> names) {
    int source = path.indexOf("src/main/");
    String folder = source < 0 ? folder(path) : path.substring(0, source);
    if (folder.isEmpty()) {
      return false;
    }
    for (String part : folder.toLowerCase(Locale.ROOT).split("/")) {
      if (names.contains(part)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The path that {@code reference} means when it is written in a file in {@code folder}; empty if
   * it is absolute, leaves the root, or holds variables.
   */
  public static Optional<String> resolve(String folder, String reference) {
    if (reference.startsWith("/")
        || reference.contains("$")
        || reference.contains("://")
        || reference.length() > 500) {
      return Optional.empty();
    }
    Deque<String> parts = new ArrayDeque<>();
    for (String part : (folder + "/" + reference).split("/")) {
      if (part.equals("..")) {
        if (parts.pollLast() == null) {
          return Optional.empty();
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("/", parts));
  }
}
