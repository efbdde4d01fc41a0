package io.github.pysecaudit.python.version;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One clause of a version specifier, for instance {@code >=1.2} (PEP 440, "Version specifiers").
 *
 * @param operator one of the eight operators
 * @param text what stands after the operator, as written, without white space around it
 * @param version the version in {@code text}, without a trailing {@code .*}; empty only for {@code
 *     ===} with a text that is no version
 * @param wildcard whether {@code text} ends in {@code .*}
 */
public record Specifier(
    Operator operator, String text, Optional<Version> version, boolean wildcard) {

  /** The comparison operators of PEP 440. */
  public enum Operator {
    ARBITRARY("==="),
    EQUAL("=="),
    NOT_EQUAL("!="),
    COMPATIBLE("~="),
    AT_MOST("<="),
    AT_LEAST(">="),
    BELOW("<"),
    ABOVE(">");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    /** As written in a specifier. */
    public String symbol() {
      return symbol;
    }
  }

  public Specifier {
    Objects.requireNonNull(operator, "operator");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(version, "version");
  }

  /**
   * Reads one clause; white space around it and after the operator is ignored.
   *
   * @throws ParseException if {@code text} is not exactly one clause
   */
  public static Specifier parse(String text) throws ParseException {
    Cursor cursor = new Cursor(text);
    cursor.skipSpace();
    Specifier specifier =
        scan(cursor).orElseThrow(() -> cursor.error("Expected a version specifier"));
    cursor.skipSpace();
    if (!cursor.atEnd()) {
      throw cursor.error("The version specifier goes on with something unexpected");
    }
    return specifier;
  }

  /** Reads the clause the cursor stands on; if there is none, the cursor stays where it is. */
  static Optional<Specifier> scan(Cursor cursor) {
    int start = cursor.position();
    Optional<Operator> operator = operatorAt(cursor);
    if (operator.isEmpty()) {
      return Optional.empty();
    }
    cursor.skipSpace();
    try {
      return Optional.of(
          operator.get() == Operator.ARBITRARY
              ? arbitrary(cursor)
              : versioned(operator.get(), cursor));
    } catch (ParseException noVersion) {
      cursor.moveTo(start);
      return Optional.empty();
    }
  }

  private static Optional<Operator> operatorAt(Cursor cursor) {
    for (Operator candidate : Operator.values()) {
      if (cursor.accept(candidate.symbol())) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private static Specifier arbitrary(Cursor cursor) {
    int start = cursor.position();
    while (!cursor.atEnd() && ";)".indexOf(cursor.peek()) < 0 && !Cursor.isSpace(cursor.peek())) {
      cursor.moveTo(cursor.position() + 1);
    }
    String text = cursor.since(start);
    return new Specifier(Operator.ARBITRARY, text, Version.tryParse(text), false);
  }

  private static Specifier versioned(Operator operator, Cursor cursor) throws ParseException {
    int start = cursor.position();
    boolean equality = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
    Version version = new VersionScanner(cursor).version(equality);
    if (operator == Operator.COMPATIBLE && version.release().size() < 2) {
      throw cursor.error("~= needs a version with at least two numbers");
    }
    String text = cursor.since(start);
    boolean bare = version.equals(version.baseVersion()) && !hasSuffix(text);
    if (equality && bare && cursor.accept(".*")) {
      return new Specifier(operator, text + ".*", Optional.of(version), true);
    }
    return new Specifier(operator, text, Optional.of(version), false);
  }

  /** Whether something follows the release segment, be it only {@code +local}. */
  private static boolean hasSuffix(String text) {
    return text.chars()
        .skip(text.regionMatches(true, 0, "v", 0, 1) ? 1 : 0)
        .anyMatch(c -> !(c >= '0' && c <= '9') && c != '.' && c != '!');
  }

  /** Whether {@code candidate} satisfies this clause; pre-releases are candidates like others. */
  public boolean contains(Version candidate) {
    if (operator == Operator.ARBITRARY) {
      return contains(candidate.toString());
    }
    Version bound = version.orElseThrow();
    return switch (operator) {
      case EQUAL -> equal(candidate, bound);
      case NOT_EQUAL -> !equal(candidate, bound);
      case COMPATIBLE -> compatible(candidate, bound);
      case AT_MOST -> candidate.publicVersion().compareTo(bound) <= 0;
      case AT_LEAST -> candidate.publicVersion().compareTo(bound) >= 0;
      case BELOW -> below(candidate, bound);
      case ABOVE -> above(candidate, bound);
      case ARBITRARY -> throw new IllegalStateException("decided above");
    };
  }

  /**
   * Whether the version written as {@code candidate} satisfies this clause. {@code ===} compares
   * the texts, all others the versions; a text that is no version satisfies none of those.
   */
  public boolean contains(String candidate) {
    if (operator == Operator.ARBITRARY) {
      return candidate.toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT));
    }
    return Version.tryParse(candidate).map(this::contains).orElse(false);
  }

  private boolean equal(Version candidate, Version bound) {
    if (wildcard) {
      return startsWith(candidate, bound, bound.release().size());
    }
    return (bound.local().isEmpty() ? candidate.publicVersion() : candidate).equals(bound);
  }

  private static boolean compatible(Version candidate, Version bound) {
    return candidate.publicVersion().compareTo(bound) >= 0
        && startsWith(candidate, bound, bound.release().size() - 1);
  }

  private static boolean startsWith(Version candidate, Version bound, int numbers) {
    return candidate.prefixOf(numbers).equals(bound.prefixOf(numbers));
  }

  /** Below V excludes the pre-releases of V, unless V is one itself. */
  private static boolean below(Version candidate, Version bound) {
    if (candidate.compareTo(bound) >= 0) {
      return false;
    }
    Version firstPrerelease =
        new Version(
            bound.epoch(),
            bound.release(),
            bound.pre(),
            bound.post(),
            Optional.of(BigInteger.ZERO),
            List.of());
    return bound.isPrerelease()
        || !candidate.isPrerelease()
        || candidate.compareTo(firstPrerelease) < 0;
  }

  /** Above V excludes the post-releases of V, unless V is one itself, and its local versions. */
  private static boolean above(Version candidate, Version bound) {
    if (candidate.compareTo(bound) <= 0) {
      return false;
    }
    Version postBase =
        new Version(
            candidate.epoch(),
            candidate.release(),
            candidate.pre(),
            Optional.empty(),
            Optional.empty(),
            List.of());
    if (!bound.isPostrelease() && candidate.isPostrelease() && postBase.equals(bound)) {
      return false;
    }
    return candidate.local().isEmpty() || !candidate.publicVersion().equals(bound);
  }

  /** The parts of {@code text} between commas, without the empty ones. */
  static List<String> clauses(String text) {
    List<String> parts = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String stripped = part.strip();
      if (!stripped.isEmpty()) {
        parts.add(stripped);
      }
    }
    return parts;
  }

  @Override
  public String toString() {
    return operator.symbol() + text;
  }
}
