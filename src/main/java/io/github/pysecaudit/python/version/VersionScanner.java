package io.github.pysecaudit.python.version;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a version where the cursor stands, as far as it goes (PEP 440, appendix B: the permissive
 * grammar that normalises).
 */
final class VersionScanner {
  private static final String SEPARATORS = "-_.";

  /** Spellings in the order in which they must be tried: a longer one before its beginning. */
  private static final List<String> PRE_SPELLINGS =
      List.of("alpha", "beta", "preview", "pre", "a", "b", "c", "rc");

  private static final Map<String, String> PHASES =
      Map.of(
          "alpha", "a", "beta", "b", "preview", "rc", "pre", "rc", "a", "a", "b", "b", "c", "rc",
          "rc", "rc");

  private static final List<String> POST_SPELLINGS = List.of("post", "rev", "r");

  private final Cursor cursor;

  VersionScanner(Cursor cursor) {
    this.cursor = cursor;
  }

  /**
   * Reads a whole version.
   *
   * @param localAllowed whether a local label may follow
   */
  Version version(boolean localAllowed) throws ParseException {
    cursor.acceptIgnoringCase("v");
    BigInteger epoch = epoch();
    List<BigInteger> release = release();
    Optional<Version.PreRelease> pre = pre();
    Optional<BigInteger> post = post();
    Optional<BigInteger> dev = dev();
    List<String> local = localAllowed ? local() : List.of();
    return new Version(epoch, release, pre, post, dev, local);
  }

  private BigInteger epoch() throws ParseException {
    int start = cursor.position();
    String digits = cursor.digits();
    if (!digits.isEmpty() && cursor.accept("!")) {
      return number(digits);
    }
    cursor.moveTo(start);
    return BigInteger.ZERO;
  }

  private List<BigInteger> release() throws ParseException {
    List<BigInteger> numbers = new ArrayList<>();
    String digits = cursor.digits();
    if (digits.isEmpty()) {
      throw cursor.error("Expected a version number");
    }
    numbers.add(number(digits));
    while (cursor.peek() == '.') {
      int dot = cursor.position();
      cursor.moveTo(dot + 1);
      digits = cursor.digits();
      if (digits.isEmpty()) {
        cursor.moveTo(dot);
        break;
      }
      numbers.add(number(digits));
    }
    return numbers;
  }

  private Optional<Version.PreRelease> pre() throws ParseException {
    int start = cursor.position();
    cursor.acceptAnyOf(SEPARATORS);
    for (String spelling : PRE_SPELLINGS) {
      if (cursor.acceptIgnoringCase(spelling)) {
        return Optional.of(new Version.PreRelease(PHASES.get(spelling), optionalNumber()));
      }
    }
    cursor.moveTo(start);
    return Optional.empty();
  }

  private Optional<BigInteger> post() throws ParseException {
    int start = cursor.position();
    if (cursor.accept("-")) {
      String digits = cursor.digits();
      if (!digits.isEmpty()) {
        return Optional.of(number(digits));
      }
      cursor.moveTo(start);
    }
    cursor.acceptAnyOf(SEPARATORS);
    for (String spelling : POST_SPELLINGS) {
      if (cursor.acceptIgnoringCase(spelling)) {
        return Optional.of(optionalNumber());
      }
    }
    cursor.moveTo(start);
    return Optional.empty();
  }

  private Optional<BigInteger> dev() throws ParseException {
    int start = cursor.position();
    cursor.acceptAnyOf(SEPARATORS);
    if (cursor.acceptIgnoringCase("dev")) {
      return Optional.of(optionalNumber());
    }
    cursor.moveTo(start);
    return Optional.empty();
  }

  private List<String> local() throws ParseException {
    int plus = cursor.position();
    if (!cursor.accept("+")) {
      return List.of();
    }
    List<String> parts = new ArrayList<>();
    while (true) {
      String part = alphanumerics();
      if (part.isEmpty()) {
        // A separator or a plus that nothing follows is not part of the version.
        cursor.moveTo(parts.isEmpty() ? plus : cursor.position() - 1);
        return parts;
      }
      parts.add(Version.isNumber(part) ? number(part).toString() : part.toLowerCase(Locale.ROOT));
      if (!cursor.acceptAnyOf(SEPARATORS)) {
        return parts;
      }
    }
  }

  private String alphanumerics() {
    int start = cursor.position();
    while (!cursor.atEnd() && Cursor.isAsciiAlphanumeric(cursor.peek())) {
      cursor.moveTo(cursor.position() + 1);
    }
    return cursor.since(start);
  }

  private BigInteger optionalNumber() throws ParseException {
    cursor.acceptAnyOf(SEPARATORS);
    String digits = cursor.digits();
    return digits.isEmpty() ? BigInteger.ZERO : number(digits);
  }

  private BigInteger number(String digits) throws ParseException {
    // Converting a number costs the square of its length.
    if (digits.length() > Version.LONGEST) {
      throw cursor.error("A number in a version has at most " + Version.LONGEST + " digits");
    }
    return new BigInteger(digits);
  }
}
