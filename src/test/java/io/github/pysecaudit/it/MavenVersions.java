package io.github.pysecaudit.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/**
 * Writes docs/maven-versions.md from what the profile every-maven left in its folder: the reports
 * of the integration tests for each Maven, of this run and of runs on other JDKs since the last
 * {@code mvn clean}.
 */
public final class MavenVersions {
  private static final Pattern MAVEN = Pattern.compile("(?m)^Apache Maven (\\S+)");
  private static final Pattern JAVA = Pattern.compile("(?m)^Java version: ([^,\\s]+)");

  /** What Maven 3.9 and 4 say about a plugin that they are not content with. */
  private static final Predicate<String> ABOUT_THE_PLUGIN =
      Pattern.compile(
              "\\[WARNING] (.*for plugin 'audit-maven-plugin.*"
                  + "| \\* io\\.github\\.pysecaudit:audit-maven-plugin.*"
                  + "|.*(deprecated|validation).*audit-maven-plugin.*"
                  + "|.*audit-maven-plugin.*(deprecated|validation).*)")
          .asMatchPredicate();

  /** What a new JVM says about a jar; those of the plugin are in the repository of the tests. */
  private static final Predicate<String> ABOUT_ITS_JARS =
      Pattern.compile("WARNING: .*/local-repo/.*").asMatchPredicate();

  private static final String ROWS = "rows";
  private static final String SKIPPED = "skipped";
  private static final Comparator<String> BY_VERSION =
      Comparator.comparing(
          row ->
              Pattern.compile("\\d+")
                  .matcher(row)
                  .replaceAll(m -> String.format("%05d", Integer.valueOf(m.group()))));

  private record Test(String name, String result, String message, Path log) {}

  private MavenVersions() {}

  /**
   * Writes the document, and fails if a Maven of this run is not supported.
   *
   * @param args the folder of the profile and the document to write
   */
  public static void main(String... args) throws Exception {
    List<String> complaints = write(Path.of(args[0]), Path.of(args[1]));
    if (!complaints.isEmpty()) {
      throw new IllegalStateException(
          "The plugin does not pass on every Maven:\n" + String.join("\n", complaints));
    }
  }

  /** Writes the document, and returns what keeps a Maven of this run from being supported. */
  static List<String> write(Path folder, Path document) throws Exception {
    List<String> complaints = new ArrayList<>();
    Files.createDirectories(folder.resolve(ROWS));
    for (Path reports : list(folder, "reports-")) {
      List<Test> tests = tests(reports);
      if (tests.isEmpty()) {
        complaints.add(reports + " is empty: no integration test was run.");
        continue;
      }
      row(tests, folder.resolve(ROWS), complaints);
    }
    Files.writeString(document, document(folder.resolve(ROWS)));
    return complaints;
  }

  private static List<Path> list(Path folder, String prefix) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(p -> p.getFileName().toString().startsWith(prefix)).sorted().toList();
    }
  }

  private static List<Test> tests(Path reports) throws Exception {
    List<Test> tests = new ArrayList<>();
    for (Path report : list(reports, "BUILD-")) {
      Element job =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(report.toFile())
              .getDocumentElement();
      tests.add(
          new Test(
              job.getAttribute("project").replaceFirst("/pom\\.xml$", ""),
              job.getAttribute("result"),
              job.getTextContent().strip().lines().findFirst().orElse(""),
              Path.of(job.getAttribute("buildlog"))));
    }
    return tests;
  }

  /** One line of the table, and below it what did not pass, kept until the next run of its like. */
  private static void row(List<Test> tests, Path rows, List<String> complaints) throws IOException {
    String maven = "?";
    String java = "?";
    TreeSet<String> warnings = new TreeSet<>();
    for (Test test : tests) {
      if (Files.isRegularFile(test.log())) {
        String log = Files.readString(test.log(), StandardCharsets.ISO_8859_1);
        maven = first(MAVEN, log, maven);
        java = first(JAVA, log, java);
        log.lines().filter(ABOUT_THE_PLUGIN.or(ABOUT_ITS_JARS)).forEach(warnings::add);
      }
    }
    String where = maven + " on " + java;
    List<String> lines = new ArrayList<>();
    lines.add(
        "| %s | %s | %d | %d | %d | %d |"
            .formatted(
                maven,
                java,
                count(tests, "success"),
                tests.size() - count(tests, "success") - count(tests, SKIPPED),
                count(tests, SKIPPED),
                warnings.size()));
    for (Test test : tests) {
      if (!test.result().equals("success")) {
        lines.add((test.name() + ": " + test.result() + ". " + test.message()).strip());
        if (!test.result().equals(SKIPPED)) {
          complaints.add(where + ": " + lines.get(lines.size() - 1));
        }
      }
    }
    lines.addAll(warnings);
    warnings.forEach(w -> complaints.add(where + ": " + w));
    Files.write(rows.resolve(where), lines);
  }

  private static long count(List<Test> tests, String result) {
    return tests.stream().filter(t -> t.result().equals(result)).count();
  }

  private static String first(Pattern pattern, String log, String otherwise) {
    Matcher matcher = pattern.matcher(log);
    return matcher.find() ? matcher.group(1) : otherwise;
  }

  private static String document(Path rows) throws IOException {
    StringBuilder table = new StringBuilder();
    Map<String, List<String>> details = new TreeMap<>();
    List<Path> files = new ArrayList<>(list(rows, ""));
    files.sort(Comparator.comparing(p -> p.getFileName().toString(), BY_VERSION));
    for (Path file : files) {
      List<String> lines = Files.readAllLines(file);
      table.append(lines.get(0)).append('\n');
      for (String line : lines.subList(1, lines.size())) {
        details.computeIfAbsent(line, l -> new ArrayList<>()).add(file.getFileName().toString());
      }
    }
    String others =
        details.entrySet().stream()
            .map(e -> "- " + e.getKey() + " (" + String.join(", ", e.getValue()) + ")\n")
            .collect(Collectors.joining());
    return """
    # Maven and Java versions

    Supported are Maven 3.6.3 and newer, with the release candidates of 4.0, and Java 17 and newer.

    Written by `mvn -Pevery-maven verify`, once for each JDK (`-Dinvoker.javaHome=folder`). Input: the
    projects in `src/it`, all of them on each Maven; Maven 3.5.4 runs the one that shows how it is refused.
    The last column counts what Maven, asked for `maven.plugin.validation=verbose`, or the JVM says against
    the plugin or its jars; one such line fails the command, as does one failed test.

    | Maven | Java | passed | failed | skipped | warnings |
    | --- | --- | --- | --- | --- | --- |
    """
        + table
        + (others.isEmpty() ? "" : "\n## Failed, skipped and warned about\n\n" + others)
        + """

        ## What is not supported

        Maven before 3.6.3 reads `requiredMavenVersion` and ends the build with "The plugin … requires Maven
        version 3.6.3". Maven 4 does not start on Java before 17. Maven 3.9 and newer read
        `requiredJavaVersion` and end the build with "Required Java version 17 is not met by current version:
        11.0.24". Maven 3.6.3 and 3.8 do not know that entry: the build fails there, too, but with a stack
        trace, and the sentence to look for is "PinsMojo has been compiled by a more recent version of the Java
        Runtime". What is said about Java 11 here was seen by hand with OpenJDK 11.0.24, and is not part of the
        command.
        """;
  }
}
