package io.github.pysecaudit.python.metadata;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code Pipfile.lock}: one object per category beside {@code _meta}, {@code default} and {@code
 * develop} at least.
 */
final class PipfileLockReader {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(50).build())
          .build();

  private PipfileLockReader() {}

  static LockFile read(String path, String text) {
    LockEntries entries = new LockEntries(path, "default");
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return LockReader.failed(path, 1, "is no JSON object", PinReason.INVALID_JSON);
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String category = json.currentName();
        if (json.nextToken() == JsonToken.START_OBJECT && !category.equals("_meta")) {
          category(json, category, entries);
        } else {
          json.skipChildren();
        }
      }
      if (json.nextToken() != null) {
        entries.problem(
            json.currentLocation().getLineNr(),
            "has text after its object",
            PinReason.INVALID_JSON);
      }
    } catch (IOException e) {
      // What was read so far is not kept: a damaged lock file fixes nothing.
      String words = e.getMessage().lines().findFirst().orElse("");
      return LockReader.failed(
          path, line(e), "cannot be read as JSON: " + words, PinReason.INVALID_JSON);
    }
    return entries.file();
  }

  private static int line(IOException e) {
    return e instanceof com.fasterxml.jackson.core.JsonProcessingException json
            && json.getLocation() != null
        ? json.getLocation().getLineNr()
        : 1;
  }

  private static void category(JsonParser json, String category, LockEntries entries)
      throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      int line = json.currentTokenLocation().getLineNr();
      if (json.nextToken() != JsonToken.START_OBJECT) {
        json.skipChildren();
        entries.addIn(category, name, Optional.empty(), PinReason.UNPARSEABLE, line, 0);
        continue;
      }
      entry(json, category, name, line, entries);
    }
  }

  private static void entry(
      JsonParser json, String category, String name, int line, LockEntries entries)
      throws IOException {
    Map<String, String> texts = new HashMap<>();
    int hashes = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      JsonToken value = json.nextToken();
      if (key.equals("hashes") && value == JsonToken.START_ARRAY) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          hashes += json.currentToken() == JsonToken.VALUE_STRING ? 1 : 0;
          json.skipChildren();
        }
      } else if (value == JsonToken.VALUE_STRING) {
        texts.put(key, json.getText());
        line = key.equals("version") ? json.currentTokenLocation().getLineNr() : line;
      } else {
        json.skipChildren();
      }
    }
    PinReason reason = reason(texts, hashes);
    Optional<String> version = version(texts, reason);
    entries.addIn(category, name, version, reason, line, hashes);
  }

  private static Optional<String> version(Map<String, String> texts, PinReason reason) {
    String written = texts.get("version");
    if (written != null) {
      return reason == PinReason.PIN_LOCK
          ? Optional.of(written.replaceFirst("^===?\\s*", ""))
          : PinReading.ofRequirement("x" + written).version();
    }
    return reason == PinReason.PIN_VCS_COMMIT
        ? Optional.ofNullable(texts.get("ref"))
        : Optional.empty();
  }

  private static PinReason reason(Map<String, String> texts, int hashes) {
    if (texts.containsKey("git") || texts.containsKey("hg")) {
      return LockEntries.ofCommit(Optional.ofNullable(texts.get("ref")));
    }
    if (texts.containsKey("path")) {
      return PinReason.LOCAL_PATH;
    }
    String file = texts.get("file");
    if (file != null) {
      if (!DirectReference.hasScheme(file) || file.startsWith("file:")) {
        return PinReason.LOCAL_ARCHIVE;
      }
      return hashes > 0 || DirectReference.read(file, java.util.List.of()).exact().orElse(false)
          ? PinReason.PIN_URL_HASH
          : PinReason.URL_NO_HASH;
    }
    String version = texts.get("version");
    if (version == null) {
      return PinReason.NO_VERSION;
    }
    PinReading reading = PinReading.ofRequirement("x" + version);
    return reading.exact().orElse(false) ? PinReason.PIN_LOCK : reading.reason();
  }
}
