package io.github.pysecaudit.report;

import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.gate.Baseline;
import java.util.ArrayList;
import java.util.List;

/** What several formats say about findings in the same way. */
final class Findings {

  private Findings() {}

  /** A line per finding and one for its remedy, bounded, with a count of what is left out. */
  static String text(List<Finding> findings, int most, int width) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings.subList(0, Math.min(most, findings.size()))) {
      String place = finding.place().toString();
      String at = place.isEmpty() ? "" : place + ": ";
      text.append(PlainText.line(at + finding.message(), width)).append('\n');
      text.append("  -> ").append(PlainText.line(finding.remedy(), width)).append('\n');
    }
    if (findings.size() > most) {
      text.append("... and ").append(findings.size() - most).append(" more, see audit.json\n");
    }
    return text.toString();
  }

  /** Whether it is a violation that the baseline lists as a whole. */
  static boolean areAllKnown(Verdict verdict) {
    return verdict.status() == Status.FAIL
        && verdict.findings().stream().allMatch(f -> Baseline.isKnown(f).orElse(false));
  }

  /** Verdicts in the order in which a team should work on them. */
  static List<Verdict> toDo(AuditReport report) {
    List<Verdict> first = new ArrayList<>(report.decision().violated());
    first.addAll(report.decision().unchecked());
    return first;
  }
}
