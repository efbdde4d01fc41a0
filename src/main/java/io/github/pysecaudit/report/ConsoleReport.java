package io.github.pysecaudit.report;

import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Group;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.gate.Baseline;
import io.github.pysecaudit.gate.Decision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run says on the console: the table of the groups, a block per violated or unchecked
 * requirement, the counts. Readable at 80 columns including Maven's own {@code [WARNING] } prefix,
 * with no colour codes.
 */
public final class ConsoleReport {
  private static final int WIDTH = 70;
  private static final int MOST_FINDINGS = 8;
  private static final int MOST_WARNINGS = 5;

  /** Where a line goes; under {@code -q} Maven shows errors only. */
  public enum Tone {
    INFO,
    WARN,
    ERROR
  }

  /** One line of the console. */
  public record Line(Tone tone, String text) {}

  private final AuditReport report;
  private final Optional<String> reportFolder;
  private final List<Line> lines = new ArrayList<>();
  private final Map<String, String> shownUnder = new HashMap<>();

  private ConsoleReport(AuditReport report, Optional<String> reportFolder) {
    this.report = report;
    this.reportFolder = reportFolder;
  }

  /**
   * The lines of the report.
   *
   * @param reportFolder where the full reports lie, as the user would type it
   */
  public static List<Line> lines(AuditReport report, Optional<String> reportFolder) {
    ConsoleReport console = new ConsoleReport(report, reportFolder);
    console.write();
    return List.copyOf(console.lines);
  }

  /** Only the table and the counts, for a report whose parts were shown before. */
  public static List<Line> summary(AuditReport report, Optional<String> reportFolder) {
    ConsoleReport console = new ConsoleReport(report, reportFolder);
    console.table();
    console.counts();
    return List.copyOf(console.lines);
  }

  private void write() {
    table();
    Decision decision = report.decision();
    decision.violated().forEach(v -> block(Tone.ERROR, v));
    decision.unchecked().forEach(v -> block(Tone.ERROR, v));
    decision.tolerated().forEach(v -> block(Tone.WARN, v));
    notApplicable();
    warnings();
    notes();
    counts();
  }

  private void table() {
    Map<Group, List<Verdict>> groups = new EnumMap<>(Group.class);
    for (Verdict verdict : report.result().verdicts()) {
      groups.computeIfAbsent(verdict.requirement().group(), g -> new ArrayList<>()).add(verdict);
    }
    if (groups.isEmpty()) {
      return;
    }
    say(Tone.INFO, "");
    groups.forEach(
        (group, verdicts) -> {
          Status worst = verdicts.stream().map(Verdict::status).reduce(Status.PASS, Status::worse);
          if (verdicts.stream().allMatch(v -> v.status() == Status.NOT_APPLICABLE)) {
            worst = Status.NOT_APPLICABLE;
          } else if (worst == Status.NOT_APPLICABLE) {
            worst = Status.PASS;
          }
          String detail =
              verdicts.stream()
                  .map(v -> v.requirement().id() + " " + word(v.status()))
                  .collect(Collectors.joining(", "));
          String head =
              String.format("%2d  %-23s %-7s ", group.number(), group.title(), word(worst));
          PlainText.wrap(head, detail, WIDTH).forEach(l -> say(Tone.INFO, l));
        });
  }

  /** The short word of a status; NOT_APPLICABLE is too wide for a column. */
  static String word(Status status) {
    return status == Status.NOT_APPLICABLE ? "N/A" : status.name();
  }

