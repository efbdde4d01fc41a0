package io.github.pysecaudit.report;

import io.github.pysecaudit.advisory.Vulnerability;
import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.gate.Baseline;
import io.github.pysecaudit.report.AuditReport.AcceptedEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The part of the HTML report that unfolds: a block per requirement, within a budget of bytes. */
final class HtmlRequirements {
  /** For findings and vulnerabilities, in bytes. */
  private static final int FINDINGS = 720_000;

  /** For evidence, warnings and what is accepted or marked, in bytes. */
  private static final int REST = 150_000;

  private static final int TEXT = 600;
  private static final int PATH = 300;

  /** A list of a block, as markup per item. */
  private record Items(String title, String style, boolean folded, List<String> items) {
    int bytes() {
      return items.stream().mapToInt(i -> i.getBytes(StandardCharsets.UTF_8).length).sum();
    }
  }

  private final HtmlPage page;
  private final AuditReport report;
  private final Map<Items, Integer> shares = new IdentityHashMap<>();

  HtmlRequirements(HtmlPage page, AuditReport report) {
    this.page = page;
    this.report = report;
  }

  void write() {
    List<Verdict> verdicts = report.result().verdicts();
    Map<Verdict, List<Items>> lists = new LinkedHashMap<>();
    verdicts.forEach(v -> lists.put(v, lists(v)));
    List<Items> all = lists.values().stream().flatMap(List::stream).toList();
    share(FINDINGS, all.stream().filter(i -> !i.folded()).toList());
    share(REST, all.stream().filter(Items::folded).toList());
    if (verdicts.isEmpty()) {
      page.add("<p>No requirement was judged.</p>\n");
    }
    lists.forEach(this::block);
  }

  /** Gives each list what it needs, and the longest ones equal shares of what is left. */
  private void share(int budget, List<Items> lists) {
    List<Items> shortestFirst = new ArrayList<>(lists);
    shortestFirst.sort(Comparator.comparingInt(Items::bytes));
    int left = budget;
    for (int i = 0; i < shortestFirst.size(); i++) {
      Items items = shortestFirst.get(i);
      int share = Math.min(items.bytes(), left / (shortestFirst.size() - i));
      shares.put(items, share);
      left -= share;
    }
  }

  private List<Items> lists(Verdict verdict) {
    Requirement requirement = verdict.requirement();
    return List.of(
        new Items("", "findings", false, findings(verdict)),
        new Items(
            "Warnings", "findings", true, verdict.warnings().stream().map(this::finding).toList()),
        new Items(
            "Evidence", "plain", true, verdict.evidence().stream().map(this::evidence).toList()),
        new Items("Accepted, with a reason", "findings", true, settled(requirement)));
  }

  private void block(Verdict verdict, List<Items> lists) {
    Requirement requirement = verdict.requirement();
    boolean open =
        report.decision().violated().contains(verdict)
            || report.decision().unchecked().contains(verdict);
    page.add("<details class=\"requirement " + HtmlReport.tone(verdict.status()) + "\" id=\"r")
        .add(requirement.id() + "\"" + (open ? " open" : "") + "><summary><span class=\"pill\">")
        .add(ConsoleReport.word(verdict.status()) + "</span><span class=\"title\"><h3>")
        .add(requirement.id() + " " + XmlText.escape(requirement.title()) + "</h3>")
        .add("<span class=\"level\">" + requirement.level().words() + "</span></span><p>")
        .add(XmlText.escape(verdict.summary(), TEXT))
        .add("</p></summary>\n<div class=\"body\">\n<p><strong>Required:</strong> ")
        .add(XmlText.escape(requirement.sentence()))
        .add("</p>\n<p class=\"soft small\"><strong>How it is decided:</strong> ")
        .add(XmlText.escape(requirement.decidedBy()))
        .add("</p>\n");
    lists.stream().filter(i -> !i.items().isEmpty()).forEach(this::list);
    page.add("</div></details>\n");
  }

  private List<String> findings(Verdict verdict) {
    if (verdict.requirement() != Requirement.R5_1 || report.vulnerabilities().isEmpty()) {
      return verdict.findings().stream().map(this::finding).toList();
    }
    return Stream.concat(
            report.vulnerabilities().stream().map(this::vulnerability),
            verdict.findings().stream()
                .filter(f -> !f.details().containsKey("package"))
                .map(this::finding))
        .toList();
  }

