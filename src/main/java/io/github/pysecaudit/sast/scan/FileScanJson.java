package io.github.pysecaudit.sast.scan;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.pysecaudit.sast.PrivilegeUse;
import io.github.pysecaudit.sast.Weakness.Grade;
import io.github.pysecaudit.sast.marker.FoundMarker;
import io.github.pysecaudit.sast.rule.Hit;
import io.github.pysecaudit.sast.rule.PrivilegeHit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one file gave, as JSON: an array whose elements are the components of {@link FileScan} in
 * their order, each row of them an array too. Read token by token, because thousands of them are
 * read before a build has run for long enough to be quick at anything else.
 */
final class FileScanJson {

  /** Reads one row. */
  @FunctionalInterface
  private interface Row<T> {
    T read(JsonParser json) throws IOException;
  }

  /** Writes the components of one row. */
  @FunctionalInterface
  private interface Columns<T> {
    void write(T row, JsonGenerator json) throws IOException;
  }

  private FileScanJson() {}

  static void write(FileScan scan, JsonGenerator json) throws IOException {
    json.writeStartArray();
    rows(scan.hits(), json, FileScanJson::write);
    rows(scan.markers(), json, FileScanJson::write);
    rows(scan.privileges(), json, FileScanJson::write);
    for (Map<String, Integer> names :
        List.of(scan.imports(), scan.decorators(), scan.functions(), scan.calls())) {
      json.writeStartObject();
      for (Map.Entry<String, Integer> name : names.entrySet()) {
        json.writeNumberField(name.getKey(), name.getValue());
      }
      json.writeEndObject();
    }
    rows(scan.gaps(), json, FileScanJson::write);
    json.writeNumber(scan.lines());
    json.writeEndArray();
  }

  /**
   * Reads what {@link #write} wrote. The parser stands before the array, and after it at the end.
   *
   * @throws IOException if it is anything else
   */
  static FileScan read(JsonParser json) throws IOException {
    expect(json, JsonToken.START_ARRAY);
    FileScan scan =
        new FileScan(
            rows(json, FileScanJson::hit),
            rows(json, FileScanJson::marker),
            rows(json, FileScanJson::privilege),
            names(json),
            names(json),
            names(json),
            names(json),
            rows(json, j -> new FileScan.Gap(number(j), text(j))),
            number(json));
    expect(json, JsonToken.END_ARRAY);
    return scan;
  }

  static void expect(JsonParser json, JsonToken token) throws IOException {
    if (json.nextToken() != token) {
      throw new IOException("There is no " + token + " where one belongs.");
    }
  }

  private static void write(FileScan.MarkedHit marked, JsonGenerator json) throws IOException {
    Hit hit = marked.hit();
    json.writeString(hit.rule());
    json.writeNumber(hit.line());
    json.writeNumber(hit.column());
    json.writeNumber(hit.lastLine());
    json.writeString(hit.severity().name());
    json.writeString(hit.confidence().name());
    json.writeString(hit.message());
    json.writeNumber(marked.marker());
  }

  private static FileScan.MarkedHit hit(JsonParser json) throws IOException {
    Hit hit =
        new Hit(
            text(json),
            number(json),
            number(json),
            number(json),
            constant(Grade.class, json),
            constant(Grade.class, json),
            text(json));
    return new FileScan.MarkedHit(hit, number(json));
  }

  private static void write(FileScan.EffectiveMarker effective, JsonGenerator json)
      throws IOException {
    FoundMarker marker = effective.marker();
    json.writeNumber(marker.line());
    json.writeString(marker.text());
    json.writeString(marker.word());
    texts(marker.rules(), json);
    texts(marker.unknownIds(), json);
    json.writeBoolean(marker.blanket());
    json.writeString(marker.explanation());
    json.writeNumber(marker.from());
    json.writeNumber(marker.to());
    texts(effective.suppressed(), json);
  }

  private static FileScan.EffectiveMarker marker(JsonParser json) throws IOException {
    FoundMarker marker =
        new FoundMarker(
            number(json),
            text(json),
            text(json),
            texts(json),
            texts(json),
            truth(json),
            text(json),
            number(json),
            number(json));
    return new FileScan.EffectiveMarker(marker, texts(json));
  }

  private static void write(PrivilegeHit hit, JsonGenerator json) throws IOException {
    json.writeString(hit.kind().name());
    json.writeNumber(hit.line());
    json.writeString(hit.text());
  }

  private static PrivilegeHit privilege(JsonParser json) throws IOException {
    return new PrivilegeHit(constant(PrivilegeUse.Kind.class, json), number(json), text(json));
  }

  private static void write(FileScan.Gap gap, JsonGenerator json) throws IOException {
    json.writeNumber(gap.line());
    json.writeString(gap.reason());
  }

  private static <T> void rows(List<T> rows, JsonGenerator json, Columns<T> columns)
      throws IOException {
    json.writeStartArray();
    for (T row : rows) {
      json.writeStartArray();
      columns.write(row, json);
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private static <T> List<T> rows(JsonParser json, Row<T> row) throws IOException {
    expect(json, JsonToken.START_ARRAY);
    List<T> rows = new ArrayList<>();
    while (json.nextToken() == JsonToken.START_ARRAY) {
      rows.add(row.read(json));
      expect(json, JsonToken.END_ARRAY);
    }
    at(json, JsonToken.END_ARRAY);
    return rows;
  }

  private static void texts(List<String> texts, JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private static List<String> texts(JsonParser json) throws IOException {
    expect(json, JsonToken.START_ARRAY);
    List<String> texts = new ArrayList<>();
    while (json.nextToken() == JsonToken.VALUE_STRING) {
      texts.add(json.getText());
    }
    at(json, JsonToken.END_ARRAY);
    return texts;
  }

  private static Map<String, Integer> names(JsonParser json) throws IOException {
    expect(json, JsonToken.START_OBJECT);
    Map<String, Integer> names = new LinkedHashMap<>();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      names.put(name, number(json));
    }
    at(json, JsonToken.END_OBJECT);
    return names;
  }

  private static String text(JsonParser json) throws IOException {
    expect(json, JsonToken.VALUE_STRING);
    return json.getText();
  }

  private static int number(JsonParser json) throws IOException {
    expect(json, JsonToken.VALUE_NUMBER_INT);
    return json.getIntValue();
  }

  private static boolean truth(JsonParser json) throws IOException {
    JsonToken token = json.nextToken();
    if (token == null || !token.isBoolean()) {
      throw new IOException("There is no true or false where one belongs.");
    }
    return token == JsonToken.VALUE_TRUE;
  }

  private static <E extends Enum<E>> E constant(Class<E> type, JsonParser json) throws IOException {
    String name = text(json);
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "There is no " + type.getSimpleName() + " of the name " + name + ".", e);
    }
  }

  static void at(JsonParser json, JsonToken token) throws IOException {
    if (json.currentToken() != token) {
      throw new IOException("There is no " + token + " where one belongs.");
    }
  }
}
