package io.github.pysecaudit.python.version;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The committed answers of Python's packaging library; see the README beside them. */
final class PackagingTables {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PackagingTables() {}

  static List<String> lines(String name) {
    try (InputStream in = PackagingTables.class.getResourceAsStream("/python/version/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<JsonNode> rows(String name) {
    return lines(name).stream().map(PackagingTables::row).toList();
  }

  private static JsonNode row(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
