package io.github.pysecaudit.report;

import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Group;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.gate.Decision;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code audit.html}: one file for a browser, without scripts. The first screen has the verdict,
 * the groups and what to do first; each requirement unfolds. Stays under 1 MB whatever was found:
 * what does not fit is counted, and is in {@code audit.json}.
 */
public final class HtmlReport implements Report {
  private static final int STEPS = 5;
  private static final int TEXT = 400;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  @Override
  public String format() {
    return "html";
  }

  @Override
  public String fileName() {
    return "audit.html";
  }

  @Override
  public void write(AuditReport report, OutputStream out) throws IOException {
    String subject = report.subject().coordinates().orElse(report.subject().directory());
    HtmlPage page = new HtmlPage(headline(report) + " - " + PlainText.cut(subject, 150));
    page.add("<a class=\"skip\" href=\"#main\">Skip to the verdict</a>\n");
    hero(page, report, subject);
    page.add("<main id=\"main\" class=\"wrap\">\n<div class=\"first\">\n");
    groups(page, report);
    toDo(page, report);
    page.add("</div>\n<section aria-labelledby=\"all\">\n<h2 id=\"all\">All requirements</h2>\n");
    new HtmlRequirements(page, report).write();
    page.add("</section>\n");
    notes(page, report);
    page.add("</main>\n<footer class=\"wrap\"><p>")
        .add("Written by " + AuditReport.TOOL_NAME + " ")
        .add(XmlText.escape(report.toolVersion(), 50))
        .add(". Everything that was found, for machines and in full, is in audit.json.</p>")
        .add("</footer>\n");
    out.write(page.end().getBytes(StandardCharsets.UTF_8));
  }

  private static void hero(HtmlPage page, AuditReport report, String subject) {
    Status tone =
        switch (report.decision().outcome()) {
          case PASSED -> Status.PASS;
          case UNCHECKED -> Status.UNKNOWN;
          case VIOLATED -> Status.FAIL;
        };
    page.add("<header class=\"hero " + tone(tone) + "\"><div class=\"wrap\">")
        .add("<span class=\"sign\" aria-hidden=\"true\">" + sign(tone) + "</span><div><h1>")
        .add(XmlText.escape(headline(report)))
        .add("</h1><p><strong>")
        .add(XmlText.escape(subject, TEXT))
        .add("</strong> <span class=\"soft\">audited on " + TIME.format(report.created()))
        .add("</span></p><p class=\"small\">")
        .add(counts(report))
        .add("</p></div></div></header>\n");
  }

  private static String headline(AuditReport report) {
    Decision decision = report.decision();
    int open = (int) decision.tolerated().stream().filter(v -> v.status() == Status.FAIL).count();
    String unchecked = requirements(decision.unchecked().size()) + " could not be checked";
    return switch (decision.outcome()) {
      case VIOLATED ->
          requirements(Math.max(1, decision.violated().size()))
              + " violated"
              + (decision.unchecked().isEmpty() ? "" : ", " + unchecked);
      case UNCHECKED -> unchecked;
      case PASSED ->
          open == 0
              ? "Passed: no requirement is violated"
              : "Passed, although "
                  + requirements(open)
                  + (open == 1 ? " is" : " are")
                  + " not met";
    };
  }

  private static String requirements(int count) {
    return count + (count == 1 ? " requirement" : " requirements");
  }

  private static String counts(AuditReport report) {
    List<Verdict> verdicts = report.result().verdicts();
    String each =
        Arrays.stream(Status.values())
            .filter(s -> verdicts.stream().anyMatch(v -> v.status() == s))
            .map(s -> verdicts.stream().filter(v -> v.status() == s).count() + " " + words(s))
            .collect(Collectors.joining(", "));
    return requirements(verdicts.size()) + " judged" + (each.isEmpty() ? "." : ": " + each + ".");
  }

  private static String words(Status status) {
    return switch (status) {
      case PASS -> "met";
      case NOT_APPLICABLE -> "not applicable";
      case REVIEW -> "to review";
      case UNKNOWN -> "unknown";
      case FAIL -> "not met";
    };
  }

