package io.github.pysecaudit.python.version;

/**
 * A version, specifier, marker or requirement that does not follow its grammar.
 *
 * <p>It is the only exception the parsers of this package throw, whatever text they are given.
 */
public final class ParseException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_QUOTE = 120;

  private final int position;

  /**
   * @param reason what was expected or wrong, as a sentence without the text itself
   * @param text the text that was read; quoted in the message, shortened if long
   * @param position index of the character where reading stopped, starting at 0
   */
  public ParseException(String reason, String text, int position) {
    super(reason + " at character " + (position + 1) + " of \"" + shortened(text) + "\"");
    this.position = position;
  }

  /** Index of the character where reading stopped, starting at 0. */
  public int position() {
    return position;
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
  }
}
