package io.github.pysecaudit.gate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.gate.Baseline.Entry;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code audit-baseline.json}: sorted, without line numbers and times, so that a review sees what
 * was added and what is gone. What is not understood is an error with its line.
 */
public final class BaselineFile {
  /** Beside {@code audit.toml}. */
  public static final String NAME = "audit-baseline.json";

  /** What is read at most. */
  public static final int MOST_BYTES = 16 << 20;

  private static final String VERSION = "1.0";
  private static final Set<String> KEYS = Set.of("id", "path", "fingerprint", "message");
  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{32}");
  private static final int DEEPEST = 10;

  private BaselineFile() {}

  /** The file as text. */
  public static String write(Baseline baseline) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.setPrettyPrinter(
          new DefaultPrettyPrinter()
              .withObjectIndenter(new DefaultIndenter("  ", "\n"))
              .withArrayIndenter(new DefaultIndenter("  ", "\n")));
      json.writeStartObject();
      json.writeStringField("schemaVersion", VERSION);
      json.writeArrayFieldStart("violations");
      for (Entry entry : baseline.entries()) {
        json.writeStartObject();
        json.writeStringField("id", entry.requirement().id());
        json.writeStringField("path", entry.path());
        json.writeStringField("fingerprint", entry.fingerprint());
        json.writeStringField("message", entry.message());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text + "\n";
  }

  /**
   * Reads the file.
   *
   * @throws BaselineException for anything that is not understood
   */
  public static Baseline read(String text) throws BaselineException {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();
    try (JsonParser json = factory.createParser(text)) {
      expect(json, json.nextToken(), JsonToken.START_OBJECT, "an object");
      List<Entry> entries = new ArrayList<>();
      Optional<String> version = Optional.empty();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String key = json.currentName();
        JsonToken value = json.nextToken();
        if ("schemaVersion".equals(key)) {
          expect(json, value, JsonToken.VALUE_STRING, "a text");
          version = Optional.of(json.getText());
        } else if ("violations".equals(key)) {
          expect(json, value, JsonToken.START_ARRAY, "an array");
          while (json.nextToken() != JsonToken.END_ARRAY) {
            entries.add(entry(json));
          }
        } else {
          throw error(json, "the key \"" + key + "\" is not known.");
        }
      }
      if (!version.equals(Optional.of(VERSION))) {
        throw error(json, "schemaVersion must be \"" + VERSION + "\".");
      }
      if (json.nextToken() != null) {
        throw error(json, "there is something after the end.");
      }
      return new Baseline(entries);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new BaselineException(line, "this is no valid JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new BaselineException(1, "it cannot be read: " + e.getMessage());
    }
  }

  private static Entry entry(JsonParser json) throws IOException, BaselineException {
    expect(json, json.currentToken(), JsonToken.START_OBJECT, "an object");
    Map<String, String> values = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      if (!KEYS.contains(key)) {
        throw error(json, "the key \"" + key + "\" is not known.");
      }
      expect(json, json.nextToken(), JsonToken.VALUE_STRING, "a text");
      if (values.put(key, json.getText()) != null) {
        throw error(json, "the key \"" + key + "\" is there twice.");
      }
    }
    if (!values.keySet().equals(KEYS)) {
      throw error(json, "an entry needs id, path, fingerprint and message.");
    }
    String id = values.get("id");
    Requirement requirement =
        Requirement.byId(id)
            .orElseThrow(() -> error(json, "there is no requirement \"" + id + "\"."));
    if (!FINGERPRINT.matcher(values.get("fingerprint")).matches()) {
      throw error(json, "a fingerprint has 32 hexadecimal digits.");
    }
    return new Entry(
        requirement, values.get("path"), values.get("fingerprint"), values.get("message"));
  }

  private static void expect(JsonParser json, JsonToken is, JsonToken wanted, String words)
      throws BaselineException {
    if (is != wanted) {
      throw error(json, "here should be " + words + ".");
    }
  }

  private static BaselineException error(JsonParser json, String message) {
    return new BaselineException(json.currentLocation().getLineNr(), message);
  }
}