  private void list(Items items) {
    if (items.folded()) {
      page.add("<details><summary>" + items.title() + " (" + items.items().size() + ")</summary>");
    }
    page.add("<ul role=\"list\" class=\"" + items.style() + "\">\n");
    int left = page.addItems(items.items(), shares.get(items));
    page.add("</ul>\n");
    if (left > 0) {
      page.add("<p class=\"soft\"><strong>" + left + " more</strong> are in audit.json.</p>\n");
    }
    if (items.folded()) {
      page.add("</details>\n");
    }
  }

  private String finding(Finding finding) {
    String known =
        Baseline.isKnown(finding).orElse(false)
            ? " <span class=\"tag\">known from the baseline</span>"
            : "";
    Object module = finding.details().get("module");
    String of =
        module == null
            ? ""
            : " <span class=\"tag\">" + XmlText.escape(module.toString(), PATH) + "</span>";
    String where = where(finding.place().toString());
    return "<li>"
        + (where + known + of).strip()
        + "<p>"
        + XmlText.escape(finding.message(), TEXT)
        + "</p><p class=\"fix\">"
        + XmlText.escape(finding.remedy(), TEXT)
        + "</p></li>\n";
  }

  private static String where(String place) {
    return place.isEmpty()
        ? ""
        : "<span class=\"where\"><code>" + XmlText.escape(place, PATH) + "</code></span>";
  }

  private String evidence(Evidence evidence) {
    String place = evidence.place().toString();
    return "<li>"
        + (place.isEmpty() ? "" : "<code>" + XmlText.escape(place, PATH) + "</code> ")
        + XmlText.escape(evidence.text(), TEXT)
        + "</li>\n";
  }

  private String vulnerability(Vulnerability v) {
    String path = v.paths().isEmpty() ? "" : "Path: " + String.join(" > ", v.paths().get(0)) + ". ";
    String fix =
        v.fixedIn().map(f -> "Move to " + f).orElse("No fixed version is known; replace it")
            + v.moveDirect().map(d -> " by moving " + d).orElse("")
            + ".";
    return "<li>"
        + where(v.place().toString())
        + "<p><strong>"
        + severity(v)
        + "</strong> "
        + link(v)
        + " in <code>"
        + XmlText.escape(v.packageName() + " " + v.version(), PATH)
        + "</code>: "
        + XmlText.escape(v.summary(), TEXT)
        + "</p><p class=\"soft small\">"
        + XmlText.escape(path, TEXT)
        + "</p><p class=\"fix\">"
        + XmlText.escape(fix, TEXT)
        + "</p></li>\n";
  }

  private static String severity(Vulnerability v) {
    String word = v.severity().name().toLowerCase(Locale.ROOT);
    return v.score().isPresent()
        ? word + " " + String.format(Locale.ROOT, "%.1f", v.score().getAsDouble())
        : word;
  }

  private static String link(Vulnerability v) {
    Optional<String> url = WebAddress.of(v.url());
    String id = XmlText.escape(v.id(), 100);
    return url.map(
            u -> "<a rel=\"noopener noreferrer\" href=\"" + XmlText.escape(u) + "\">" + id + "</a>")
        .orElse(id);
  }

  /** What the project has accepted or marked, with the reasons. */
  private List<String> settled(Requirement requirement) {
    if (requirement == Requirement.R5_1) {
      return report.acceptedVulnerabilities().stream().map(this::accepted).toList();
    }
    if (requirement == Requirement.R10_2) {
      return report.weaknesses().stream()
          .filter(w -> w.marker().flatMap(m -> m.explanation()).isPresent())
          .map(
              w ->
                  "<li>"
                      + where(w.place().toString())
                      + "<p>"
                      + XmlText.escape(w.rule() + ": " + w.message(), TEXT)
                      + "</p><p class=\"soft\">Marked: "
                      + XmlText.escape(w.marker().orElseThrow().explanation().orElseThrow(), TEXT)
                      + "</p></li>\n")
          .toList();
    }
    return List.of();
  }

  private String accepted(AcceptedEntry entry) {
    Vulnerability v = entry.vulnerability();
    return "<li>"
        + where(v.place().toString())
        + "<p>"
        + link(v)
        + " in <code>"
        + XmlText.escape(v.packageName() + " " + v.version(), PATH)
        + "</code></p><p class=\"soft\">Accepted until "
        + XmlText.escape(entry.expires(), 40)
        + ": "
        + XmlText.escape(entry.reason(), TEXT)
        + "</p></li>\n";
  }
}
