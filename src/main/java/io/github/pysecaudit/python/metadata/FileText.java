package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.checklist.Place;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the bytes of a file into text, or into one problem that says why not. */
final class FileText {
  /** The largest file that is read, in bytes; real requirement lists stay far below. */
  static final int LARGEST = 8 * 1024 * 1024;

  private static final Pattern CODING =
      Pattern.compile("^[ \\t\\f]*#.{0,200}?coding[:=][ \\t]*([-\\w.]{1,40})");

  /** Longest first: the mark of UTF-16 LE begins that of UTF-32 LE. */
  private static final List<Map.Entry<byte[], Charset>> BYTE_ORDER_MARKS =
      List.of(
          Map.entry(new byte[] {0, 0, (byte) 0xFE, (byte) 0xFF}, Charset.forName("UTF-32BE")),
          Map.entry(new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 0}, Charset.forName("UTF-32LE")),
          Map.entry(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, StandardCharsets.UTF_8),
          Map.entry(new byte[] {(byte) 0xFE, (byte) 0xFF}, StandardCharsets.UTF_16BE),
          Map.entry(new byte[] {(byte) 0xFF, (byte) 0xFE}, StandardCharsets.UTF_16LE));

  private FileText() {}

  /**
   * Text in UTF-8 as TOML, YAML and metadata demand; a byte order mark is dropped.
   *
   * @param problems told if the text cannot be had
   */
  static Optional<String> utf8(String path, byte[] content, Consumer<MetadataProblem> problems) {
    return decode(path, content, StandardCharsets.UTF_8, 0, problems);
  }

  /**
   * Text as pip decodes requirement files: by byte order mark, else by a coding comment in the
   * first two lines (PEP 263), else UTF-8.
   *
   * @param problems told if the text cannot be had
   */
  static Optional<String> declared(
      String path, byte[] content, Consumer<MetadataProblem> problems) {
    if (tooLarge(path, content, problems)) {
      return Optional.empty();
    }
    for (Map.Entry<byte[], Charset> mark : BYTE_ORDER_MARKS) {
      if (startsWith(content, mark.getKey())) {
        return decode(path, content, mark.getValue(), mark.getKey().length, problems);
      }
    }
    Optional<String> name = codingComment(content);
    if (name.isEmpty()) {
      return decode(path, content, StandardCharsets.UTF_8, 0, problems);
    }
    Optional<Charset> charset = charsetOf(name.get());
    if (charset.isEmpty()) {
      problems.accept(
          undecodable(path, "declares the encoding \"" + name.get() + "\", which is not known"));
      return Optional.empty();
    }
    return decode(path, content, charset.get(), 0, problems);
  }

  /** Python takes latin-1, latin_1 and Latin1 for the same, Java does not. */
  private static Optional<Charset> charsetOf(String name) {
    if (name.equalsIgnoreCase("utf-8-sig")) {
      return Optional.of(StandardCharsets.UTF_8);
    }
    for (String spelling : List.of(name, name.replace('_', '-'), name.replaceAll("[-_]", ""))) {
      try {
        return Optional.of(Charset.forName(spelling));
      } catch (IllegalCharsetNameException | UnsupportedCharsetException tryNext) {
        continue;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> codingComment(byte[] content) {
    int length = Math.min(content.length, 1000);
    String head = new String(content, 0, length, StandardCharsets.ISO_8859_1);
    return head.lines()
        .limit(2)
        .map(CODING::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1))
        .findFirst();
  }

  private static boolean tooLarge(String path, byte[] content, Consumer<MetadataProblem> problems) {
    if (content.length <= LARGEST) {
      return false;
    }
    problems.accept(
        undecodable(
            path, "has " + content.length + " bytes; at most " + LARGEST + " bytes are read"));
    return true;
  }

  private static Optional<String> decode(
      String path, byte[] content, Charset charset, int skip, Consumer<MetadataProblem> problems) {
    if (tooLarge(path, content, problems)) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(content, skip, content.length - skip);
    String text;
    try {
      text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(bytes)
              .toString();
    } catch (CharacterCodingException malformed) {
      String what = "The file " + path + " is not valid " + charset.name() + " text.";
      problems.accept(
          new MetadataProblem(
              Place.line(path, lineAt(content, bytes.position())), what, PinReason.UNDECODABLE));
      return Optional.empty();
    }
    if (text.indexOf('\0') >= 0) {
      problems.accept(
          undecodable(path, "contains NUL characters, as UTF-16 without byte order mark does"));
      return Optional.empty();
    }
    return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  /** The line of a byte; in UTF-16 and UTF-32, too, a line feed is one byte with this value. */
  private static int lineAt(byte[] content, int position) {
    int line = 1;
    for (int i = 0; i < position; i++) {
      line += content[i] == '\n' ? 1 : 0;
    }
    return line;
  }

  private static MetadataProblem undecodable(String path, String what) {
    return new MetadataProblem(
        Place.file(path), "The file " + path + " " + what + ".", PinReason.UNDECODABLE);
  }

  private static boolean startsWith(byte[] content, byte[] mark) {
    if (content.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if (content[i] != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
