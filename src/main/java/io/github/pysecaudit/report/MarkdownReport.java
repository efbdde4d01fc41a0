package io.github.pysecaudit.report;

import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Group;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code audit.md}: for a pull request comment or a step summary, in GitHub-flavoured Markdown. At
 * most {@value #MOST_BYTES} bytes, so that it fits into the 1 MiB of a step summary with room for
 * other steps' text.
 */
public final class MarkdownReport implements Report {
  static final int MOST_BYTES = 512 * 1024;
  private static final int MOST_FINDINGS = 50;
  private static final int TEXT = 1_000;
  private static final int CELL = 300;

  @Override
  public String format() {
    return "markdown";
  }

  @Override
  public String fileName() {
    return "audit.md";
  }

  @Override
  public void write(AuditReport report, OutputStream out) throws IOException {
    out.write(text(report).getBytes(StandardCharsets.UTF_8));
  }

  /** The report as text. */
  static String text(AuditReport report) {
    Page page = new Page();
    page.add("# Security checklist: " + headline(report) + "\n\n");
    page.add(
        MarkdownText.escape(
                report.subject().coordinates().orElse(report.subject().directory()), CELL)
            + ", "
            + report.created().truncatedTo(ChronoUnit.SECONDS)
            + ", "
            + AuditReport.TOOL_NAME
            + " "
            + MarkdownText.escape(report.toolVersion(), CELL)
            + ".\n\n");
    groups(page, report);
    blocks(page, "What fails the build", Findings.toDo(report));
    blocks(page, "What does not fail the build, but is open", report.decision().tolerated());
    notApplicable(page, report);
    notes(page, report);
    page.end();
    return page.text.toString();
  }

  private static String headline(AuditReport report) {
    return report.decision().headline();
  }

  private static void groups(Page page, AuditReport report) {
    Map<Group, List<Verdict>> groups = new EnumMap<>(Group.class);
    for (Verdict verdict : report.result().verdicts()) {
      groups.computeIfAbsent(verdict.requirement().group(), g -> new ArrayList<>()).add(verdict);
    }
    if (groups.isEmpty()) {
      page.add("No requirement was judged.\n\n");
      return;
    }
    page.add("| | Group | Verdict | Requirements |\n| --: | --- | --- | --- |\n");
    groups.forEach(
        (group, verdicts) -> {
          List<String> each = new ArrayList<>();
          verdicts.forEach(
              v -> each.add(v.requirement().id() + " " + ConsoleReport.word(v.status())));
          page.add(
              "| "
                  + group.number()
                  + " | "
                  + group.title()
                  + " | "
                  + symbol(GroupStatus.of(verdicts))
                  + " | "
                  + String.join(", ", each)
                  + " |\n");
        });
    page.add("\n");
  }

  private static String symbol(Status status) {
    String sign =
        switch (status) {
          case PASS -> "\u2705";
          case FAIL -> "\u274C";
          case UNKNOWN -> "\u2753";
          case REVIEW -> "\uD83D\uDC41\uFE0F";
          case NOT_APPLICABLE -> "\u2796";
        };
    return sign + " " + ConsoleReport.word(status);
  }

  private static void blocks(Page page, String title, List<Verdict> verdicts) {
    if (verdicts.isEmpty()) {
      return;
    }
    page.add("## " + title + "\n\n");
    for (Verdict verdict : verdicts) {
      page.add(
          "### "
              + ConsoleReport.word(verdict.status())
              + " "
              + verdict.requirement().id()
              + " "
              + verdict.requirement().title()
              + " ("
              + verdict.requirement().level().words()
              + ")\n\n"
              + MarkdownText.escape(verdict.summary(), TEXT)
              + "\n\n*Required: "
              + verdict.requirement().sentence()
              + "*\n\n");
      int most = Math.min(MOST_FINDINGS, verdict.findings().size());
      verdict.findings().subList(0, most).forEach(f -> finding(page, f));
      int more = verdict.findings().size() - most;
      page.add(more > 0 ? "- ... and " + more + " more, see audit.json.\n\n" : "\n");
    }
  }

  private static void finding(Page page, Finding finding) {
    String place = MarkdownText.code(finding.place().toString(), CELL);
    page.add(
        "- "
            + (place.isEmpty() ? "" : place + ": ")
            + MarkdownText.escape(finding.message(), TEXT)
            + "\n  **"
            + MarkdownText.escape(finding.remedy(), TEXT)
            + "**\n");
  }

  private static void notApplicable(Page page, AuditReport report) {
    List<Verdict> verdicts =
        report.result().verdicts().stream()
            .filter(v -> v.status() == Status.NOT_APPLICABLE)
            .toList();
    if (verdicts.isEmpty()) {
      return;
    }
    page.add("## Not applicable\n\n");
    for (Verdict verdict : verdicts) {
      Optional<String> place =
          verdict.evidence().stream()
              .map(e -> e.place().toString())
              .filter(p -> !p.isEmpty())
              .findFirst();
      page.add(
          "- "
              + verdict.requirement().id()
              + " "
              + verdict.requirement().title()
              + ": "
              + MarkdownText.escape(verdict.summary(), TEXT)
              + place.map(p -> " (" + MarkdownText.code(p, CELL) + ")").orElse("")
              + "\n");
    }
    page.add("\n");
  }

  private static void notes(Page page, AuditReport report) {
    List<String> notes = new ArrayList<>(report.decision().loosened());
    notes.addAll(report.result().notes());
    if (!notes.isEmpty()) {
      page.add("## Notes\n\n");
      notes.stream().limit(100).forEach(n -> page.add("- " + MarkdownText.escape(n, TEXT) + "\n"));
      page.add("\n");
    }
  }

  /** Text that stops growing at its limit and says so. */
  private static final class Page {
    private static final String END = "\n*Cut here: the whole report is in audit.json.*\n";
    private final StringBuilder text = new StringBuilder();
    private int bytes = END.length();
    private boolean full;

    void add(String part) {
      int size = part.getBytes(StandardCharsets.UTF_8).length;
      if (full || bytes + size > MOST_BYTES) {
        full = true;
      } else {
        text.append(part);
        bytes += size;
      }
    }

    void end() {
      if (full) {
        text.append(END);
      }
    }
  }
}
