package io.github.pysecaudit.report;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes JSON that is the same on every platform. Half of a surrogate pair, which an advisory can
 * carry and UTF-8 cannot, becomes the replacement character.
 */
final class CleanJson extends JsonGeneratorDelegate {
  private static final char REPLACEMENT = '\uFFFD';

  private CleanJson(JsonGenerator json) {
    super(json, false);
  }

  /** Starts a document; closing it leaves the stream open. */
  static CleanJson indented(OutputStream out) throws IOException {
    CleanJson json = compact(out);
    json.setPrettyPrinter(
        new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n")));
    return json;
  }

  /** The same without white space. */
  static CleanJson compact(OutputStream out) throws IOException {
    JsonGenerator json = new JsonFactory().createGenerator(out, JsonEncoding.UTF8);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    return new CleanJson(json);
  }

  @Override
  public void writeString(String text) throws IOException {
    super.writeString(text == null ? null : clean(text));
  }

  /** Names lose whole pairs as well: not every reader takes an escaped pair in a name. */
  @Override
  public void writeFieldName(String name) throws IOException {
    StringBuilder plain = new StringBuilder(name);
    for (int i = 0; i < plain.length(); i++) {
      if (Character.isSurrogate(plain.charAt(i))) {
        plain.setCharAt(i, REPLACEMENT);
      }
    }
    super.writeFieldName(plain.toString());
  }

  /** An array of texts. */
  void writeStrings(String name, List<String> values) throws IOException {
    writeArrayFieldStart(name);
    for (String value : values) {
      writeString(value);
    }
    writeEndArray();
  }

  /** The text without halves of surrogate pairs. */
  static String clean(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return replaced(text);
      }
    }
    return text;
  }

  private static String replaced(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c ->
                clean.appendCodePoint(
                    Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c));
    return clean.toString();
  }
}
