package io.github.pysecaudit.facts.deploy;

import java.util.List;

/**
 * What one file gave.
 *
 * @param observations in the order of the file
 * @param problems what could not be read, one sentence each
 */
public record Reading(List<Observation> observations, List<String> problems) {
  public Reading {
    observations = List.copyOf(observations);
    problems = List.copyOf(problems);
  }

  /** Nothing seen, nothing wrong. */
  public static Reading nothing() {
    return new Reading(List.of(), List.of());
  }
}
