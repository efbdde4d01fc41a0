package io.github.pysecaudit.facts;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a path says about the role of a file: test code, or data that only looks like the project's
 * own.
 */
public final class PathRoles {
  private static final Set<String> TEST_FOLDERS =
      Set.of("test", "tests", "testing", "unittests", "conftest");
  private static final Set<String> DATA_FOLDERS =
      Set.of("fixtures", "__fixtures__", "testdata", "test-data", "test_data", "__snapshots__");
  private static final Pattern TEST_FILE =
      Pattern.compile("test_.*\\.pyw?|.*_tests?\\.pyw?|tests?\\.py|conftest\\.py");

  private PathRoles() {}

  /** Whether this is test code, by the conventions of pytest, unittest and Maven. */
  public static boolean isTest(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    String[] parts = lower.split("/", -1);
    for (int i = 0; i < parts.length - 1; i++) {
      if (TEST_FOLDERS.contains(parts[i])) {
        return true;
      }
    }
    return TEST_FILE.matcher(parts[parts.length - 1]).matches();
  }

  /**
   * Whether this is data for tests, a sample project say: it is listed, but it declares nothing for
   * the project itself.
   */
  public static boolean isTestData(String path) {
    String lower = "/" + path.toLowerCase(Locale.ROOT);
    if (lower.contains("/src/test/resources/") || lower.contains("/src/it/")) {
      return true;
    }
    for (String part : lower.split("/", -1)) {
      if (DATA_FOLDERS.contains(part)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether this is a sample that only tests read: what lies in {@code src/test/resources} and
   * {@code src/it} of a Maven project, and a data folder inside a test folder. No build ships it. A
   * folder that is only named {@code fixtures} may well be shipped, so it is none of these; nor is
   * anything inside an archive that was built.
   */
  public static boolean isSample(String path) {
    if (path.contains("!/")) {
      return false;
    }
    String lower = "/" + path.toLowerCase(Locale.ROOT);
    if (lower.contains("/src/test/resources/") || lower.contains("/src/it/")) {
      return true;
    }
    boolean inTests = false;
    for (String part : lower.substring(0, lower.lastIndexOf('/')).split("/", -1)) {
      if (inTests && (DATA_FOLDERS.contains(part) || part.equals("data"))) {
        return true;
      }
      inTests |= TEST_FOLDERS.contains(part);
    }
    return false;
  }
}
