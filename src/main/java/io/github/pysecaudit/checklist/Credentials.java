package io.github.pysecaudit.checklist;

/** Takes credentials out of texts that are shown: addresses in a project may hold passwords. */
public final class Credentials {
  private static final String AUTHORITY = "://";
  private static final String HIDDEN = "***";

  /** Others, such as the separators of Unicode, may stand in a password. */
  private static final String BLANKS = " \t\n\u000B\f\r";

  private Credentials() {}

  /**
   * The same text without user and password of web addresses (RFC 3986, section 3.2.1, advises
   * against showing them), and without the password of other addresses. Whatever stands between the
   * scheme and the last {@code @} before a slash or a blank may be a password, however long: the
   * tokens of some services have thousands of characters, and some have {@code @} in them.
   */
  public static String hidden(String text) {
    if (text.indexOf('@') < 0 || !text.contains(AUTHORITY)) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length());
    int done = 0;
    int at = text.indexOf(AUTHORITY);
    while (at >= 0) {
      int from = at + AUTHORITY.length();
      int to = end(text, from);
      int sign = lastSign(text, from, to);
      shown.append(text, done, from);
      if (sign > from) {
        shown.append(userShown(text, at, from, sign)).append(text, sign, to);
      } else {
        shown.append(text, from, to);
      }
      done = to;
      // The colon of the next address may be the last character of this one.
      at = text.indexOf(AUTHORITY, Math.max(from, to - 1));
    }
    return shown.append(text, done, text.length()).toString();
  }

  /** The user of a web address is often a token; that of another address is shown. */
  private static String userShown(String text, int scheme, int from, int sign) {
    boolean web =
        scheme >= 4 && text.regionMatches(true, scheme - 4, "http", 0, 4)
            || scheme >= 5 && text.regionMatches(true, scheme - 5, "https", 0, 5);
    int colon = text.indexOf(':', from);
    if (web) {
      return HIDDEN;
    }
    return colon < 0 || colon >= sign - 1
        ? text.substring(from, sign)
        : text.substring(from, colon + 1) + HIDDEN;
  }

  private static int lastSign(String text, int from, int to) {
    for (int i = to - 1; i > from; i--) {
      if (text.charAt(i) == '@') {
        return i;
      }
    }
    return -1;
  }

  private static int end(String text, int from) {
    int to = from;
    while (to < text.length() && text.charAt(to) != '/' && BLANKS.indexOf(text.charAt(to)) < 0) {
      to++;
    }
    return to;
  }
}
