package io.github.pysecaudit.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MavenVersionsTest {
  private static final String HEADER =
      "Apache Maven 3.9.16 (abc)\nJava version: 17.0.15, vendor: Debian\n";

  @TempDir Path folder;

  private void test(String name, String result, String message, String log) throws IOException {
    Path reports = Files.createDirectories(folder.resolve("reports-3.9.16"));
    Path file = Files.writeString(folder.resolve(name + ".log"), HEADER + log);
    Files.writeString(
        reports.resolve("BUILD-" + name + ".xml"),
        "<build-job project=\"%s/pom.xml\" result=\"%s\" buildlog=\"%s\"><failureMessage>%s</failureMessage></build-job>"
            .formatted(name, result, file, message));
  }

  private String document() throws IOException {
    return Files.readString(folder.resolve("document.md"));
  }

  private List<String> write() throws Exception {
    return MavenVersions.write(folder, folder.resolve("document.md"));
  }

  @Test
  void aRowCountsWhatPassedAndNamesWhatDidNot() throws Exception {
    test("one", "success", "", "[WARNING] FAIL 4.4 (SHOULD) Licence of the document\n");
    test("two", "failure-post-hook", "assert log.contains", "");
    test("three", "skipped", "Skipped due to Maven version", "");
    assertEquals(
        List.of("3.9.16 on 17.0.15: two: failure-post-hook. assert log.contains"), write());
    assertTrue(document().contains("\n| 3.9.16 | 17.0.15 | 1 | 1 | 1 | 0 |\n"), document());
    assertTrue(
        document().contains("- three: skipped. Skipped due to Maven version (3.9.16 on 17.0.15)\n"),
        document());
  }

  @Test
  void rowsOfOtherRunsStayInTheOrderOfVersions() throws Exception {
    Path rows = Files.createDirectories(folder.resolve("rows"));
    Files.writeString(rows.resolve("3.10.0 on 17.0.15"), "| 3.10.0 | 17.0.15 | 1 | 0 | 0 | 0 |\n");
    test("one", "success", "", "");
    assertEquals(List.of(), write());
    assertTrue(
        document()
            .contains(
                "| 3.9.16 | 17.0.15 | 1 | 0 | 0 | 0 |\n| 3.10.0 | 17.0.15 | 1 | 0 | 0 | 0 |\n"),
        document());
    assertFalse(document().contains("skipped and"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[WARNING] Parameter 'old' is unknown for plugin 'audit-maven-plugin:0.1.0:pins (default)'",
        "[WARNING]  * io.github.pysecaudit:audit-maven-plugin:0.1.0",
        "[WARNING] Plugin io.github.pysecaudit:audit-maven-plugin:0.1.0 validation issues:",
        "WARNING: System::load has been called by a.B (file:/app/target/local-repo/a/b.jar)"
      })
  void aWarningAboutThePluginIsAComplaint(String line) throws Exception {
    test("one", "success", "", line + "\n");
    assertEquals(List.of("3.9.16 on 17.0.15: " + line), write());
    assertTrue(document().contains("| 3.9.16 | 17.0.15 | 1 | 0 | 0 | 1 |"), document());
  }

  @Test
  void aWarningAboutMavenItselfIsNone() throws Exception {
    test(
        "one",
        "success",
        "",
        "[WARNING]  * org.apache.maven.plugins:maven-site-plugin:3.3\n"
            + "WARNING: System::load has been called by a.B"
            + " (file:/app/apache-maven-3.6.3/lib/jansi.jar)\n");
    assertEquals(List.of(), write());
  }

  @Test
  void aMavenWithoutATestIsAComplaint() throws Exception {
    Files.createDirectories(folder.resolve("reports-3.9.16"));
    assertEquals(1, write().size());
  }
}
