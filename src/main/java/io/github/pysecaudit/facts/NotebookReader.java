package io.github.pysecaudit.facts;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the Markdown cells of a Jupyter notebook, with the lines of the notebook's file. */
final class NotebookReader {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(100)
                  .maxStringLength(DocumentReader.MOST_TEXT)
                  .build())
          .build();

  private NotebookReader() {}

  static Document read(String path, String text) {
    StringBuilder markdown = new StringBuilder();
    List<Integer> lines = new ArrayList<>();
    try (JsonParser json = JSON.createParser(text)) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.FIELD_NAME && json.currentName().equals("cells")) {
          json.nextToken();
          cells(json, markdown, lines);
        }
      }
    } catch (IOException e) {
      return Document.unreadable(path, path + " is not a notebook that can be read: invalid JSON");
    }
    return MarkdownReader.read(
        path, markdown.toString(), line -> line <= lines.size() ? lines.get(line - 1) : 1);
  }

  private static void cells(JsonParser json, StringBuilder markdown, List<Integer> lines)
      throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.START_OBJECT) {
      cell(json, markdown, lines);
    }
  }

  private static void cell(JsonParser json, StringBuilder markdown, List<Integer> lines)
      throws IOException {
    boolean isMarkdown = false;
    StringBuilder source = new StringBuilder();
    List<Integer> sourceLines = new ArrayList<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (field.equals("cell_type") && value == JsonToken.VALUE_STRING) {
        isMarkdown = json.getText().equals("markdown");
      } else if (field.equals("source") && value == JsonToken.VALUE_STRING) {
        append(json, source, sourceLines);
      } else if (field.equals("source") && value == JsonToken.START_ARRAY) {
        while (json.nextToken() == JsonToken.VALUE_STRING) {
          append(json, source, sourceLines);
        }
      } else {
        json.skipChildren();
      }
    }
    if (isMarkdown && source.length() > 0) {
      source.append(source.charAt(source.length() - 1) == '\n' ? "\n" : "\n\n");
      markdown.append(source);
      long total = source.chars().filter(c -> c == '\n').count();
      while (sourceLines.size() < total) {
        sourceLines.add(sourceLines.get(sourceLines.size() - 1));
      }
      lines.addAll(sourceLines.subList(0, (int) total));
    }
  }

  private static void append(JsonParser json, StringBuilder source, List<Integer> lines)
      throws IOException {
    int line = json.currentTokenLocation().getLineNr();
    String text = json.getText().replace("\r", "");
    source.append(text);
    long breaks = Math.max(1, text.chars().filter(c -> c == '\n').count());
    for (long i = 0; i < breaks; i++) {
      lines.add(line);
    }
  }
}
