package io.github.pysecaudit.python.metadata;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a PEP 508 requirement that chooses versions.
 *
 * @param start index in the requirement
 * @param end index after it; equal to {@code start} where there is none
 */
record VersionPart(int start, int end) {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]*+)(?:\\s*+\\[[^\\]\\[]*+\\])?+");

  private static final Pattern FIRST_CLAUSE = Pattern.compile("(\\(?)\\s*+[<>=!~]{1,3}(\\s*+).*+");

  /** Where the version part is, or empty if the requirement is of no known form. */
  static Optional<VersionPart> of(String requirement) {
    Matcher name = NAME.matcher(requirement);
    if (!name.lookingAt()) {
      return Optional.empty();
    }
    // A name may not end in a separator, so "a-" is left to nobody to repair.
    int start = name.end();
    int from = start;
    while (from < requirement.length() && isSpace(requirement.charAt(from))) {
      from++;
    }
    int end = requirement.indexOf(';', from);
    end = end < 0 ? requirement.length() : end;
    int options = requirement.indexOf(" -", from);
    end = options >= 0 && options < end ? options : end;
    while (end > from && isSpace(requirement.charAt(end - 1))) {
      end--;
    }
    if (end <= from) {
      return Optional.of(new VersionPart(start, start));
    }
    String clauses = requirement.substring(from, end);
    return FIRST_CLAUSE.matcher(clauses).matches()
        ? Optional.of(new VersionPart(from, end))
        : Optional.empty();
  }

  /** The text that pins, in the manner the requirement is written in. */
  String pin(String requirement, String version) {
    Matcher clause = FIRST_CLAUSE.matcher(requirement.substring(start, end));
    if (!clause.matches()) {
      return "==" + version;
    }
    boolean open = !clause.group(1).isEmpty();
    return (open ? "(" : "") + "==" + clause.group(2) + version + (open ? ")" : "");
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
