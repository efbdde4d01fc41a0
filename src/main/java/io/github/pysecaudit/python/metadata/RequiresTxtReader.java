package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Dependency;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code requires.txt} of an {@code .egg-info}: requirements, one a line, under sections
 * {@code [extra]}, {@code [extra:marker]} or {@code [:marker]} (setuptools, "The Internal Structure
 * of Python Eggs").
 */
public final class RequiresTxtReader {
  private RequiresTxtReader() {}

  /** The requirements; the field is {@code requires.txt}, with the section if there is one. */
  public static List<Dependency> read(String path, byte[] content) {
    List<Dependency> requires = new ArrayList<>();
    String field = "requires.txt";
    List<String> lines = new String(content, StandardCharsets.UTF_8).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith("[") && line.endsWith("]")) {
        field = "requires.txt" + line;
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        requires.add(CoreMetadataReader.requirement(path, i + 1, field, line));
      }
    }
    return requires;
  }
}
