package io.github.pysecaudit.sast.report;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a report of another scanner says. Paths are as the report writes them.
 *
 * @param tool name of the scanner in lower case, as {@code bandit}
 * @param version its version, if the report tells
 * @param format the format, for people
 * @param made when the scan was made, if the report tells
 * @param findings what it found
 * @param covered files that it names as scanned; a report that names none covers nothing
 * @param notCovered files that it names as skipped or broken, with the reason
 */
public record ImportedReport(
    String tool,
    Optional<String> version,
    String format,
    Optional<Instant> made,
    List<ImportedFinding> findings,
    Set<String> covered,
    Map<String, String> notCovered) {

  public ImportedReport {
    findings = List.copyOf(findings);
    covered = Collections.unmodifiableSet(new LinkedHashSet<>(covered));
    notCovered = Collections.unmodifiableMap(new LinkedHashMap<>(notCovered));
  }
}
