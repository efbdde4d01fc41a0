package io.github.pysecaudit.python.metadata;

import io.github.pysecaudit.python.version.PackageName;
import io.github.pysecaudit.python.version.PackageRequirement;
import io.github.pysecaudit.python.version.ParseException;
import io.github.pysecaudit.python.version.Specifier;
import io.github.pysecaudit.python.version.Specifier.Operator;
import io.github.pysecaudit.python.version.Version;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether one requirement is exact, and why.
 *
 * @param reason the code
 * @param name the PEP 503 name, or empty text if the requirement names no package
 * @param version the version, for a repository its revision, if one is written
 * @param extras extras as written
 * @param detail the parser's words or what else helps to understand the reason; may be empty
 */
public record PinReading(
    PinReason reason, String name, Optional<String> version, List<String> extras, String detail) {

  /** The longest requirement that is read, in characters. */
  private static final int LONGEST = 20_000;

  /** Placeholders of shells, Jinja and autoconf. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\$\\{\\w{1,200}}|\\{\\{[^}]{0,200}}}|(?<!\\w)@[A-Z0-9_]{1,200}@");

  public PinReading {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(detail, "detail");
    extras = List.copyOf(extras);
  }

  /** True, false, or empty where there is no third-party version to choose. */
  public Optional<Boolean> exact() {
    return reason.exact();
  }

  /** Reads a PEP 508 requirement, as tables of pyproject.toml and metadata have them. */
  public static PinReading ofRequirement(String text) {
    if (text.length() > LONGEST) {
      return of(PinReason.UNPARSEABLE, "a requirement has at most " + LONGEST + " characters")
          .named(leadingName(text), List.of());
    }
    try {
      PackageRequirement requirement = PackageRequirement.parse(text);
      boolean inTree = requirement.url().filter(url -> url.startsWith("file:")).isPresent();
      return hasPlaceholder(text) && !inTree ? placeholder(text) : ofRequirement(requirement);
    } catch (ParseException e) {
      if (hasPlaceholder(text)) {
        return placeholder(text);
      }
      return of(PinReason.UNPARSEABLE, "")
          .named(leadingName(text), List.of())
          .because(e.getMessage());
    }
  }

  private static PinReading placeholder(String text) {
    return of(PinReason.ENV_VAR, "").named(leadingName(text), List.of());
  }

  /** Judges a requirement that has been parsed. */
  public static PinReading ofRequirement(PackageRequirement requirement) {
    PinReading reading =
        requirement
            .url()
            .map(url -> DirectReference.read(url, List.of()))
            .orElseGet(() -> ofClauses(requirement.specifiers().clauses()));
    return reading.named(requirement.name(), requirement.extras());
  }

  /** Judges version clauses without a name. */
  public static PinReading ofClauses(List<Specifier> clauses) {
    if (clauses.isEmpty()) {
      return of(PinReason.NO_VERSION, "");
    }
    return clauses.size() == 1 ? ofClause(clauses.get(0)) : ofSeveral(clauses);
  }

  private static PinReading ofClause(Specifier clause) {
    return switch (clause.operator()) {
      case ARBITRARY -> of(PinReason.PIN_ARBITRARY_EQ, "").at(clause.text());
      case EQUAL ->
          clause.wildcard()
              ? of(PinReason.WILDCARD, "")
              : of(PinReason.PIN_EQ, "").at(clause.version().orElseThrow().toString());
      case NOT_EQUAL -> of(PinReason.EXCLUSION, "");
      case COMPATIBLE -> of(PinReason.COMPATIBLE, "");
      case AT_MOST, AT_LEAST, BELOW, ABOVE -> of(PinReason.RANGE, "");
    };
  }

  private static PinReading ofSeveral(List<Specifier> clauses) {
    List<Specifier> pins = clauses.stream().filter(PinReading::isPin).toList();
    if (!pins.isEmpty()) {
      boolean same =
          pins.size() == clauses.size()
              && pins.stream().map(PinReading::bound).distinct().count() == 1;
      String version = pins.get(0).version().map(Version::toString).orElse(pins.get(0).text());
      return of(same ? PinReason.DUPLICATE_EQ : PinReason.MULTI_EQ, "").at(version);
    }
    if (clauses.stream().allMatch(clause -> clause.operator() == Operator.NOT_EQUAL)) {
      return of(PinReason.EXCLUSION, "");
    }
    Optional<Version> only = onlyVersion(clauses);
    return only.map(version -> of(PinReason.SINGLETON_RANGE, "").at(version.toString()))
        .orElseGet(() -> of(PinReason.RANGE, ""));
  }

  private static boolean isPin(Specifier clause) {
    return clause.operator() == Operator.ARBITRARY
        || (clause.operator() == Operator.EQUAL && !clause.wildcard());
  }

  private static Object bound(Specifier clause) {
    return clause.version().<Object>map(version -> version).orElse(clause.text());
  }

  /** The version between {@code >=v} and {@code <=v}. */
  private static Optional<Version> onlyVersion(List<Specifier> clauses) {
    List<Version> upper =
        clauses.stream()
            .filter(clause -> clause.operator() == Operator.AT_MOST)
            .flatMap(clause -> clause.version().stream())
            .toList();
    return clauses.stream()
        .filter(clause -> clause.operator() == Operator.AT_LEAST)
        .flatMap(clause -> clause.version().stream())
        .filter(upper::contains)
        .findFirst();
  }

  /** Whether another program is to fill something in. */
  static boolean hasPlaceholder(String text) {
    return text.length() <= LONGEST && PLACEHOLDER.matcher(text).find();
  }

  /** What looks like a name at the start of a text that cannot be parsed. */
  private static String leadingName(String text) {
    int end = 0;
    while (end < text.length()
        && end < 200
        && (Character.isLetterOrDigit(text.charAt(end)) || "-_.".indexOf(text.charAt(end)) >= 0)
        && text.charAt(end) < 128) {
      end++;
    }
    return text.substring(0, end);
  }

  static PinReading of(PinReason reason, String detail) {
    return new PinReading(reason, "", Optional.empty(), List.of(), detail);
  }

  PinReading named(String anyName, List<String> itsExtras) {
    return new PinReading(reason, PackageName.normalize(anyName), version, itsExtras, detail);
  }

  PinReading at(String itsVersion) {
    return new PinReading(reason, name, Optional.of(itsVersion), extras, detail);
  }

  PinReading because(String words) {
    return new PinReading(reason, name, version, extras, words);
  }
}
