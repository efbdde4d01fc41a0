package io.github.pysecaudit.python.version;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Clauses that must all hold, for instance {@code >=1.0,!=1.5}; no clause at all allows every
 * version.
 *
 * @param clauses the clauses in the order written
 */
public record SpecifierSet(List<Specifier> clauses) {

  public SpecifierSet {
    clauses = List.copyOf(clauses);
  }

  /**
   * Reads clauses separated by commas; empty ones are skipped.
   *
   * @throws ParseException if one of them is no specifier
   */
  public static SpecifierSet parse(String text) throws ParseException {
    List<Specifier> clauses = new ArrayList<>();
    for (String clause : Specifier.clauses(text)) {
      clauses.add(Specifier.parse(clause));
    }
    return new SpecifierSet(clauses);
  }

  public boolean isEmpty() {
    return clauses.isEmpty();
  }

  /** Whether every clause allows {@code candidate}; pre-releases are candidates like others. */
  public boolean contains(Version candidate) {
    return clauses.stream().allMatch(clause -> clause.contains(candidate));
  }

  /** Whether every clause allows the version written as {@code candidate}. */
  public boolean contains(String candidate) {
    return clauses.stream().allMatch(clause -> clause.contains(candidate));
  }

  @Override
  public String toString() {
    return clauses.stream().map(Specifier::toString).collect(Collectors.joining(","));
  }
}
