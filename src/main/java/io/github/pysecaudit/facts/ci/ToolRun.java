package io.github.pysecaudit.facts.ci;

import io.github.pysecaudit.checklist.Place;
import java.util.List;
import java.util.Set;

/**
 * A known tool, and where it runs.
 *
 * @param tool its name
 * @param purpose what it is for
 * @param family the rule set it applies; a tool that re-implements the rules of another has the
 *     family of that one
 * @param languages those it reads: {@code python}, {@code java}
 * @param place where the run is written
 * @param trail how it is reached from CI, outermost first; empty if it is bound in the build
 */
public record ToolRun(
    String tool,
    Purpose purpose,
    String family,
    Set<String> languages,
    Place place,
    List<String> trail) {

  /** What a tool is for. */
  public enum Purpose {
    /** Static analysis for weaknesses. */
    SAST,
    /** Known vulnerabilities of dependencies. */
    SCA,
    /** Generated input. */
    FUZZING,
    /** The tests of the project. */
    TESTS
  }

  public ToolRun {
    languages = Set.copyOf(languages);
    trail = List.copyOf(trail);
  }
}
