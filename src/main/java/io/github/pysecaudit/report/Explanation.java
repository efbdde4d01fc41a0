package io.github.pysecaudit.report;

import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A requirement in plain words, with what a project shows for it. Lines for the console. */
public final class Explanation {
  private static final int WIDTH = 72;
  private static final int MOST_SHOWN = 20;

  private Explanation() {}

  /** One line per requirement: id, level, title. */
  public static List<String> catalogue() {
    List<String> lines = new ArrayList<>();
    for (Requirement requirement : Requirement.values()) {
      lines.add(
          String.format(
              "%-5s %-12s %s", requirement.id(), requirement.level().words(), requirement.title()));
    }
    lines.add("");
    lines.add("More on one of them: mvn audit:explain -Drequirement=" + Requirement.R4_2.id());
    return lines;
  }

  /** Everything on these requirements, and what this report says of them. */
  public static List<String> of(Set<Requirement> requirements, AuditReport report) {
    List<String> lines = new ArrayList<>();
    for (Requirement requirement : requirements) {
      lines.add("");
      lines.add(requirement.id() + " (" + requirement.level().words() + ") " + requirement.title());
      lines.addAll(PlainText.wrap("  What:    ", requirement.sentence(), WIDTH));
      lines.addAll(PlainText.wrap("  Decided: ", requirement.decidedBy(), WIDTH));
      lines.addAll(PlainText.wrap("  Fix:     ", requirement.remedy(), WIDTH));
      lines.add("  Source:  " + Requirement.SOURCE);
      report.result().verdict(requirement).ifPresent(v -> lines.addAll(now(v)));
    }
    return lines;
  }

  private static List<String> now(Verdict verdict) {
    List<String> lines = new ArrayList<>();
    lines.addAll(
        PlainText.wrap(
            "  Now:     ", ConsoleReport.word(verdict.status()) + ". " + verdict.summary(), WIDTH));
    for (Evidence evidence : first(verdict.evidence())) {
      lines.addAll(PlainText.wrap("    + ", at(evidence.place() + "") + evidence.text(), WIDTH));
    }
    for (Finding finding : first(verdict.findings())) {
      lines.addAll(PlainText.wrap("    - ", at(finding.place() + "") + finding.message(), WIDTH));
      lines.addAll(PlainText.wrap("      -> ", finding.remedy(), WIDTH));
    }
    for (Finding warning : first(verdict.warnings())) {
      lines.addAll(PlainText.wrap("    ! ", at(warning.place() + "") + warning.message(), WIDTH));
    }
    return lines;
  }

  private static <T> List<T> first(List<T> all) {
    return all.subList(0, Math.min(MOST_SHOWN, all.size()));
  }

  private static String at(String place) {
    return place.isEmpty() ? "" : place + ": ";
  }
}
