package io.github.pysecaudit.checklist;

/** Numbers with their nouns, so that one file is not called "1 files". */
public final class Amount {

  private Amount() {}

  /**
   * A number and what it counts.
   *
   * @param noun in the singular, with a regular plural; only its last word changes
   */
  public static String of(long count, String noun) {
    return count + " " + (count == 1 ? noun : plural(noun));
  }

  private static String plural(String noun) {
    if (noun.matches(".*[^aeiou]y")) {
      return noun.substring(0, noun.length() - 1) + "ies";
    }
    return noun.matches(".*(s|x|ch|sh)") ? noun + "es" : noun + "s";
  }
}
