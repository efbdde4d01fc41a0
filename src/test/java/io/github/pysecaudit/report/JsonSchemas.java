package io.github.pysecaudit.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Validates what is written against schemas on the class path; nothing is fetched. */
final class JsonSchemas {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonSchemas() {}

  /** What a document violates, at most a few lines. */
  static List<String> violations(String schema, byte[] document) {
    return violations(schema, document, Map.of());
  }

  /**
   * The same for a schema that refers to others.
   *
   * @param others resource by address
   */
  static List<String> violations(String schema, byte[] document, Map<String, String> others) {
    try (InputStream in = JsonSchemas.class.getResourceAsStream(schema)) {
      JsonSchemaFactory factory =
          JsonSchemaFactory.getInstance(
              SpecVersion.VersionFlag.V7,
              builder ->
                  builder.schemaMappers(
                      mappers ->
                          others.forEach(
                              (address, resource) ->
                                  mappers.mapPrefix(address, "classpath:" + resource))));
      JsonSchema compiled = factory.getSchema(MAPPER.readTree(in));
      JsonNode tree = MAPPER.readTree(document);
      return compiled
          .validate(tree, c -> c.getExecutionConfig().setFormatAssertionsEnabled(true))
          .stream()
          .map(Object::toString)
          .map(m -> m.substring(0, Math.min(m.length(), 300)))
          .limit(10)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode tree(byte[] document) {
    try {
      return MAPPER.readTree(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