  private void block(Tone tone, Verdict verdict) {
    say(tone, "");
    String head =
        word(verdict.status())
            + " "
            + verdict.requirement().id()
            + " ("
            + verdict.requirement().level().words()
            + ") ";
    say(tone, head + verdict.requirement().title());
    PlainText.wrap("  ", verdict.summary(), WIDTH).forEach(l -> say(tone, l));
    String why = verdict.requirement().sentence();
    PlainText.wrap("  Required: ", why, WIDTH).forEach(l -> say(tone, l));
    int shown = Math.min(verdict.findings().size(), MOST_FINDINGS);
    String lastRemedy = "";
    for (Finding finding : verdict.findings().subList(0, shown)) {
      String whole = finding.place() + "\n" + finding.message() + "\n" + finding.remedy();
      String before = shownUnder.putIfAbsent(whole, verdict.requirement().id());
      if (before != null) {
        say(tone, "  - The same as under " + before + ".");
        continue;
      }
      String place = PlainText.safe(finding.place().toString());
      String at = place.isEmpty() ? "" : place + ": ";
      String known = Baseline.isKnown(finding).orElse(false) ? " (in the baseline)" : "";
      if (!(at + finding.message() + known).equals(verdict.summary())) {
        PlainText.wrap("  - ", at + finding.message() + known, WIDTH).forEach(l -> say(tone, l));
      }
      if (!finding.remedy().equals(lastRemedy)) {
        PlainText.wrap("    -> ", finding.remedy(), WIDTH).forEach(l -> say(tone, l));
      }
      lastRemedy = finding.remedy();
    }
    int more = verdict.findings().size() - shown;
    if (more > 0) {
      say(tone, "  ... and " + more + " more in the full report.");
    }
  }

  private void notApplicable() {
    for (Verdict verdict : report.result().verdicts()) {
      if (verdict.status() == Status.NOT_APPLICABLE) {
        String place =
            verdict.evidence().stream()
                .findFirst()
                .map(Evidence::place)
                .map(Place::toString)
                .filter(p -> !p.isEmpty())
                .map(p -> " (" + p + ")")
                .orElse("");
        PlainText.wrap(
                "N/A  " + String.format("%-5s", verdict.requirement().id()),
                verdict.summary() + place,
                WIDTH)
            .forEach(l -> say(Tone.INFO, l));
      }
    }
  }

  private void warnings() {
    for (Verdict verdict : report.result().verdicts()) {
      List<Finding> warnings = verdict.warnings();
      for (Finding warning : warnings.subList(0, Math.min(warnings.size(), MOST_WARNINGS))) {
        String place = warning.place().toString();
        String at = place.isEmpty() ? "" : place + ": ";
        PlainText.wrap(
                "note " + String.format("%-5s", verdict.requirement().id()),
                at + warning.message(),
                WIDTH)
            .forEach(l -> say(Tone.WARN, l));
      }
      if (warnings.size() > MOST_WARNINGS) {
        say(
            Tone.WARN,
            "note "
                + String.format("%-5s", verdict.requirement().id())
                + (warnings.size() - MOST_WARNINGS)
                + " more in the full report.");
      }
    }
  }

  private void notes() {
    report.decision().loosened().forEach(n -> wrapNote(Tone.WARN, n));
    report.result().notes().forEach(n -> wrapNote(Tone.INFO, n));
  }

  private void wrapNote(Tone tone, String note) {
    PlainText.wrap("note ", note, WIDTH).forEach(l -> say(tone, l));
  }

  private void counts() {
    say(Tone.INFO, "");
    PlainText.wrap("", summary(), WIDTH)
        .forEach(l -> say(report.decision().fails() ? Tone.ERROR : Tone.INFO, l));
    reportFolder.ifPresent(f -> say(Tone.INFO, "Full report: " + PlainText.safe(f)));
  }

  private String summary() {
    List<Verdict> musts =
        report.result().verdicts().stream()
            .filter(v -> v.requirement().level().isMandatory())
            .toList();
    List<Verdict> others =
        report.result().verdicts().stream()
            .filter(v -> !v.requirement().level().isMandatory())
            .toList();
    return Stream.of(count(musts, "MUST"), count(others, "SHOULD"))
        .filter(s -> !s.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static String count(List<Verdict> verdicts, String level) {
    if (verdicts.isEmpty()) {
      return "";
    }
    return Arrays.stream(Status.values())
        .map(
            s -> {
              long n = verdicts.stream().filter(v -> v.status() == s).count();
              return n == 0 ? "" : n + " " + words(s);
            })
        .filter(s -> !s.isEmpty())
        .collect(Collectors.joining(", ", verdicts.size() + " " + level + ": ", "."));
  }

  private static String words(Status status) {
    return switch (status) {
      case PASS -> "met";
      case FAIL -> "not met";
      case NOT_APPLICABLE -> "not applicable";
      case REVIEW -> "to review";
      case UNKNOWN -> "unknown";
    };
  }

  private void say(Tone tone, String text) {
    lines.add(new Line(tone, text));
  }
}
