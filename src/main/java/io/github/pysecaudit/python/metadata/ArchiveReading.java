package io.github.pysecaudit.python.metadata;

import java.util.List;

/**
 * How a reading of an archive went.
 *
 * @param entries how many entries were listed, nested archives included
 * @param bytes how many bytes were inflated
 * @param complete false if anything in it could not be listed, or content that was asked for could
 *     not be read in full; then there is a problem that says what
 * @param problems what was not read, and what looks wrong
 */
public record ArchiveReading(
    int entries, long bytes, boolean complete, List<ArchiveProblem> problems) {
  public ArchiveReading {
    problems = List.copyOf(problems);
  }
}
