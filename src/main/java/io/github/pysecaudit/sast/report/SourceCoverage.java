package io.github.pysecaudit.sast.report;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A report held against the sources of the project. Paths are those of the repository.
 *
 * @param report the report
 * @param covered sources that it scanned in the state they have now
 * @param notCovered sources it does not cover, each with the reason in a full sentence
 * @param findings findings in sources of the project, with repository paths
 * @param elsewhere number of findings in files that are no sources of the project
 */
public record SourceCoverage(
    ImportedReport report,
    SortedSet<String> covered,
    Map<String, String> notCovered,
    List<ImportedFinding> findings,
    int elsewhere) {

  public SourceCoverage {
    covered = Collections.unmodifiableSortedSet(new TreeSet<>(covered));
    notCovered = Collections.unmodifiableMap(new TreeMap<>(notCovered));
    findings = List.copyOf(findings);
  }
}
