package io.github.pysecaudit.remote;

import java.time.Duration;

/** Says an age as a person would. */
public final class Ages {

  private Ages() {}

  /**
   * For instance {@code 3 days}, {@code 1 hour}, {@code 12 minutes}, {@code less than a minute}.
   */
  public static String words(Duration age) {
    if (age.toDays() > 0) {
      return count(age.toDays(), "day");
    }
    if (age.toHours() > 0) {
      return count(age.toHours(), "hour");
    }
    return age.toMinutes() > 0 ? count(age.toMinutes(), "minute") : "less than a minute";
  }

  private static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
