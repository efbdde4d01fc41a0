package io.github.pysecaudit.facts.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the tables that come with the plugin: columns by tab, comments by {@code #}. */
public final class ResourceTable {
  private ResourceTable() {}

  /**
   * The rows of a table that lies beside a class.
   *
   * @throws IllegalStateException if the table is missing or a row has another number of columns
   */
  public static List<List<String>> rows(Class<?> owner, String name, int columns) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the table " + name + " is missing");
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      List<List<String>> rows =
          reader
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(line -> List.of(line.split("\t", -1)))
              .toList();
      rows.stream()
          .filter(row -> row.size() != columns)
          .findFirst()
          .ifPresent(
              row -> {
                throw new IllegalStateException(name + " has a row with other columns: " + row);
              });
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
