package io.github.pysecaudit.checklist;

import java.util.regex.Pattern;

/** Takes credentials out of texts that are shown: addresses in a project may hold passwords. */
public final class Credentials {
  // People write an @ in a password as it is; the last one ends it, as for curl and browsers.
  private static final Pattern WEB = Pattern.compile("(?i)(https?://)[^\\s/]+@");
  private static final Pattern OTHER = Pattern.compile("(://[^\\s/@:]*+:)[^\\s/]+@");

  private Credentials() {}

  /**
   * The same text without user and password of web addresses (RFC 3986, section 3.2.1, advises
   * against showing them), and without the password of other addresses.
   */
  public static String hidden(String text) {
    if (text.indexOf('@') < 0 || !text.contains("://")) {
      return text;
    }
    return OTHER.matcher(WEB.matcher(text).replaceAll("$1***@")).replaceAll("$1***@");
  }
}
