package io.github.pysecaudit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each defence of the threat model names a test, and each test that is named exists. */
class ThreatModelTest {
  private static final Pattern NAMED = Pattern.compile("`([^`]+)`");

  @Test
  void eachDefenceNamesWhatShowsIt() throws IOException {
    List<String> rows = rows();
    assertTrue(rows.size() > 20, rows.size() + " rows");
    for (String row : rows) {
      assertEquals(4, row.split("\\|", -1).length - 1, row);
      assertTrue(NAMED.matcher(shownBy(row)).find(), row);
    }
  }

  @Test
  void eachTestThatIsNamedExists() throws IOException {
    Set<String> named = new TreeSet<>();
    for (String row : rows()) {
      Matcher matcher = NAMED.matcher(shownBy(row));
      while (matcher.find()) {
        named.add(matcher.group(1));
      }
    }
    named.removeAll(testClasses());
    named.removeIf(
        name ->
            Files.isRegularFile(Path.of("src", "it", name, "verify.groovy"))
                || name.endsWith(".md") && Files.isRegularFile(Path.of(name)));
    assertEquals(Set.of(), named);
  }

  private static List<String> rows() throws IOException {
    String text = Files.readString(Path.of("ARCHITECTURE.md"));
    int start = text.indexOf("## Trust boundaries and threat model");
    int end = text.indexOf("### Not defended", start);
    return text.substring(start, end)
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| ---"))
        .filter(line -> !line.endsWith("| shown by |"))
        .toList();
  }

  private static String shownBy(String row) {
    return row.split("\\|", -1)[3];
  }

  private static Set<String> testClasses() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("Test.java"))
          .map(name -> name.replace(".java", ""))
          .collect(Collectors.toSet());
    }
  }
}
