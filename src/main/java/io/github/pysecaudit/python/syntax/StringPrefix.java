package io.github.pysecaudit.python.syntax;

/** The letters before a string's quote. */
final class StringPrefix {

  static final int RAW = 1;
  static final int BYTES = 2;
  static final int FORMAT = 4;
  static final int TEMPLATE = 8;
  private static final int UNICODE = 16;

  private StringPrefix() {}

  /** The flags of these letters, or -1 if they are no prefix of a string. */
  static int parse(char[] text, int start, int end) {
    int flags = 0;
    for (int i = start; i < end; i++) {
      int flag = flag(text[i]);
      if (flag == 0 || (flags & flag) != 0) {
        return -1;
      }
      flags |= flag;
    }
    int withoutRaw = flags & ~RAW;
    boolean several = (withoutRaw & withoutRaw - 1) != 0;
    return several || flags == (UNICODE | RAW) ? -1 : flags;
  }

  private static int flag(char c) {
    return switch (c) {
      case 'r', 'R' -> RAW;
      case 'b', 'B' -> BYTES;
      case 'f', 'F' -> FORMAT;
      case 't', 'T' -> TEMPLATE;
      case 'u', 'U' -> UNICODE;
      default -> 0;
    };
  }
}
