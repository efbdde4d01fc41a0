package io.github.pysecaudit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every library that users download with the plugin is worth its size, and ARCHITECTURE.md says
 * why.
 */
class DependencyPriceTest {
  private static final long MOST_BYTES = 12_000_000;
  private static final Pattern DEPENDENCY = Pattern.compile("(?s)<dependency>(.*?)</dependency>");
  private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");

  @Test
  void everyLibraryThatUsersGetIsExplained() throws IOException {
    assertEquals(Set.of(), minus(declared(), explained()), "declared and not explained");
  }

  @Test
  void theLibrariesThatUsersGetStaySmall() throws IOException {
    long bytes = 0;
    Set<String> found = new TreeSet<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      String name = Path.of(entry).getFileName().toString().replaceFirst("-\\d[^-]*\\.jar$", "");
      if (explained().contains(name)) {
        found.add(name);
        bytes += Files.size(Path.of(entry));
      }
    }
    assertEquals(explained(), found, "explained and on the class path");
    assertTrue(bytes < MOST_BYTES, bytes + " bytes");
  }

  private static Set<String> declared() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    Set<String> artifacts = new TreeSet<>();
    Matcher matcher = DEPENDENCY.matcher(pom.substring(0, pom.indexOf("<build>")));
    while (matcher.find()) {
      String dependency = matcher.group(1).replaceAll("(?s)<exclusions>.*</exclusions>", "");
      if (!dependency.contains("<scope>")) {
        Matcher artifact = ARTIFACT.matcher(dependency);
        assertTrue(artifact.find(), dependency);
        artifacts.add(artifact.group(1));
      }
    }
    assertTrue(artifacts.contains("tomlj"), artifacts.toString());
    return artifacts;
  }

  /** The first column of the table in ARCHITECTURE.md. */
  private static Set<String> explained() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("ARCHITECTURE.md"));
    int table = lines.indexOf("| library | size | reason |");
    assertTrue(table > 0, "the table is there");
    return lines.stream()
        .skip(table + 2)
        .takeWhile(line -> line.startsWith("|"))
        .flatMap(line -> Arrays.stream(line.split("\\|")[1].split(",| with ")))
        .map(String::strip)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> minus(Set<String> all, Set<String> some) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }
}
