package io.github.pysecaudit.python.syntax;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Turns the bytes of a source file into text as PEP 263 says. */
final class SourceDecoder {

  /** Names of Python's codecs that Java calls otherwise; the rest has a name in common. */
  private static final Map<String, String> JAVA_NAMES =
      Map.ofEntries(
          Map.entry("utf8", "UTF-8"),
          Map.entry("u8", "UTF-8"),
          Map.entry("utf-8-sig", "UTF-8"),
          Map.entry("cp65001", "UTF-8"),
          Map.entry("latin-1", "ISO-8859-1"),
          Map.entry("latin", "ISO-8859-1"),
          Map.entry("l1", "ISO-8859-1"),
          Map.entry("iso-latin-1", "ISO-8859-1"),
          Map.entry("latin-2", "ISO-8859-2"),
          Map.entry("latin2", "ISO-8859-2"),
          Map.entry("latin-9", "ISO-8859-15"),
          Map.entry("latin9", "ISO-8859-15"),
          Map.entry("cyrillic", "ISO-8859-5"),
          Map.entry("greek", "ISO-8859-7"),
          Map.entry("mac-roman", "x-MacRoman"),
          Map.entry("macroman", "x-MacRoman"),
          Map.entry("mac-cyrillic", "x-MacCyrillic"),
          Map.entry("cp932", "windows-31j"),
          Map.entry("ms932", "windows-31j"),
          Map.entry("mskanji", "windows-31j"),
          Map.entry("cp949", "x-windows-949"),
          Map.entry("uhc", "x-windows-949"),
          Map.entry("cp950", "x-windows-950"),
          Map.entry("euckr", "EUC-KR"),
          Map.entry("eucjp", "EUC-JP"),
          Map.entry("ujis", "EUC-JP"),
          Map.entry("sjis", "Shift_JIS"),
          Map.entry("big5-hkscs", "Big5-HKSCS"));

  private final byte[] bytes;
  private final Problems problems;
  private int start;
  private Charset charset = StandardCharsets.UTF_8;

  SourceDecoder(byte[] bytes, Problems problems) {
    this.bytes = bytes;
    this.problems = problems;
  }

  /** The encoding that {@link #text} used. */
  String encoding() {
    return charset.name();
  }

