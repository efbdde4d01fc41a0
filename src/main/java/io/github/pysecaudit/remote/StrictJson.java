package io.github.pysecaudit.remote;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * Reads the JSON of an answer: one value with nothing after it, bounded in depth and length. It
 * gives the nodes of the library without its mapper, whose start alone takes longer than all that
 * one build reads. Safe for use by several threads.
 */
public final class StrictJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonFactory factory;

  /**
   * @param maxDepth how deep objects and arrays may be nested; the reader's own stack bounds it to
   *     some thousand
   * @param maxText length of the longest text, in characters
   * @param maxDigits length of the longest number, in digits
   */
  public StrictJson(int maxDepth, int maxText, int maxDigits) {
    this.factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(maxDepth)
                    .maxStringLength(maxText)
                    .maxNumberLength(maxDigits)
                    .build())
            .build();
  }

  /**
   * Reads a text in UTF-8, UTF-16 or UTF-32.
   *
   * @return the value; a missing node for a text that holds none
   * @throws com.fasterxml.jackson.core.JacksonException if it is not JSON, or out of bounds
   * @throws IOException never for bytes in memory, but the library declares it
   */
  public JsonNode read(byte[] bytes) throws IOException {
    try (JsonParser json = factory.createParser(bytes)) {
      if (json.nextToken() == null) {
        return MissingNode.getInstance();
      }
      JsonNode value = value(json);
      if (json.nextToken() != null) {
        throw new JsonParseException(json, "There is something after the value.");
      }
      return value;
    }
  }

  private static JsonNode value(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> object(json);
      case START_ARRAY -> array(json);
      case VALUE_STRING -> NODES.textNode(json.getText());
      case VALUE_NUMBER_INT -> integer(json);
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(json.getDoubleValue());
      case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(json.getBooleanValue());
      case VALUE_NULL -> NODES.nullNode();
      default -> throw new JsonParseException(json, "There is no value where one belongs.");
    };
  }

  private static ObjectNode object(JsonParser json) throws IOException {
    ObjectNode object = NODES.objectNode();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      object.set(name, value(json));
    }
    return object;
  }

  private static ArrayNode array(JsonParser json) throws IOException {
    ArrayNode array = NODES.arrayNode();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(json));
    }
    return array;
  }

  private static JsonNode integer(JsonParser json) throws IOException {
    return switch (json.getNumberType()) {
      case INT -> NODES.numberNode(json.getIntValue());
      case LONG -> NODES.numberNode(json.getLongValue());
      default -> NODES.numberNode(json.getBigIntegerValue());
    };
  }
}