  private static void groups(HtmlPage page, AuditReport report) {
    Map<Group, List<Verdict>> groups = new EnumMap<>(Group.class);
    for (Verdict verdict : report.result().verdicts()) {
      groups.computeIfAbsent(verdict.requirement().group(), g -> new ArrayList<>()).add(verdict);
    }
    page.add(
            "<nav class=\"card\" aria-labelledby=\"groups\"><h2 id=\"groups\">The checklist</h2>\n")
        .add("<ul role=\"list\" class=\"groups\">\n");
    groups.forEach(
        (group, verdicts) -> {
          page.add("<li><span class=\"number\">" + group.number() + "</span>")
              .add("<span class=\"name\">" + XmlText.escape(group.title()) + "</span>")
              .add("<span class=\"ids\">");
          for (Verdict verdict : verdicts) {
            String id = verdict.requirement().id();
            String word = ConsoleReport.word(verdict.status());
            page.add("<a class=\"" + tone(verdict.status()) + "\" href=\"#r" + id + "\">")
                .add("<span aria-hidden=\"true\">" + sign(verdict.status()) + "</span> " + id)
                .add("<span class=\"skip\"> " + word + "</span></a>");
          }
          page.add("</span></li>\n");
        });
    page.add("</ul></nav>\n");
  }

  private static void toDo(HtmlPage page, AuditReport report) {
    page.add("<section class=\"card\" aria-labelledby=\"todo\">")
        .add("<h2 id=\"todo\">What to do first</h2>\n");
    List<Verdict> first = new ArrayList<>(Findings.toDo(report));
    report.decision().tolerated().stream()
        .filter(v -> !first.contains(v))
        .sorted((a, b) -> b.status().compareTo(a.status()))
        .forEach(first::add);
    if (first.isEmpty()) {
      page.add("<p>Nothing: every requirement is met or does not apply.</p></section>\n");
      return;
    }
    page.add("<ol role=\"list\" class=\"todo\">\n");
    first.stream().limit(STEPS).forEach(v -> step(page, v));
    page.add("</ol>\n");
    if (first.size() > STEPS) {
      page.add("<p class=\"small soft\">Then " + (first.size() - STEPS) + " more, below.</p>\n");
    }
    page.add("</section>\n");
  }

  private static void step(HtmlPage page, Verdict verdict) {
    String id = verdict.requirement().id();
    page.add("<li class=\"" + tone(verdict.status()) + "\"><a href=\"#r" + id + "\">" + id + " ")
        .add(XmlText.escape(verdict.requirement().title()))
        .add("</a> <span class=\"soft small\">" + ConsoleReport.word(verdict.status()) + ", ")
        .add(verdict.requirement().level().words() + "</span>");
    String remedy = verdict.requirement().remedy();
    String where = "";
    if (!verdict.findings().isEmpty()) {
      Finding finding = verdict.findings().get(0);
      remedy = finding.remedy();
      where = finding.place().toString();
    }
    page.add("<p>" + XmlText.escape(remedy, 240) + "</p>");
    int more = verdict.findings().size() - 1;
    if (!where.isEmpty() || more > 0) {
      page.add("<p class=\"small soft\">")
          .add(where.isEmpty() ? "" : "<code>" + XmlText.escape(where, 160) + "</code>")
          .add(more > 0 ? " and " + more + " more" : "")
          .add("</p>");
    }
    page.add("</li>\n");
  }

  private static void notes(HtmlPage page, AuditReport report) {
    List<String> notes = new ArrayList<>(report.decision().loosened());
    notes.addAll(report.result().notes());
    if (!report.subject().modules().isEmpty()) {
      notes.add("Modules: " + String.join(", ", report.subject().modules()) + ".");
    }
    notes.add(report.result().dependencies().size() + " dependencies are listed in audit.json.");
    page.add("<section class=\"card\" aria-labelledby=\"notes\"><h2 id=\"notes\">")
        .add("How this run was set up</h2><ul class=\"plain\">\n");
    notes.stream().limit(30).forEach(n -> page.add("<li>" + XmlText.escape(n, TEXT) + "</li>\n"));
    page.add("</ul></section>\n");
  }

  /** The class of a status in the style sheet. */
  static String tone(Status status) {
    return status == Status.NOT_APPLICABLE ? "na" : status.name().toLowerCase(Locale.ROOT);
  }

  private static String sign(Status status) {
    return switch (status) {
      case PASS -> "\u2713";
      case FAIL -> "\u2715";
      case UNKNOWN -> "?";
      case REVIEW -> "\u25D1";
      case NOT_APPLICABLE -> "\u2013";
    };
  }
}
