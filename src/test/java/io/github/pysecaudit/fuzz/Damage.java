package io.github.pysecaudit.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place where a file is damaged, and how: {@code at 120 drop 3} in the first line, and what comes
 * there instead in the rest.
 *
 * @param put not copied, not to be changed
 */
public record Damage(int at, int dropped, byte[] put) {
  private static final Pattern FIRST = Pattern.compile("at (\\d{1,6}) drop (\\d{1,6})\n");

  /** Reads a damage; any bytes are one. */
  public static Damage of(byte[] data) {
    String start = new String(data, 0, Math.min(30, data.length), StandardCharsets.ISO_8859_1);
    Matcher first = FIRST.matcher(start);
    if (!first.lookingAt()) {
      return new Damage(data.length, 0, data);
    }
    return new Damage(
        Integer.parseInt(first.group(1)),
        Integer.parseInt(first.group(2)),
        Arrays.copyOfRange(data, first.end(), data.length));
  }

  /** The damaged copy of a file. */
  public byte[] to(byte[] whole) {
    int from = at % (whole.length + 1);
    int to = Math.min(whole.length, from + dropped);
    ByteArrayOutputStream damaged = new ByteArrayOutputStream();
    damaged.write(whole, 0, from);
    damaged.writeBytes(put);
    damaged.write(whole, to, whole.length - to);
    return damaged.toByteArray();
  }
}
