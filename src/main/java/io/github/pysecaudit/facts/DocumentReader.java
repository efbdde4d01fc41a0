package io.github.pysecaudit.facts;

import java.util.Locale;
import java.util.Optional;

/** Reads a document by the format that its name tells. Never throws for what is in it. */
final class DocumentReader {
  /** Most characters of a document that are read; more is named as a problem. */
  static final int MOST_TEXT = 4 << 20;

  private static final int MOST_MARKUP = 1 << 20;

  private DocumentReader() {}

  /** Reads one document of a repository. */
  static Document read(Repository repository, String path) {
    Content content = repository.read(path, MOST_TEXT);
    if (!content.isComplete()) {
      return Document.unreadable(path, content.problem().orElseThrow());
    }
    Optional<String> decoded = TextDecoder.decode(content.bytes());
    return decoded
        .map(text -> parse(path, text))
        .orElseGet(() -> Document.unreadable(path, path + " is not a text file"));
  }

  /** Reads a text as the format that the name of its file tells. */
  static Document parse(String path, String text) {
    String extension = extension(path);
    if (extension.equals("ipynb")) {
      return NotebookReader.read(path, text);
    }
    if (text.length() > MOST_MARKUP) {
      return Document.unreadable(
          path, path + " has more than " + MOST_MARKUP + " characters and was not read");
    }
    return switch (extension) {
      case "md", "markdown", "mdown", "mkd", "mdx" -> MarkdownReader.read(path, text);
      case "rst", "rest" -> RestReader.read(path, text);
      case "adoc", "asciidoc", "asc" -> AsciiDocReader.read(path, text);
      default -> PlainTextReader.read(path, text);
    };
  }

  /** The part of a file name after its last dot, in lower case; empty without a dot. */
  static String extension(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
