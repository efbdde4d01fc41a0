package io.github.pysecaudit.mojo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pysecaudit.facts.repro.ArchiveComparison;
import io.github.pysecaudit.facts.repro.ArchiveComparison.Difference;
import io.github.pysecaudit.facts.repro.RebuildResult;
import io.github.pysecaudit.gate.Fingerprint;
import io.github.pysecaudit.remote.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What audit:reproduce found, kept in the user's cache so that 7.1 can use it while nothing
 * changes. The first line is a checksum of the rest: a damaged file is no file.
 */
final class RebuildMemory {
  private static final StrictJson JSON = new StrictJson(20, 1 << 20, 20);
  private static final int LARGEST = 8 << 20;

  private final Path file;

  /**
   * @param cache the user's cache folder
   * @param root the repository
   */
  RebuildMemory(Path cache, Path root) {
    String name =
        UUID.nameUUIDFromBytes(root.toString().getBytes(StandardCharsets.UTF_8)).toString();
    this.file = cache.resolve("rebuilds").resolve(name + ".json");
  }

  /** The results of the last run; none if there is no usable file. */
  List<RebuildResult> read() {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
        return List.of();
      }
      String text = Files.readString(file);
      int end = text.indexOf('\n');
      String json = text.substring(end + 1);
      if (end < 0 || !text.substring(0, end).equals(Fingerprint.hash(List.of(json)))) {
        return List.of();
      }
      List<RebuildResult> results = new ArrayList<>();
      for (JsonNode one : JSON.read(json.getBytes(StandardCharsets.UTF_8))) {
        List<ArchiveComparison> comparisons = new ArrayList<>();
        for (JsonNode each : one.path("comparisons")) {
          boolean identical = each.path("identical").asBoolean();
          Optional<Difference> difference =
              identical
                  ? Optional.empty()
                  : Optional.of(
                      new Difference(each.path("entry").asText(), each.path("what").asText()));
          comparisons.add(new ArchiveComparison(each.path("file").asText(), identical, difference));
        }
        results.add(
            new RebuildResult(
                one.path("module").asText(),
                one.path("inputs").asText(),
                Instant.parse(one.path("when").asText()),
                comparisons));
      }
      return results;
    } catch (IOException | DateTimeException e) {
      // Without it 7.1 is judged by what the archives show, which is never better than a proof.
      return List.of();
    }
  }

  /**
   * Replaces what is remembered.
   *
   * @throws IOException if the file cannot be written
   */
  void write(List<RebuildResult> results) throws IOException {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (RebuildResult result : results) {
      ObjectNode one = all.addObject();
      one.put("module", result.module());
      one.put("inputs", result.inputs());
      one.put("when", result.when().toString());
      ArrayNode comparisons = one.putArray("comparisons");
      for (ArchiveComparison comparison : result.comparisons()) {
        ObjectNode each = comparisons.addObject();
        each.put("file", comparison.file());
        each.put("identical", comparison.identical());
        comparison.difference().ifPresent(d -> each.put("entry", d.entry()).put("what", d.what()));
      }
    }
    Files.createDirectories(file.getParent());
    String json = all.toString();
    String text = Fingerprint.hash(List.of(json)) + "\n" + json;
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
