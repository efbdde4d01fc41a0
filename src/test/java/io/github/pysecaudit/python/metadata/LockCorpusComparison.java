package io.github.pysecaudit.python.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pysecaudit.checklist.Dependency;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares what the readers of lock files and of core metadata find with what Python's libraries
 * found, record by record. Not a test: it needs the corpus folder as its argument.
 */
final class LockCorpusComparison {
  private static final List<String> TYPES = List.of("locks", "METADATA", "PKG-INFO");

  private LockCorpusComparison() {}

  public static void main(String[] arguments) throws IOException {
    Path corpus = Path.of(arguments[0]);
    PrintStream out = System.out;
    int differences = 0;
    for (String type : TYPES) {
      int files = 0;
      int records = 0;
      for (String line : Files.readAllLines(corpus.resolve("expected-" + type + ".jsonl"))) {
        JsonNode expected = new ObjectMapper().readTree(line);
        String path = expected.get("file").asText();
        byte[] content = Files.readAllBytes(corpus.resolve(path));
        List<String> wanted = new ArrayList<>();
        expected.get("deps").forEach(record -> wanted.add(expected(record)));
        List<String> found = new ArrayList<>(found(path, content));
        if (!type.equals("locks")) {
          wanted.addAll(info(expected.get("info")));
        }
        files++;
        records += wanted.size();
        differences += compare(path, wanted, found, out);
      }
      out.printf("%-9s %4d files, %5d records%n", type, files, records);
    }
    out.printf("%d differences%n", differences);
  }

  private static int compare(
      String path, List<String> wanted, List<String> found, PrintStream out) {
    List<String> missing = new ArrayList<>(wanted);
    List<String> surplus = new ArrayList<>(found);
    wanted.forEach(
        record -> {
          if (surplus.remove(record)) {
            missing.remove(record);
          }
        });
    missing.forEach(record -> out.printf("%s%n  missing %s%n", path, record));
    surplus.forEach(record -> out.printf("%s%n  surplus %s%n", path, record));
    return missing.size() + surplus.size();
  }

  private static String expected(JsonNode record) {
    String hashes = record.has("hashes") ? record.get("hashes").asText() : "0";
    return String.join(
        "|",
        text(record, "field"),
        text(record, "norm"),
        record.get("exact").isNull() ? "none" : record.get("exact").asText(),
        text(record, "version"),
        text(record, "reason"),
        record.get("reason").asText().equals("PIN_LOCK") ? hashes : "-");
  }

  private static List<String> info(JsonNode info) {
    return List.of(
        "name=" + text(info, "name"),
        "version=" + text(info, "version"),
        "metadata=" + text(info, "metadata_version"));
  }

  private static String text(JsonNode node, String field) {
    return node.hasNonNull(field) ? node.get(field).asText() : "";
  }

  private static List<String> found(String path, byte[] content) {
    List<String> found = new ArrayList<>();
    if (LockReader.isLock(path) || path.endsWith(".toml")) {
      // A few files of the corpus are variants, like pylock.spec-example.toml with a second dot.
      LockFile lock =
          LockReader.read(LockReader.isLock(path) ? path : path + "/pylock.toml", content);
      for (LockedPackage entry : lock.packages()) {
        boolean counted = entry.dependency().reason().equals("PIN_LOCK");
        found.add(record(entry.dependency(), counted ? String.valueOf(entry.hashes()) : "-"));
      }
      lock.problems().stream()
          .filter(problem -> problem.reason().name().startsWith("INVALID"))
          .forEach(problem -> found.add("(file)||false||" + problem.reason() + "|-"));
      return found;
    }
    CoreMetadata metadata = CoreMetadataReader.read(path, content);
    metadata.requires().forEach(dependency -> found.add(record(dependency, "-")));
    found.add("name=" + metadata.name());
    found.add("version=" + metadata.version().orElse(""));
    found.add("metadata=" + metadata.metadataVersion().orElse(""));
    return found;
  }

  private static String record(Dependency dependency, String hashes) {
    Optional<Boolean> exact = dependency.exact();
    return String.join(
        "|",
        dependency.field(),
        dependency.name(),
        exact.map(String::valueOf).orElse("none"),
        dependency.version().orElse(""),
        dependency.reason(),
        hashes);
  }
}
