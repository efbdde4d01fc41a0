package io.github.pysecaudit.advisory;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.pysecaudit.advisory.Advisory.Affected;
import io.github.pysecaudit.advisory.Advisory.Event;
import io.github.pysecaudit.advisory.Advisory.Range;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes the reduced record in the OSV schema again, so that {@link AdvisoryReader} reads it. */
final class AdvisoryWriter {
  private final JsonMapper mapper = new JsonMapper();

  String write(Advisory advisory) {
    ObjectNode root = mapper.createObjectNode();
    root.put("id", advisory.id());
    root.put("modified", advisory.modified());
    root.put("summary", advisory.summary());
    if (advisory.withdrawn()) {
      root.put("withdrawn", advisory.modified().isEmpty() ? "unknown" : advisory.modified());
    }
    ArrayNode aliases = root.putArray("aliases");
    advisory.aliases().forEach(aliases::add);
    severity(root, advisory.vectors(), advisory.severityWord());
    ArrayNode affected = root.putArray("affected");
    advisory.affected().forEach(entry -> write(affected.addObject(), entry));
    return root.toString();
  }

  private static void write(ObjectNode node, Affected entry) {
    node.putObject("package").put("ecosystem", entry.ecosystem()).put("name", entry.name());
    ArrayNode ranges = node.putArray("ranges");
    for (Range range : entry.ranges()) {
      ArrayNode events = ranges.addObject().put("type", "ECOSYSTEM").putArray("events");
      for (Event event : range.events()) {
        events.addObject().put(event.kind().name().toLowerCase(Locale.ROOT), event.version());
      }
    }
    ArrayNode versions = node.putArray("versions");
    entry.versions().forEach(versions::add);
    severity(node, entry.vectors(), entry.severityWord());
  }

  private static void severity(ObjectNode node, List<String> vectors, Optional<String> word) {
    ArrayNode severity = node.putArray("severity");
    vectors.forEach(v -> severity.addObject().put("type", "CVSS").put("score", v));
    word.ifPresent(w -> node.putObject("database_specific").put("severity", w));
  }
}
