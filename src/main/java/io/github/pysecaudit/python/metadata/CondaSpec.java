package io.github.pysecaudit.python.metadata;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads conda's match specifications (conda's {@code match_spec.py}). */
final class CondaSpec {
  private static final int LONGEST = 2_000;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");
  private static final Pattern BRACKET_VERSION =
      Pattern.compile("(?:^|,)\\s*version\\s*=\\s*(?:'([^']*)'|\"([^\"]*)\"|([^,]*))");
  private static final Pattern BRACKET_BUILD =
      Pattern.compile("(?:^|,)\\s*build\\s*=\\s*(?:'([^']*)'|\"([^\"]*)\"|([^,]*))");

  /** A package file's name: name, version and build between hyphens. */
  private static final Pattern PACKAGE_FILE =
      Pattern.compile("(.+)-([^-]+)-([^-]+)(?:\\.tar\\.bz2|\\.conda)");

  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9_.+!-]+");

  private CondaSpec() {}

  /** Judges a whole specification such as {@code conda-forge::numpy=1.11}. */
  static PinReading read(String text) {
    String spec = text.strip();
    if (spec.length() > LONGEST) {
      return unparseable(spec.substring(0, 100));
    }
    if (spec.contains("://") && spec.indexOf("::") < 0) {
      return ofPackageUrl(spec);
    }
    int channel = spec.lastIndexOf("::");
    String rest = channel < 0 ? spec : spec.substring(channel + 2);
    Matcher name = NAME.matcher(rest);
    if (!name.lookingAt()) {
      return unparseable(spec);
    }
    String after = rest.substring(name.end()).strip();
    String version = after;
    String build = "";
    if (after.startsWith("[") && after.endsWith("]")) {
      String bracket = after.substring(1, after.length() - 1);
      version = valueOf(BRACKET_VERSION, bracket);
      build = valueOf(BRACKET_BUILD, bracket);
      // In brackets a plain version means that one, as == does outside.
      version = VERSION.matcher(version).matches() ? "==" + version : version;
    }
    return ofVersion(version, build).named(name.group(), List.of());
  }

  /**
   * Judges what stands after the name.
   *
   * @param text version, or version and build with {@code =} or a blank between them; may be empty
   * @param build a build named elsewhere, or empty
   */
  static PinReading ofVersion(String text, String build) {
    String spec = text.strip();
    if (spec.isEmpty() || spec.equals("*")) {
      return PinReading.of(PinReason.NO_VERSION, "");
    }
    if (spec.length() > LONGEST || spec.indexOf('{') >= 0) {
      return unparseable(spec.substring(0, Math.min(100, spec.length())));
    }
    boolean fuzzy = spec.startsWith("=") && !spec.startsWith("==");
    boolean equal = spec.startsWith("==");
    String bare = spec.substring(equal ? 2 : fuzzy ? 1 : 0).strip();
    if (!equal && !fuzzy && !Character.isLetterOrDigit(bare.charAt(0))) {
      return PinReading.of(bare.contains("|") ? PinReason.UNION : rangeOf(bare), "");
    }
    int separator = firstOf(bare, "= ");
    String version = separator < 0 ? bare : bare.substring(0, separator).strip();
    String itsBuild = separator < 0 ? build : bare.substring(separator + 1).strip();
    if (version.contains("|")) {
      return PinReading.of(PinReason.UNION, "");
    }
    if (version.contains(",")) {
      return PinReading.of(equal ? PinReason.MULTI_EQ : PinReason.RANGE, "");
    }
    if (version.endsWith("*")) {
      return PinReading.of(PinReason.WILDCARD, "");
    }
    if (!VERSION.matcher(version).matches()) {
      return unparseable(spec);
    }
    if (fuzzy && itsBuild.isEmpty()) {
      return PinReading.of(
          PinReason.CONDA_FUZZY, "conda reads =" + version + " as " + version + ".*");
    }
    return PinReading.of(PinReason.PIN_CONDA_EXACT, itsBuild.isEmpty() ? "" : "build " + itsBuild)
        .at(version.toLowerCase(Locale.ROOT));
  }

  private static PinReason rangeOf(String spec) {
    if (spec.startsWith("~=")) {
      return PinReason.COMPATIBLE;
    }
    return spec.startsWith("!=") && spec.indexOf(',') < 0 ? PinReason.EXCLUSION : PinReason.RANGE;
  }

  private static PinReading ofPackageUrl(String url) {
    String file = url.substring(url.lastIndexOf('/') + 1);
    int hash = file.indexOf('#');
    Matcher parts = PACKAGE_FILE.matcher(hash < 0 ? file : file.substring(0, hash));
    if (!parts.matches()) {
      return unparseable(url);
    }
    return PinReading.of(PinReason.PIN_CONDA_EXACT, "")
        .at(parts.group(2))
        .named(parts.group(1), List.of());
  }

  private static String valueOf(Pattern pattern, String bracket) {
    Matcher matcher = pattern.matcher(bracket);
    if (!matcher.find()) {
      return "";
    }
    for (int group = 1; group <= 3; group++) {
      if (matcher.group(group) != null) {
        return matcher.group(group).strip();
      }
    }
    return "";
  }

  private static int firstOf(String text, String characters) {
    for (int i = 0; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private static PinReading unparseable(String text) {
    return PinReading.of(
        PinReason.UNPARSEABLE, "\"" + text + "\" is not a conda match specification");
  }
}
