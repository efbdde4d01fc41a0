package io.github.pysecaudit.report;

import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Group;
import io.github.pysecaudit.checklist.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * {@code TEST-audit.xml}: JUnit XML for the test view of a CI server. Each group is a suite, each
 * requirement a test case.
 *
 * <ul>
 *   <li>failure: a violated MUST, and whatever else fails the build as a violation;
 *   <li>error: a MUST that could not be checked;
 *   <li>skipped, with a message that begins with the status: a violated SHOULD, a violation that
 *       the baseline lists, a REVIEW, what is not applicable, and a SHOULD that could not be
 *       checked. The findings are in the test's output.
 * </ul>
 */
public final class JunitReport implements Report {
  private static final int MOST_FINDINGS = 200;
  private static final int LINE = 2_000;

  /** How a verdict ends as a test. */
  private enum Ending {
    PASSED,
    FAILURE,
    ERROR,
    SKIPPED
  }

  @Override
  public String format() {
    return "junit";
  }

  @Override
  public String fileName() {
    return "TEST-audit.xml";
  }

  @Override
  public void write(AuditReport report, OutputStream out) throws IOException {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    Map<Group, List<Verdict>> groups = new EnumMap<>(Group.class);
    for (Verdict verdict : report.result().verdicts()) {
      groups.computeIfAbsent(verdict.requirement().group(), g -> new ArrayList<>()).add(verdict);
    }
    xml.append("<testsuites name=\"").append(AuditReport.TOOL_NAME).append('"');
    counts(xml, report, report.result().verdicts());
    xml.append(">\n");
    groups.forEach((group, verdicts) -> suite(xml, report, group, verdicts));
    xml.append("</testsuites>\n");
    out.write(xml.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void suite(
      StringBuilder xml, AuditReport report, Group group, List<Verdict> verdicts) {
    xml.append("  <testsuite name=\"")
        .append(XmlText.escape(name(group)))
        .append("\" timestamp=\"")
        .append(report.created().toString(), 0, 19)
        .append('"');
    counts(xml, report, verdicts);
    xml.append(">\n");
    verdicts.forEach(v -> test(xml, report, v));
    xml.append("  </testsuite>\n");
  }

  private static String name(Group group) {
    return "audit." + group.number() + " " + group.title();
  }

  private static void counts(StringBuilder xml, AuditReport report, Collection<Verdict> verdicts) {
    List<Ending> endings = verdicts.stream().map(v -> ending(report, v)).toList();
    xml.append(" tests=\"").append(endings.size());
    xml.append("\" failures=\"").append(count(endings, Ending.FAILURE));
    xml.append("\" errors=\"").append(count(endings, Ending.ERROR));
    xml.append("\" skipped=\"").append(count(endings, Ending.SKIPPED));
    xml.append("\" time=\"0\"");
  }

  private static long count(List<Ending> endings, Ending wanted) {
    return endings.stream().filter(e -> e == wanted).count();
  }

  private static Ending ending(AuditReport report, Verdict verdict) {
    if (report.decision().violated().contains(verdict)) {
      return Ending.FAILURE;
    }
    if (report.decision().unchecked().contains(verdict)) {
      return Ending.ERROR;
    }
    boolean mandatory = verdict.requirement().level().isMandatory();
    boolean known = Findings.areAllKnown(verdict);
    return switch (verdict.status()) {
      case PASS -> Ending.PASSED;
      case FAIL -> mandatory && !known ? Ending.FAILURE : Ending.SKIPPED;
      case UNKNOWN -> mandatory ? Ending.ERROR : Ending.SKIPPED;
      case REVIEW, NOT_APPLICABLE -> Ending.SKIPPED;
    };
  }

  private static void test(StringBuilder xml, AuditReport report, Verdict verdict) {
    xml.append("    <testcase classname=\"")
        .append(XmlText.escape(name(verdict.requirement().group())))
        .append("\" name=\"")
        .append(verdict.requirement().id())
        .append(' ')
        .append(XmlText.escape(verdict.requirement().title()))
        .append(" (")
        .append(verdict.requirement().level().words())
        .append(")\"");
    verdict.findings().stream()
        .flatMap(f -> f.place().path().stream())
        .findFirst()
        .ifPresent(p -> xml.append(" file=\"").append(attribute(p)).append('"'));
    xml.append(" time=\"0\">\n");
    Ending ending = ending(report, verdict);
    String message = attribute(message(verdict));
    switch (ending) {
      case FAILURE -> element(xml, "failure", message, verdict);
      case ERROR -> element(xml, "error", message, verdict);
      case SKIPPED -> xml.append("      <skipped message=\"").append(message).append("\"/>\n");
      case PASSED -> {}
    }
    output(xml, verdict, ending == Ending.SKIPPED);
    xml.append("    </testcase>\n");
  }

  private static void element(StringBuilder xml, String name, String message, Verdict verdict) {
    xml.append("      <").append(name);
    xml.append(" message=\"").append(message);
    xml.append("\" type=\"").append(verdict.status()).append("\">");
    xml.append(XmlText.escape(Findings.text(verdict.findings(), MOST_FINDINGS, LINE)));
    xml.append("</").append(name).append(">\n");
  }

  private static String message(Verdict verdict) {
    String known = Findings.areAllKnown(verdict) ? " (all known from the baseline)" : "";
    return verdict.status() + known + ": " + verdict.summary();
  }

  private static String attribute(String text) {
    return XmlText.escape(PlainText.cut(text, LINE).replaceAll("\\s", " "));
  }

  private static void output(StringBuilder xml, Verdict verdict, boolean withFindings) {
    StringBuilder text = new StringBuilder();
    if (withFindings) {
      text.append(Findings.text(verdict.findings(), MOST_FINDINGS, LINE));
    }
    verdict.evidence().stream()
        .limit(MOST_FINDINGS)
        .forEach(
            e -> text.append(PlainText.line("seen: " + e.place() + " " + e.text(), LINE) + "\n"));
    for (Finding warning :
        verdict.warnings().subList(0, Math.min(MOST_FINDINGS, verdict.warnings().size()))) {
      text.append(
          PlainText.line("note: " + warning.place() + " " + warning.message(), LINE) + "\n");
    }
    if (!text.isEmpty()) {
      xml.append("      <system-out>").append(XmlText.escape(text.toString()));
      xml.append("</system-out>\n");
    }
  }
}
