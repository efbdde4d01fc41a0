package io.github.pysecaudit.mojo;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * JSON whose text may be shown on a terminal: what JSON lets stand as it is, although it controls a
 * display or turns text around, is written as an escape. A reader gets the same text.
 */
final class VisibleJson extends FilterOutputStream {
  private final byte[] character = new byte[4];
  private int length;
  private int wanted;

  VisibleJson(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) throws IOException {
    if (wanted == 0) {
      wanted = width(b & 0xff);
    }
    character[length++] = (byte) b;
    if (length == wanted) {
      finish();
    }
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    int end = from + count;
    for (int i = from; i < end; ) {
      int plain = i;
      while (wanted == 0 && plain < end && bytes[plain] >= 0 && bytes[plain] != 0x7f) {
        plain++;
      }
      out.write(bytes, i, plain - i);
      i = plain;
      if (i < end) {
        write(bytes[i++]);
      }
    }
  }

  private static int width(int first) {
    return first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  }

  private void finish() throws IOException {
    int c = character[0];
    if (wanted > 1) {
      c = new String(character, 0, length, StandardCharsets.UTF_8).codePointAt(0);
    }
    if (isHarmful(c)) {
      for (char unit : Character.toChars(c)) {
        out.write(
            String.format(Locale.ROOT, "\\u%04X", (int) unit).getBytes(StandardCharsets.US_ASCII));
      }
    } else {
      out.write(character, 0, length);
    }
    length = 0;
    wanted = 0;
  }

  private static boolean isHarmful(int c) {
    if (c < 0x7f) {
      return false;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  @Override
  public void close() throws IOException {
    out.write(character, 0, length);
    length = 0;
    super.close();
  }
}
