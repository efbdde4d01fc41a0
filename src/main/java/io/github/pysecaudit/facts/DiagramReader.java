package io.github.pysecaudit.facts;

import io.github.pysecaudit.facts.Document.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the words of a diagram source: titles, names and descriptions stand in quotes there. */
final class DiagramReader {
  private static final Pattern QUOTED = Pattern.compile("\"([^\"\n]{1,1000}+)\"");

  private DiagramReader() {}

  static Document read(Repository repository, String path) {
    Content content = repository.read(path, DocumentReader.MOST_TEXT);
    if (!content.isComplete()) {
      return Document.unreadable(path, content.problem().orElseThrow());
    }
    return TextDecoder.decode(content.bytes())
        .map(text -> parse(path, text))
        .orElseGet(() -> Document.unreadable(path, path + " is not a text file"));
  }

  private static Document parse(String path, String text) {
    DocumentBuilder document = new DocumentBuilder(path);
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      Matcher quoted = QUOTED.matcher(line);
      while (quoted.find()) {
        document.block(Kind.PARAGRAPH, quoted.group(1), number);
      }
    }
    return document.build();
  }
}
