package io.github.pysecaudit.advisory;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.pysecaudit.advisory.Advisory.Affected;
import io.github.pysecaudit.advisory.Advisory.Event;
import io.github.pysecaudit.advisory.Advisory.Range;
import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.python.version.PackageName;
import io.github.pysecaudit.remote.StrictJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads records of the OSV schema. A field of the wrong shape is left out; a text that is no record
 * at all, or whose {@code affected} cannot be read, is refused: it would look like a record that
 * affects nothing.
 */
final class AdvisoryReader {
  private static final Pattern ID =
      Pattern.compile("[A-Za-z0-9][\\x21-\\x7e&&[^/\\\\\"'<>`?#%|]]{0,99}");
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029\\s]+");
  private static final Pattern NOT_IN_A_MOMENT = Pattern.compile("[^0-9A-Za-z:.+-]");
  private static final int MAX_SUMMARY = 300;
  private static final int MAX_VECTOR = 300;

  /** What the service sends is read within these bounds. */
  static final StrictJson JSON = new StrictJson(100, 8 << 20, 100);

  /**
   * Whether this can be the id of a record. Ids in use hold a comma now and then; what would change
   * the meaning of an address or a line of text is no id.
   */
  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /**
   * Reads one record.
   *
   * @throws IOException if it is not JSON or not a record
   */
  Advisory read(byte[] json) throws IOException {
    return read(parse(json));
  }

  JsonNode parse(byte[] json) throws IOException {
    try {
      JsonNode root = JSON.read(json);
      if (!root.isObject()) {
        throw new IOException("The record is not a JSON object.");
      }
      return root;
    } catch (JacksonException e) {
      throw new IOException("The record is not valid JSON.", e);
    }
  }

  Advisory read(JsonNode root) throws IOException {
    String id = root.path("id").asText("");
    if (!isId(id)) {
      throw new IOException("The record has no usable id.");
    }
    JsonNode affected = root.path("affected");
    if (!affected.isMissingNode() && !affected.isNull() && !affected.isArray()) {
      throw new IOException("The affected packages of " + id + " cannot be read.");
    }
    List<Affected> packages = new ArrayList<>();
    for (JsonNode entry : affected) {
      affected(entry).ifPresent(packages::add);
    }
    return new Advisory(
        id,
        texts(root.path("aliases")).stream().filter(AdvisoryReader::isId).distinct().toList(),
        moment(root.path("modified").asText("")),
        !root.path("withdrawn").asText("").isEmpty(),
        summary(root),
        vectors(root.path("severity")),
        word(root),
        packages);
  }

  /** A time stamp without anything that is not part of one: it goes into lines of text. */
  static String moment(String text) {
    String clean = NOT_IN_A_MOMENT.matcher(text).replaceAll("");
    return clean.length() <= 40 ? clean : clean.substring(0, 40);
  }

  private static Optional<Affected> affected(JsonNode entry) {
    JsonNode named = entry.path("package");
    String ecosystem = baseEcosystem(named.path("ecosystem").asText(""));
    String name = named.path("name").asText("");
    if (ecosystem.isEmpty() || name.isEmpty()) {
      return Optional.empty();
    }
    List<Range> ranges = new ArrayList<>();
    for (JsonNode range : entry.path("ranges")) {
      String type = range.path("type").asText("");
      if (type.equals("ECOSYSTEM") || type.equals("SEMVER")) {
        ranges.add(new Range(events(range.path("events"))));
      }
    }
    return Optional.of(
        new Affected(
            ecosystem,
            ecosystem.equals(Dependency.PYPI) ? PackageName.normalize(name) : name,
            ranges,
            texts(entry.path("versions")),
            vectors(entry.path("severity")),
            word(entry)));
  }

  /** {@code Maven:https://…} names a repository; the packages are Maven packages all the same. */
  static String baseEcosystem(String ecosystem) {
    int colon = ecosystem.indexOf(':');
    return colon < 0 ? ecosystem : ecosystem.substring(0, colon);
  }

  private static List<Event> events(JsonNode events) {
    List<Event> result = new ArrayList<>();
    for (JsonNode event : events) {
      for (Event.Kind kind : Event.Kind.values()) {
        JsonNode version = event.path(kind.name().toLowerCase(Locale.ROOT));
        if (version.isTextual()) {
          result.add(new Event(kind, version.textValue()));
        }
      }
    }
    return result;
  }

  private static List<String> vectors(JsonNode severity) {
    List<String> result = new ArrayList<>();
    for (JsonNode entry : severity) {
      String score = entry.path("score").asText("");
      if (entry.path("type").asText("").startsWith("CVSS") && score.length() <= MAX_VECTOR) {
        result.add(score);
      }
    }
    return result;
  }

  private static Optional<String> word(JsonNode node) {
    for (String field : List.of("database_specific", "ecosystem_specific")) {
      JsonNode word = node.path(field).path("severity");
      if (word.isTextual() && !word.textValue().isBlank()) {
        return Optional.of(word.textValue());
      }
    }
    return Optional.empty();
  }

  private static String summary(JsonNode root) {
    String summary = root.path("summary").asText("");
    if (summary.isBlank()) {
      summary = root.path("details").asText("").strip();
      int end = summary.indexOf('\n');
      summary = end < 0 ? summary : summary.substring(0, end);
    }
    if (summary.length() > 4 * MAX_SUMMARY) {
      summary = summary.substring(0, 4 * MAX_SUMMARY);
    }
    summary = CONTROLS.matcher(summary).replaceAll(" ").strip();
    return summary.length() <= MAX_SUMMARY ? summary : summary.substring(0, MAX_SUMMARY) + "…";
  }

  private static List<String> texts(JsonNode array) {
    List<String> result = new ArrayList<>();
    for (JsonNode element : array) {
      if (element.isTextual()) {
        result.add(element.textValue());
      }
    }
    return result;
  }
}
