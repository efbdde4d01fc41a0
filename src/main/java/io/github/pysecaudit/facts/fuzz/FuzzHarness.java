package io.github.pysecaudit.facts.fuzz;

import io.github.pysecaudit.checklist.Place;

/**
 * Code that feeds generated input to the program, or only imports what would.
 *
 * @param fuzzer its name
 * @param kind how the input is made
 * @param language {@code python}, {@code java}, or {@code any} for a configuration
 * @param place where it is
 * @param isUsed false if the fuzzer is imported and nothing of it is used
 * @param withTests whether the usual test runner runs it
 */
public record FuzzHarness(
    String fuzzer, Kind kind, String language, Place place, boolean isUsed, boolean withTests) {

  /** How input is made. */
  public enum Kind {
    /** Guided by the coverage that an input reaches. */
    COVERAGE("a coverage-guided fuzzer"),
    /** Varied by the properties that a test states. */
    PROPERTY("property-based tests, which vary the input"),
    /** Found by solving conditions. */
    SYMBOLIC("symbolic execution, which derives the input");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** The kind in words. */
    public String words() {
      return words;
    }
  }
}
