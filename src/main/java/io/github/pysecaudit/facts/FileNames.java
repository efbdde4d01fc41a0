package io.github.pysecaudit.facts;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * File names as text, whatever the locale of this machine: bytes that are UTF-8 are decoded as
 * such, others are replaced.
 */
final class FileNames {
  private FileNames() {}

  static String of(Path path) {
    String name = path.getFileName().toString();
    if (name.indexOf('\uFFFD') < 0) {
      return name;
    }
    String raw = path.toUri().getRawPath();
    while (raw.endsWith("/")) {
      raw = raw.substring(0, raw.length() - 1);
    }
    return decode(raw.substring(raw.lastIndexOf('/') + 1));
  }

  /** Decodes percent escapes as UTF-8; the URI of a path holds the bytes of its name. */
  private static String decode(String escaped) {
    byte[] bytes = new byte[escaped.length()];
    int length = 0;
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c == '%' && i + 2 < escaped.length()) {
        bytes[length++] = (byte) Integer.parseInt(escaped.substring(i + 1, i + 3), 16);
        i += 2;
      } else {
        bytes[length++] = (byte) c;
      }
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
