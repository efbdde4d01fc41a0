package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Place;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code METADATA} and {@code PKG-INFO} the way Python's {@code importlib.metadata} does: as
 * the headers of a mail, leniently. A validating reader would refuse one in seven real wheels.
 */
public final class CoreMetadataReader {
  /** The largest file that is read, in bytes; descriptions can be long. */
  public static final int LARGEST = 8 << 20;

  private CoreMetadataReader() {}

  private record Header(String name, StringBuilder value, int line) {
    boolean is(String other) {
      return name.equalsIgnoreCase(other);
    }

    String text() {
      return value.toString().strip();
    }
  }

  /**
   * Reads a file. It never throws for what is in it.
   *
   * @param path repository-relative, with {@code !/} before parts within archives
   */
  public static CoreMetadata read(String path, byte[] content) {
    if (content.length > LARGEST) {
      return new CoreMetadata(
          "",
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(problem(path, 1, path + " is larger than " + LARGEST + " bytes.")));
    }
    String text = new String(content, StandardCharsets.UTF_8);
    List<Header> headers = headers(text.startsWith("\uFEFF") ? text.substring(1) : text);
    List<Dependency> requires = new ArrayList<>();
    List<MetadataProblem> problems = new ArrayList<>();
    for (Header header : headers) {
      if (header.is("Requires-Dist")) {
        String unfolded = header.text().replaceAll("\n[ \t]++", " ");
        requires.add(requirement(path, header.line(), "Requires-Dist", unfolded));
      } else if (header.is("Requires")) {
        requires.add(legacy(path, header));
      }
    }
    Optional<String> name = first(headers, "Name");
    if (name.isEmpty()) {
      problems.add(problem(path, 1, path + " names no distribution: it has no Name."));
    }
    return new CoreMetadata(
        name.orElse(""),
        first(headers, "Version"),
        first(headers, "Metadata-Version"),
        first(headers, "Requires-Python"),
        requires,
        problems);
  }

  private static MetadataProblem problem(String path, int line, String message) {
    return new MetadataProblem(Place.line(path, line), message, PinReason.UNPARSEABLE);
  }

  private static Optional<String> first(List<Header> headers, String name) {
    return headers.stream()
        .filter(header -> header.is(name))
        .map(Header::text)
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  /** One requirement of a bundled distribution. */
  static Dependency requirement(String path, int line, String field, String raw) {
    PinReading reading = PinReading.ofRequirement(raw);
    return Dependency.python(
        reading.name(),
        reading.version(),
        Place.line(path, line),
        field,
        reading.exact(),
        reading.reason().name(),
        raw,
        Scope.BUNDLED.label());
  }

  /** Metadata 1.1 named modules, not distributions: nothing can be looked up by that. */
  private static Dependency legacy(String path, Header header) {
    return Dependency.python(
        "",
        Optional.empty(),
        Place.line(path, header.line()),
        "Requires",
        PinReason.LEGACY_REQUIRES.exact(),
        PinReason.LEGACY_REQUIRES.name(),
        header.text(),
        Scope.BUNDLED.label());
  }

  /**
   * The headers up to the first empty line, or the first line that is none: there Python's parser
   * begins the body.
   */
  private static List<Header> headers(String text) {
    List<Header> headers = new ArrayList<>();
    int line = 0;
    int at = 0;
    while (at < text.length()) {
      int end = endOfLine(text, at);
      String content = text.substring(at, end);
      line++;
      at = afterLine(text, end);
      if (content.isEmpty()) {
        break;
      }
      if (content.charAt(0) == ' ' || content.charAt(0) == '\t') {
        if (!headers.isEmpty()) {
          headers.get(headers.size() - 1).value().append('\n').append(content);
        }
        continue;
      }
      int colon = content.indexOf(':');
      if (colon > 0 && isName(content, colon)) {
        String value = content.substring(colon + 1);
        headers.add(new Header(content.substring(0, colon), new StringBuilder(value), line));
      } else if (!(line == 1 && content.startsWith("From "))) {
        break;
      }
    }
    return headers;
  }

  /** The parser wants {@code [^:\s][^:\r\n]*:}; so a name may have spaces within. */
  private static boolean isName(String content, int colon) {
    return colon > 0 && !Character.isWhitespace(content.charAt(0));
  }

  private static int endOfLine(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    return at;
  }

  private static int afterLine(String text, int end) {
    boolean both = text.startsWith("\r\n", end);
    return Math.min(text.length(), end + (both ? 2 : 1));
  }
}
