package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.python.version.ParseException;
import io.github.pysecaudit.python.version.SpecifierSet;
import io.github.pysecaudit.python.version.Version;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether a version lies within a constraint in Poetry's or Pipenv's words. */
final class PoetryBounds {
  private static final Pattern CARET_OR_TILDE =
      Pattern.compile("([~^])\\s*+v?([0-9]{1,9}(?:\\.[0-9]{1,9}){0,3})");

  private PoetryBounds() {}

  /** Refuses a version that the constraint does not allow, or a constraint of unknown form. */
  static void check(String constraint, Version version) throws PinRefusal {
    String trimmed = constraint.strip();
    for (String alternative : trimmed.split("\\|\\|?")) {
      if (allows(alternative.strip(), version, constraint)) {
        return;
      }
    }
    throw new PinRefusal(
        "The version known for it, "
            + version
            + ", is not one that \""
            + constraint
            + "\" allows.");
  }

  private static boolean allows(String alternative, Version version, String constraint)
      throws PinRefusal {
    if (alternative.equals("*")) {
      return true;
    }
    List<String> clauses = new ArrayList<>();
    for (String clause : alternative.split(",")) {
      clauses.add(pep440(clause.strip()));
    }
    String joined =
        clauses.stream().filter(each -> !each.isEmpty()).collect(Collectors.joining(","));
    try {
      return SpecifierSet.parse(joined).contains(version);
    } catch (ParseException e) {
      throw new PinRefusal("The constraint \"" + constraint + "\" cannot be read.");
    }
  }

  private static String pep440(String clause) {
    if (clause.matches("[0-9v].*+")) {
      return "==" + clause;
    }
    Matcher short_ = CARET_OR_TILDE.matcher(clause);
    if (!short_.matches()) {
      return clause;
    }
    String[] numbers = short_.group(2).split("\\.");
    int bumped =
        short_.group(1).equals("^") ? firstNonZero(numbers) : Math.min(1, numbers.length - 1);
    List<String> upper = new ArrayList<>();
    for (int i = 0; i <= bumped; i++) {
      BigInteger number = new BigInteger(numbers[i]);
      upper.add((i == bumped ? number.add(BigInteger.ONE) : number).toString());
    }
    return ">=" + short_.group(2) + ",<" + String.join(".", upper);
  }

  private static int firstNonZero(String[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      if (!numbers[i].matches("0+")) {
        return i;
      }
    }
    return numbers.length - 1;
  }
}