  /** The text; empty with a problem if Python reads no such file. */
  String text() {
    if (isUtf16()) {
      problems.add(1, 1, "The file is UTF-16 or UTF-32; Python reads no source in these.");
      charset = StandardCharsets.UTF_16;
      return "";
    }
    boolean mark = startsWith(0xEF, 0xBB, 0xBF);
    start = mark ? 3 : 0;
    findCookie(mark);
    String text = new String(bytes, start, bytes.length - start, charset);
    if (text.indexOf('\uFFFD') >= 0) {
      reportUndecodable(text);
    }
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      problems.add(lineOf(text, nul), columnOf(text, nul), "The file contains a NUL character.");
    }
    return text;
  }

  private boolean startsWith(int... start) {
    if (bytes.length < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if ((bytes[i] & 0xFF) != start[i]) {
        return false;
      }
    }
    return true;
  }

  /** By its byte order mark, or because every other byte of the start is NUL. */
  private boolean isUtf16() {
    if (startsWith(0xFF, 0xFE) || startsWith(0xFE, 0xFF)) {
      return true;
    }
    return bytes.length >= 4
        && (bytes[0] == 0 ^ bytes[1] == 0)
        && (bytes[2] == 0 ^ bytes[3] == 0)
        && (bytes[0] == 0) == (bytes[2] == 0);
  }

  // ---- coding cookie

  private void findCookie(boolean mark) {
    int lineEnd = lineEnd(start);
    Optional<String> cookie = cookie(start, lineEnd);
    int line = 1;
    if (cookie.isEmpty() && isBlankOrComment(start, lineEnd)) {
      int second = afterLineEnd(lineEnd);
      cookie = cookie(second, lineEnd(second));
      line = 2;
    }
    if (cookie.isEmpty()) {
      return;
    }
    String name = cookie.get();
    Optional<Charset> named = charset(name);
    if (named.isEmpty()) {
      problems.add(line, 1, "The encoding '" + name + "' of the coding comment is not known.");
    } else if (mark && !named.get().equals(StandardCharsets.UTF_8)) {
      problems.add(
          line, 1, "The byte order mark says UTF-8, but the coding comment says '" + name + "'.");
    } else {
      charset = named.get();
    }
  }

  private int lineEnd(int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != '\n' && bytes[at] != '\r') {
      at++;
    }
    return at;
  }

  private int afterLineEnd(int at) {
    if (at + 1 < bytes.length && bytes[at] == '\r' && bytes[at + 1] == '\n') {
      return at + 2;
    }
    return Math.min(at + 1, bytes.length);
  }

  private int afterBlanks(int from, int to) {
    int at = from;
    while (at < to && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\f')) {
      at++;
    }
    return at;
  }

  private boolean isBlankOrComment(int from, int to) {
    int at = afterBlanks(from, to);
    return at == to || bytes[at] == '#';
  }

  /**
   * The first {@code coding:} or {@code coding=} of a line that is a comment, if a name follows.
   */
  private Optional<String> cookie(int from, int to) {
    int at = afterBlanks(from, to);
    if (at == to || bytes[at] != '#') {
      return Optional.empty();
    }
    for (; at + 7 <= to; at++) {
      if (isCoding(at) && at + 6 < to && (bytes[at + 6] == ':' || bytes[at + 6] == '=')) {
        int nameStart = at + 7;
        while (nameStart < to && (bytes[nameStart] == ' ' || bytes[nameStart] == '\t')) {
          nameStart++;
        }
        int nameEnd = nameStart;
        while (nameEnd < to && isNamePart(bytes[nameEnd])) {
          nameEnd++;
        }
        if (nameEnd > nameStart) {
          return Optional.of(
              new String(bytes, nameStart, nameEnd - nameStart, StandardCharsets.US_ASCII));
        }
      }
    }
    return Optional.empty();
  }

  private boolean isCoding(int at) {
    return bytes[at] == 'c'
        && bytes[at + 1] == 'o'
        && bytes[at + 2] == 'd'
        && bytes[at + 3] == 'i'
        && bytes[at + 4] == 'n'
        && bytes[at + 5] == 'g';
  }

  private static boolean isNamePart(byte b) {
    return b >= 'a' && b <= 'z'
        || b >= 'A' && b <= 'Z'
        || b >= '0' && b <= '9'
        || b == '-'
        || b == '_'
        || b == '.';
  }

  /**
   * The Java encoding for a name of Python's; none for UTF-16 and its like, which Python refuses.
   */
  private static Optional<Charset> charset(String pythonName) {
    String name = pythonName.toLowerCase(Locale.ROOT).replace('_', '-');
    if (name.startsWith("utf-8-")) {
      name = "utf8";
    } else if (name.startsWith("latin-1-") || name.startsWith("iso-8859-1-")) {
      name = "latin-1";
    }
    if (name.startsWith("utf-16") || name.startsWith("utf16") || name.startsWith("utf-32")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Charset.forName(JAVA_NAMES.getOrDefault(name, name)));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  // ---- faults

  /** A replacement character may also stand in the file itself, so the bytes are asked again. */
  private void reportUndecodable(String text) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
    CharBuffer out = CharBuffer.allocate(text.length() + 1);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      String before = out.flip().toString();
      problems.add(
          lineOf(before, before.length()),
          columnOf(before, before.length()),
          String.format("The byte 0x%02X is no text in %s.", in.get(in.position()), charset));
    }
  }

  private static int lineOf(String text, int offset) {
    int line = 1;
    for (int i = 0; i < offset; i++) {
      char c = text.charAt(i);
      boolean pair = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (c == '\n' || c == '\r' && !pair) {
        line++;
      }
    }
    return line;
  }

  private static int columnOf(String text, int offset) {
    int at = offset;
    while (at > 0 && text.charAt(at - 1) != '\n' && text.charAt(at - 1) != '\r') {
      at--;
    }
    return offset - at + 1;
  }
}
