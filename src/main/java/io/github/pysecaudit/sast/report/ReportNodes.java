package io.github.pysecaudit.sast.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pysecaudit.sast.Weakness.Grade;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the formats have in common: grades, times, numbers. */
final class ReportNodes {
  private static final int LONGEST_MESSAGE = 1_000;
  private static final Pattern CWE = Pattern.compile("(?i)cwe[-_ ]?(\\d{1,5})");

  private ReportNodes() {}

  /** A text field, or empty if it is missing or something else. */
  static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isTextual() ? value.textValue() : "";
  }

  /** A message in bounds. */
  static String message(JsonNode node, String field) {
    String text = text(node, field).strip();
    return text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) + "…" : text;
  }

  static Optional<String> optional(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(text);
  }

  /** HIGH, MEDIUM, LOW and their synonyms; what is not known is {@code otherwise}. */
  static Grade grade(String word, Grade otherwise) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "HIGH", "ERROR", "CRITICAL" -> Grade.HIGH;
      case "MEDIUM", "WARNING", "MODERATE" -> Grade.MEDIUM;
      case "LOW", "NOTE", "INFO", "NONE", "UNDEFINED", "INVENTORY", "EXPERIMENT" -> Grade.LOW;
      default -> otherwise;
    };
  }

  /** The number in "CWE-78: …", 0 if there is none. */
  static int cwe(String text) {
    Matcher matcher = CWE.matcher(text.length() > 500 ? text.substring(0, 500) : text);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  /** A time in ISO 8601; without a zone it is taken for UTC. */
  static Optional<Instant> time(String text) {
    String iso = text.strip().replace(' ', 'T');
    try {
      return Optional.of(OffsetDateTime.parse(iso).toInstant());
    } catch (DateTimeException noZone) {
      try {
        return Optional.of(LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
      } catch (DateTimeException noTime) {
        return Optional.empty();
      }
    }
  }

  /** Counts findings, so that a report cannot fill the memory. */
  static void bound(int findings) throws ReportException {
    if (findings > ReportReader.MAX_FINDINGS) {
      throw new ReportException(
          "The report has more than " + ReportReader.MAX_FINDINGS + " findings.");
    }
  }
}
