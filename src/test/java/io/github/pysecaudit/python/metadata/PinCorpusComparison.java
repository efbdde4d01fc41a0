package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.python.version.PackageRequirement;
import io.github.pysecaudit.python.version.ParseException;
import io.github.pysecaudit.python.version.SpecifierSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Pins every requirement of a folder of real files to a version it allows, and counts what was
 * refused and why. Not a test: it needs the folder as its argument.
 */
final class PinCorpusComparison {
  private PinCorpusComparison() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, Integer> reasons = new TreeMap<>();
    int[] counts = new int[3];
    try (Stream<Path> paths = Files.walk(Path.of(arguments[0]))) {
      for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
        pin(path, reasons, counts);
      }
    }
    reasons.forEach((reason, count) -> System.out.println(count + "  " + reason));
    System.out.printf("%d files, %d pinned, %d refused%n", counts[0], counts[1], counts[2]);
  }

  private static void pin(Path file, Map<String, Integer> reasons, int[] counts)
      throws IOException {
    String path = file.getFileName().toString();
    Function<byte[], MetadataReading> reader =
        content ->
            path.equals("pyproject.toml")
                ? PyprojectReader.read(path, content, MetadataFiles.none(), SetupScripts.none())
                    .reading()
                : path.equals("setup.cfg")
                    ? SetupCfgReader.read(path, content, MetadataFiles.none())
                    : path.equals("Pipfile")
                        ? PipfileReader.read(path, content)
                        : RequirementsReader.read(path, content, MetadataFiles.none());
    boolean known = List.of("pyproject.toml", "setup.cfg", "Pipfile").contains(path);
    if (!known && !path.endsWith(".txt") && !path.endsWith(".in")) {
      return;
    }
    byte[] content = Files.readAllBytes(file);
    Map<String, String> versions = new TreeMap<>();
    for (Dependency each : reader.apply(content).dependencies()) {
      versions.putIfAbsent(each.name(), allowed(each));
    }
    PinRewriting result = new PinRewriter(versions).rewrite(path, content, each -> true, reader);
    counts[0]++;
    counts[1] += result.pinned().size();
    counts[2] += result.refused().size();
    for (PinRewriting.Refused refused : result.refused()) {
      String reason =
          refused.reason().replaceAll("\".*\"", "\"…\"").replaceAll(" of \\S+ is", " of … is");
      reasons.merge(reason.replaceAll("it, \\S+ is", "it, … is"), 1, Integer::sum);
      if (reason.startsWith("Read again")
          || reason.contains("could not be found")
          || reason.contains("one line")
          || reason.contains("form of")
          || reason.contains("of its own")
          || reason.contains("more than once")) {
        System.out.println(
            file
                + ": "
                + refused.dependency().place()
                + " "
                + refused.dependency().raw()
                + ": "
                + reason);
      }
    }
  }

  private static String allowed(Dependency dependency) {
    String clauses = dependency.raw().replaceAll("[^0-9.]+", " ").strip();
    SpecifierSet set;
    try {
      set = PackageRequirement.parse(dependency.raw()).specifiers();
    } catch (ParseException e) {
      return clauses.isEmpty() ? "1.0" : clauses.split(" ")[0];
    }
    return Stream.concat(Stream.of(clauses.split(" ")), Stream.of("1.0", "0.1", "3.0", "99"))
        .filter(each -> each.matches("[0-9]+(\\.[0-9]+)*") && set.contains(each))
        .findFirst()
        .orElse("1.0.1");
  }
}
