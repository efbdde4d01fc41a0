package io.github.pysecaudit.report;

import io.github.pysecaudit.checklist.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One result of the SARIF report.
 *
 * @param rule its rule
 * @param kind {@code fail}, {@code review} or {@code open}
 * @param level {@code error}, {@code warning}, {@code note}; {@code none} unless it is a fail
 * @param text what is wrong and what to do
 * @param places at least one, each with a path
 * @param fingerprint equal in the next build, whatever the lines
 * @param suppression why it does not count, if it does not
 * @param known whether the baseline lists it; empty without a baseline
 */
record SarifResult(
    SarifRule rule,
    String kind,
    String level,
    String text,
    List<Place> places,
    String fingerprint,
    Optional<Suppression> suppression,
    Optional<Boolean> known) {

  /**
   * Why a result does not count.
   *
   * @param kind {@code inSource} for a marker, {@code external} for {@code audit.toml}
   * @param justification the reason as written
   */
  record Suppression(String kind, String justification) {}

  /** What a line of code scanning can show; the whole text is in the other reports. */
  private static final int MESSAGE = 1_500;

  private static final int MOST_PLACES = 100;

  /** Errors first, suppressed ones last: readers with a limit keep the beginning. */
  int urgency() {
    int order = List.of("error", "warning", "note", "none").indexOf(level);
    return suppression.isPresent() || known.orElse(false) ? 10 + order : order;
  }

  void write(CleanJson json, int ruleIndex, int occurrence) throws IOException {
    json.writeStartObject();
    json.writeStringField("ruleId", rule.id());
    json.writeNumberField("ruleIndex", ruleIndex);
    json.writeStringField("kind", kind);
    json.writeStringField("level", level);
    json.writeObjectFieldStart("message");
    json.writeStringField("text", withoutLinks(PlainText.line(text, MESSAGE)));
    json.writeEndObject();
    json.writeArrayFieldStart("locations");
    for (Place place : places.subList(0, Math.min(places.size(), MOST_PLACES))) {
      location(json, place);
    }
    json.writeEndArray();
    json.writeObjectFieldStart("partialFingerprints");
    json.writeStringField("primaryLocationLineHash", fingerprint + ":" + occurrence);
    json.writeStringField("auditFinding/v1", fingerprint + ":" + occurrence);
    json.writeEndObject();
    if (known.isPresent()) {
      json.writeStringField("baselineState", known.get() ? "unchanged" : "new");
    }
    if (suppression.isPresent()) {
      json.writeArrayFieldStart("suppressions");
      json.writeStartObject();
      json.writeStringField("kind", suppression.get().kind());
      json.writeStringField("status", "accepted");
      json.writeStringField(
          "justification", PlainText.line(suppression.get().justification(), MESSAGE));
      json.writeEndObject();
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void location(CleanJson json, Place place) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("physicalLocation");
    json.writeObjectFieldStart("artifactLocation");
    json.writeStringField("uri", uri(place.path().orElseThrow()));
    json.writeStringField("uriBaseId", SarifReport.ROOT);
    json.writeEndObject();
    json.writeObjectFieldStart("region");
    json.writeNumberField("startLine", place.line().orElse(1));
    if (place.line().isPresent() && place.column().isPresent()) {
      json.writeNumberField("startColumn", place.column().getAsInt());
    }
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Square brackets before a round one are a link in SARIF messages (3.11.6). */
  private static String withoutLinks(String text) {
    return text.replace("](", "] (");
  }

  /** A relative path as an RFC 3986 reference: everything but unreserved characters is encoded. */
  static String uri(String path) {
    StringBuilder uri = new StringBuilder(path.length() + 8);
    for (byte b : CleanJson.clean(path).getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || "-._~/".indexOf(c) >= 0;
      if (plain) {
        uri.append(c);
      } else {
        uri.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
      }
    }
    return uri.toString();
  }
}
