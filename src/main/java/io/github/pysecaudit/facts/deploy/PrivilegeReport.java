package io.github.pysecaudit.facts.deploy;

import io.github.pysecaudit.checklist.Amount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Everything that the files of a repository say about rights.
 *
 * @param observations by path and line
 * @param problems what could not be read, one sentence each; silence proves nothing about it
 * @param looked how many files of each kind were read, for instance {@code container file}
 * @param asideForTheBuild files with rights that only the build machine or tests use
 */
public record PrivilegeReport(
    List<Observation> observations,
    List<String> problems,
    Map<String, Integer> looked,
    List<String> asideForTheBuild) {
  public PrivilegeReport {
    observations = List.copyOf(observations);
    problems = List.copyOf(problems);
    looked = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(looked));
    asideForTheBuild = List.copyOf(asideForTheBuild);
  }

  /** The observations of one weight. */
  public List<Observation> of(Weight weight) {
    return observations.stream().filter(o -> o.weight() == weight).toList();
  }

  /** The observations of one kind. */
  public List<Observation> of(Privilege privilege) {
    return observations.stream().filter(o -> o.privilege() == privilege).toList();
  }

  /** What was read, in words: {@code 2 container files, 3 workflows}. */
  public String lookedInWords() {
    List<String> parts = new ArrayList<>();
    looked.forEach((kind, count) -> parts.add(Amount.of(count, kind)));
    return parts.isEmpty() ? "no file that could grant or demand rights" : String.join(", ", parts);
  }
}
