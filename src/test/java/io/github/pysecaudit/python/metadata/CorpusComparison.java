package io.github.pysecaudit.python.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pysecaudit.checklist.Dependency;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares the readers with what Python's own libraries say of a folder of real files. The folder
 * is the system property {@code corpus}; it has {@code files/} and {@code expected-<type>.jsonl}.
 * Not part of the build, because the corpus is not part of the repository.
 */
@EnabledIfSystemProperty(named = "corpus", matches = ".+")
class CorpusComparison {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(strings = {"pyproject", "requirements", "setup.cfg", "Pipfile", "conda-env"})
  void readsWhatPythonReads(String type, TestReporter reporter) throws IOException {
    Path corpus = Path.of(System.getProperty("corpus"));
    Map<String, String> explained = explained();
    List<String> differences = new ArrayList<>();
    List<String> accepted = new ArrayList<>();
    int files = 0;
    int records = 0;
    for (String line : Files.readAllLines(corpus.resolve("expected-" + type + ".jsonl"))) {
      JsonNode row = JSON.readTree(line);
      String file = row.get("file").asText();
      files++;
      records += row.get("deps").size();
      Map<String, Integer> balance = new TreeMap<>();
      row.get("deps").forEach(dep -> balance.merge(expected(dep), 1, Integer::sum));
      MetadataReading reading = read(type, file, Files.readAllBytes(corpus.resolve(file)));
      actual(reading).forEach(record -> balance.merge(record, -1, Integer::sum));
      balance.forEach(
          (record, count) -> {
            if (count != 0) {
              String difference =
                  (count > 0 ? "missing " : "extra ") + Math.abs(count) + " " + record;
              String why = explained.get(file + "\t" + record);
              (why == null ? differences : accepted)
                  .add(file + "\n    " + difference + (why == null ? "" : "\n    " + why));
            }
          });
    }
    reporter.publishEntry(
        type,
        files
            + " files, "
            + records
            + " records, "
            + accepted.size()
            + " explained:\n"
            + String.join("\n", accepted));
    assertEquals("", String.join("\n", differences));
  }

  @Test
  void saysWhereEachRecordIs() throws IOException {
    Path corpus = Path.of(System.getProperty("corpus"));
    List<String> without = new ArrayList<>();
    for (String type : List.of("pyproject", "requirements", "setup.cfg", "Pipfile", "conda-env")) {
      for (String line : Files.readAllLines(corpus.resolve("expected-" + type + ".jsonl"))) {
        String file = JSON.readTree(line).get("file").asText();
        byte[] content = Files.readAllBytes(corpus.resolve(file));
        long lines = new String(content, StandardCharsets.ISO_8859_1).lines().count();
        for (Dependency dependency : read(type, file, content).dependencies()) {
          if (dependency.place().line().orElse(0) < 1
              || dependency.place().line().getAsInt() > lines + 1
              || dependency.place().column().orElse(0) < 1) {
            without.add(file + " " + dependency);
          }
        }
      }
    }
    assertEquals(List.of(), without);
  }

  private static MetadataReading read(String type, String file, byte[] content) {
    return switch (type) {
      case "pyproject" ->
          PyprojectReader.read(file, content, MetadataFiles.none(), SetupScripts.none()).reading();
      case "requirements" -> RequirementsReader.read(file, content, MetadataFiles.none());
      case "setup.cfg" -> SetupCfgReader.read(file, content, MetadataFiles.none());
      case "Pipfile" -> PipfileReader.read(file, content);
      default -> CondaEnvironmentReader.read(file, content, MetadataFiles.none());
    };
  }

  private static String expected(JsonNode dep) {
    return String.join(
        " | ",
        dep.get("field").asText(),
        dep.get("norm").asText("null"),
        dep.get("exact").asText("null"),
        dep.get("version").asText("null"),
        dep.get("reason").asText());
  }

  /** A file that cannot be read as a whole is one record of the expectations. */
  private static List<String> actual(MetadataReading reading) {
    List<String> records = new ArrayList<>();
    for (Dependency dependency : reading.dependencies()) {
      records.add(
          String.join(
              " | ",
              dependency.field(),
              dependency.name().isEmpty() ? "null" : dependency.name(),
              dependency.exact().map(String::valueOf).orElse("null"),
              dependency.version().orElse("null"),
              dependency.reason()));
    }
    for (MetadataProblem problem : reading.problems()) {
      if (problem.reason().name().startsWith("INVALID_")
          || problem.reason() == PinReason.UNDECODABLE) {
        records.add("(file) | null | false | null | " + problem.reason());
      }
    }
    return records;
  }

  private static Map<String, String> explained() throws IOException {
    Map<String, String> explained = new TreeMap<>();
    try (InputStream in =
        CorpusComparison.class.getResourceAsStream("/python/metadata/corpus-differences.tsv")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Set<String> seen = new HashSet<>();
      text.lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(
              line -> {
                String[] columns = line.split("\t");
                String key = columns[0] + "\t" + columns[1];
                assertEquals(true, seen.add(key), line);
                explained.put(key, columns[2]);
              });
    }
    return explained;
  }
}
