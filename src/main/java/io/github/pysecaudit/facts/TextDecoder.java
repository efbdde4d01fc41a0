package io.github.pysecaudit.facts;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decodes the bytes of a document: UTF-8 or UTF-16 by its mark, UTF-8 otherwise, and Latin-1 for
 * what is no UTF-8. Line ends become line feeds, NUL characters spaces; a page break before a line
 * belongs to no text and ends no line.
 */
final class TextDecoder {
  private static final Pattern PAGE_BREAK = Pattern.compile("(?m)^\\f+");

  private TextDecoder() {}

  /** The text; empty if the bytes are not text. */
  static Optional<String> decode(byte[] bytes) {
    String text = raw(bytes);
    long controls = text.chars().filter(c -> c < ' ' && "\t\n\r\f".indexOf(c) < 0).count();
    if (controls * 20 > text.length()) {
      return Optional.empty();
    }
    String lines = text.replace("\r\n", "\n").replace('\r', '\n').replace('\0', ' ');
    return Optional.of(PAGE_BREAK.matcher(lines).replaceAll("").replace('\f', ' '));
  }

  private static String raw(byte[] bytes) {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
    }
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
    }
    Charset utf16 = bareUtf16(bytes);
    if (utf16 != null) {
      return new String(bytes, utf16);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  /** UTF-16 without a mark shows by a zero in every other byte of Latin text. */
  private static Charset bareUtf16(byte[] bytes) {
    int sample = Math.min(bytes.length & ~1, 2_000);
    int even = 0;
    int odd = 0;
    for (int i = 0; i < sample; i += 2) {
      even += bytes[i] == 0 ? 1 : 0;
      odd += bytes[i + 1] == 0 ? 1 : 0;
    }
    if (sample >= 8 && odd * 10 > sample * 4 && even == 0) {
      return StandardCharsets.UTF_16LE;
    }
    return sample >= 8 && even * 10 > sample * 4 && odd == 0 ? StandardCharsets.UTF_16BE : null;
  }
}
