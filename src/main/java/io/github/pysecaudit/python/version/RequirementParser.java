package io.github.pysecaudit.python.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Recursive descent over the grammar of PEP 508, with the tolerances of the {@code packaging}
 * library: legacy parentheses around the version and a trailing comma.
 */
final class RequirementParser {
  /** Parentheses within parentheses; no real marker has more than three. */
  private static final int DEEPEST = 100;

  private static final List<String> VARIABLES =
      List.of(
          "python_version",
          "python_full_version",
          "os_name",
          "os.name",
          "sys_platform",
          "sys.platform",
          "platform_release",
          "platform_system",
          "platform_version",
          "platform.version",
          "platform_machine",
          "platform.machine",
          "platform_python_implementation",
          "platform.python_implementation",
          "python_implementation",
          "implementation_name",
          "implementation_version",
          "extras",
          "extra",
          "dependency_groups");

  private static final List<String> OPERATORS =
      List.of("===", "==", "~=", "!=", "<=", ">=", "<", ">");

  private final Cursor cursor;
  private int depth;

  RequirementParser(String text) {
    cursor = new Cursor(text);
  }

  PackageRequirement wholeRequirement() throws ParseException {
    cursor.skipBlanks();
    String name = identifier("Expected package name at the start of dependency specifier");
    cursor.skipBlanks();
    List<String> extras = extras();
    cursor.skipBlanks();
    PackageRequirement requirement =
        cursor.accept("@") ? withUrl(name, extras) : withVersions(name, extras);
    if (!atEnd()) {
      throw cursor.error("Expected end of dependency specifier");
    }
    return requirement;
  }

  Marker wholeMarker() throws ParseException {
    Marker marker = marker();
    if (!atEnd()) {
      throw cursor.error("Expected end of marker expression");
    }
    return marker;
  }

  /** At the end, or before the line feed that ends the text. */
  private boolean atEnd() {
    return cursor.atEnd()
        || (cursor.peek() == '\n' && cursor.position() == cursor.text().length() - 1);
  }

  private PackageRequirement withUrl(String name, List<String> extras) throws ParseException {
    cursor.skipBlanks();
    int start = cursor.position();
    while (!cursor.atEnd() && cursor.peek() != ' ' && cursor.peek() != '\t') {
      cursor.moveTo(cursor.position() + 1);
    }
    String url = cursor.since(start);
    if (url.isEmpty()) {
      throw cursor.error("Expected URL after @");
    }
    cursor.skipBlanks();
    Optional<Marker> marker =
        atEnd()
            ? Optional.empty()
            : Optional.of(markerAfter("Expected semicolon (after URL and whitespace) or end"));
    return new PackageRequirement(
        name, extras, new SpecifierSet(List.of()), Optional.of(url), marker);
  }

  private PackageRequirement withVersions(String name, List<String> extras) throws ParseException {
    SpecifierSet versions = versions();
    cursor.skipBlanks();
    Optional<Marker> marker = Optional.empty();
    if (!atEnd()) {
      marker =
          Optional.of(
              markerAfter(
                  versions.isEmpty()
                      ? "Expected semicolon (after name with no version specifier) or end"
                      : "Expected comma (within version specifier),"
                          + " semicolon (after version specifier) or end"));
    }
    return new PackageRequirement(name, extras, versions, Optional.empty(), marker);
  }

  private Marker markerAfter(String otherwise) throws ParseException {
    if (!cursor.accept(";")) {
      throw cursor.error(otherwise);
    }
    Marker marker = marker();
    cursor.skipBlanks();
    return marker;
  }

  private List<String> extras() throws ParseException {
    List<String> extras = new ArrayList<>();
    if (!cursor.accept("[")) {
      return extras;
    }
    cursor.skipBlanks();
    Optional<String> extra = identifierIfAny();
    while (extra.isPresent()) {
      extras.add(extra.get());
      cursor.skipBlanks();
      if (!cursor.accept(",")) {
        break;
      }
      cursor.skipBlanks();
      extra = Optional.of(identifier("Expected extra name after comma"));
    }
    cursor.skipBlanks();
    if (!cursor.accept("]")) {
      throw cursor.error("Expected comma between extra names or closing bracket after extras");
    }
    return extras;
  }

  private SpecifierSet versions() throws ParseException {
    boolean parenthesised = cursor.accept("(");
    cursor.skipBlanks();
    int start = cursor.position();
    List<Specifier> clauses = new ArrayList<>();
    boolean arbitrary = false;
    Optional<Specifier> clause = Specifier.scan(cursor);
    while (clause.isPresent()) {
      clauses.add(clause.get());
      arbitrary |= clause.get().operator() == Specifier.Operator.ARBITRARY;
      rejectTrail();
      int end = cursor.position();
      cursor.skipBlanks();
      if (!cursor.accept(",")) {
        cursor.moveTo(end);
        break;
      }
      cursor.skipBlanks();
      clause = Specifier.scan(cursor);
    }
    // The text of === runs over commas, but a comma separates clauses all the same.
    SpecifierSet versions =
        arbitrary ? SpecifierSet.parse(cursor.since(start)) : new SpecifierSet(clauses);
    cursor.skipBlanks();
    if (parenthesised && !cursor.accept(")")) {
      throw cursor.error("Expected matching closing parenthesis after version specifier");
    }
    return versions;
  }

