package io.github.pysecaudit.checklist;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that was decided about one subject: one verdict for each requirement that was asked for, in
 * catalogue order.
 *
 * @param verdicts at most one per requirement
 * @param dependencies every dependency that was seen, in the order of the files
 * @param notes what a reader of any report must know, for instance a switch that loosens the gate;
 *     one sentence each
 */
public record AuditResult(
    List<Verdict> verdicts, List<Dependency> dependencies, List<String> notes) {

  public AuditResult {
    Map<Requirement, Verdict> byRequirement = new EnumMap<>(Requirement.class);
    for (Verdict verdict : verdicts) {
      if (byRequirement.put(verdict.requirement(), verdict) != null) {
        throw new IllegalArgumentException("two verdicts on " + verdict.requirement().id());
      }
    }
    verdicts = verdicts.stream().sorted(Comparator.comparing(Verdict::requirement)).toList();
    dependencies = List.copyOf(dependencies);
    notes = List.copyOf(notes);
  }

  /** The verdict on this requirement, if it was asked for. */
  public Optional<Verdict> verdict(Requirement requirement) {
    return verdicts.stream().filter(v -> v.requirement() == requirement).findFirst();
  }
}
