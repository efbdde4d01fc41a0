package io.github.pysecaudit.sast.report;

import io.github.pysecaudit.sast.Weakness.Grade;
import java.util.Objects;

/**
 * One finding of another scanner's report.
 *
 * @param ruleId its id of the rule
 * @param path the file, as the report writes it
 * @param line first line, at least 1
 * @param endLine last line, not before the first
 * @param severity how bad, in our grades
 * @param confidence how sure, in our grades
 * @param cwe CWE number, 0 if it gives none
 * @param message what it says
 * @param suppressed whether the report itself calls it suppressed in the source
 */
public record ImportedFinding(
    String ruleId,
    String path,
    int line,
    int endLine,
    Grade severity,
    Grade confidence,
    int cwe,
    String message,
    boolean suppressed) {

  public ImportedFinding {
    Objects.requireNonNull(ruleId, "ruleId");
    Objects.requireNonNull(path, "path");
    line = Math.max(1, line);
    endLine = Math.max(line, endLine);
  }
}