  private void rejectTrail() throws ParseException {
    if (cursor.looksAt(".*")) {
      throw cursor.error(".* suffix can only be used with == or != operators");
    }
    if (cursor.peek() == '+'
        && cursor.position() + 1 < cursor.text().length()
        && Cursor.isAsciiAlphanumeric(cursor.text().charAt(cursor.position() + 1))) {
      throw cursor.error("Local version label can only be used with == or != operators");
    }
  }

  private Marker marker() throws ParseException {
    List<Marker> alternatives = new ArrayList<>();
    List<Marker> conjunction = new ArrayList<>();
    conjunction.add(markerAtom());
    while (true) {
      if (acceptWord("and")) {
        conjunction.add(markerAtom());
      } else if (acceptWord("or")) {
        alternatives.add(allOf(conjunction));
        conjunction = new ArrayList<>();
        conjunction.add(markerAtom());
      } else {
        break;
      }
    }
    alternatives.add(allOf(conjunction));
    return alternatives.size() == 1 ? alternatives.get(0) : new Marker.AnyOf(alternatives);
  }

  private static Marker allOf(List<Marker> parts) {
    return parts.size() == 1 ? parts.get(0) : new Marker.AllOf(parts);
  }

  private Marker markerAtom() throws ParseException {
    cursor.skipBlanks();
    Marker atom;
    if (cursor.accept("(")) {
      if (++depth > DEEPEST) {
        throw cursor.error("The marker has more than " + DEEPEST + " nested parentheses");
      }
      atom = marker();
      depth--;
      cursor.skipBlanks();
      if (!cursor.accept(")")) {
        throw cursor.error("Expected matching closing parenthesis after marker expression");
      }
    } else {
      Marker.Operand left = operand();
      cursor.skipBlanks();
      String operator = operator();
      cursor.skipBlanks();
      atom = new Marker.Comparison(left, operator, operand());
    }
    cursor.skipBlanks();
    return atom;
  }

  private Marker.Operand operand() throws ParseException {
    char quote = cursor.peek();
    if (quote == '"' || quote == '\'') {
      int start = cursor.position() + 1;
      int end = cursor.text().indexOf(quote, start);
      if (end >= 0) {
        cursor.moveTo(end + 1);
        return new Marker.Operand(false, cursor.text().substring(start, end));
      }
    } else {
      for (String variable : VARIABLES) {
        if (acceptWord(variable)) {
          String name = variable.replace('.', '_');
          return new Marker.Operand(
              true, name.equals("python_implementation") ? "platform_python_implementation" : name);
        }
      }
    }
    throw cursor.error("Expected a marker variable or quoted string");
  }

  private String operator() throws ParseException {
    if (acceptWord("in")) {
      return "in";
    }
    if (acceptWord("not")) {
      int start = cursor.position();
      cursor.skipBlanks();
      if (cursor.position() == start) {
        throw cursor.error("Expected whitespace after 'not'");
      }
      if (!acceptWord("in")) {
        throw cursor.error("Expected 'in' after 'not'");
      }
      return "not in";
    }
    for (String operator : OPERATORS) {
      if (cursor.accept(operator)) {
        return operator;
      }
    }
    throw cursor.error(
        "Expected marker operator, one of <=, <, !=, ==, >=, >, ~=, ===, in, not in");
  }

  private boolean acceptWord(String word) {
    int start = cursor.position();
    if (cursor.boundaryAt(start)
        && cursor.looksAt(word)
        && cursor.boundaryAt(start + word.length())) {
      cursor.moveTo(start + word.length());
      return true;
    }
    return false;
  }

  private String identifier(String otherwise) throws ParseException {
    Optional<String> identifier = identifierIfAny();
    return identifier.orElseThrow(() -> cursor.error(otherwise));
  }

  /** Letters, digits, {@code -}, {@code _} and {@code .}, from word boundary to word boundary. */
  private Optional<String> identifierIfAny() {
    int start = cursor.position();
    if (!Cursor.isAsciiAlphanumeric(cursor.peek()) || !cursor.boundaryAt(start)) {
      return Optional.empty();
    }
    int end = start;
    String text = cursor.text();
    while (end < text.length()
        && (Cursor.isAsciiAlphanumeric(text.charAt(end)) || "-_.".indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    while (end > start && !cursor.boundaryAt(end)) {
      end--;
    }
    if (end == start) {
      return Optional.empty();
    }
    cursor.moveTo(end);
    return Optional.of(text.substring(start, end));
  }
}
