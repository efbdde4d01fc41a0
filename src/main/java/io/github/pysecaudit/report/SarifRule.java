package io.github.pysecaudit.report;

import io.github.pysecaudit.advisory.Vulnerability;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.sast.Weakness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A rule of the SARIF report: a requirement, or below one a single vulnerability or code rule, so
 * that each has a severity of its own.
 *
 * @param id {@code 5.1}, or {@code 5.1/CVE-2026-1} below it
 * @param title a few words
 * @param sentence what is required
 * @param help the same with the remedy, as Markdown
 * @param url where to read more, if there is a page
 * @param level level of results that say nothing else
 * @param securitySeverity 0.0 to 10.0, by which GitHub sorts
 * @param tags at most ten
 */
record SarifRule(
    String id,
    String title,
    String sentence,
    String help,
    Optional<String> url,
    String level,
    double securitySeverity,
    List<String> tags) {

  /** What GitHub stores of a name, in characters. */
  private static final int NAME = 255;

  /** What GitHub stores of a description, in characters. */
  static final int DESCRIPTION = 1_024;

  private static final double MANDATORY = 7.0;
  private static final double OPTIONAL = 4.0;

  static SarifRule of(Requirement requirement) {
    String help =
        "**"
            + requirement.id()
            + " "
            + requirement.title()
            + "** ("
            + requirement.level().words()
            + ")\n\n"
            + requirement.sentence()
            + "\n\n### How it is decided\n\n"
            + requirement.decidedBy()
            + "\n\n### What to do\n\n"
            + requirement.remedy()
            + "\n\n[The checklist]("
            + Requirement.SOURCE
            + ")\n";
    return new SarifRule(
        requirement.id(),
        requirement.id() + " " + requirement.title(),
        requirement.sentence(),
        help,
        Optional.of(Requirement.SOURCE),
        requirement.level().isMandatory() ? "error" : "warning",
        requirement.level().isMandatory() ? MANDATORY : OPTIONAL,
        List.of("security", "checklist", "group-" + requirement.group().number()));
  }

  static SarifRule of(Vulnerability vulnerability) {
    String name = PlainText.line(vulnerability.id(), 100);
    String fix =
        vulnerability
            .fixedIn()
            .map(f -> "Fixed in " + MarkdownText.code(f, 80) + ".")
            .orElse("No fixed version is known.");
    String help =
        "**"
            + MarkdownText.escape(vulnerability.id(), 100)
            + "** in "
            + MarkdownText.code(vulnerability.packageName(), NAME)
            + "\n\n"
            + MarkdownText.escape(vulnerability.summary(), DESCRIPTION)
            + "\n\n"
            + fix
            + "\n\nAlso known as: "
            + MarkdownText.escape(String.join(", ", vulnerability.aliases()), DESCRIPTION)
            + "\n\nAccept it in `audit.toml` with a reason and an expiry date if it cannot be"
            + " fixed now.\n";
    return new SarifRule(
        Requirement.R5_1.id() + "/" + name,
        name + " in " + vulnerability.packageName(),
        vulnerability.summary().isBlank() ? name : vulnerability.summary(),
        help,
        WebAddress.of(vulnerability.url()),
        "warning",
        vulnerability.score().orElse(SarifSeverity.of(vulnerability.severity())),
        List.of("security", "checklist", "vulnerability", "external/cwe/cwe-1395"));
  }

  static SarifRule of(Weakness weakness) {
    String name = PlainText.line(weakness.rule(), 100);
    List<String> tags = new ArrayList<>(List.of("security", "checklist", "python"));
    if (weakness.cwe() > 0) {
      tags.add("external/cwe/cwe-" + String.format(Locale.ROOT, "%03d", weakness.cwe()));
    }
    return new SarifRule(
        Requirement.R10_2.id() + "/" + name,
        name + " " + weakness.title(),
        weakness.title(),
        "**"
            + MarkdownText.escape(weakness.rule() + " " + weakness.title(), NAME)
            + "**\n\n### What to do\n\n"
            + MarkdownText.escape(weakness.remedy(), DESCRIPTION)
            + "\n\nOr mark the statement with `# nosec` and a reason.\n",
        weakness.cwe() > 0
            ? Optional.of("https://cwe.mitre.org/data/definitions/" + weakness.cwe() + ".html")
            : Optional.empty(),
        "warning",
        SarifSeverity.of(weakness.severity()),
        tags);
  }

  void write(CleanJson json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", id);
    json.writeStringField("name", PlainText.line(title, NAME));
    message(json, "shortDescription", title, NAME);
    message(json, "fullDescription", sentence, DESCRIPTION);
    json.writeObjectFieldStart("help");
    json.writeStringField("text", PlainText.line(sentence, DESCRIPTION));
    json.writeStringField("markdown", help);
    json.writeEndObject();
    if (url.isPresent()) {
      json.writeStringField("helpUri", url.get());
    }
    json.writeObjectFieldStart("defaultConfiguration");
    json.writeStringField("level", level);
    json.writeEndObject();
    json.writeObjectFieldStart("properties");
    json.writeStringField("precision", "high");
    json.writeStringField(
        "security-severity", String.format(Locale.ROOT, "%.1f", securitySeverity));
    json.writeStrings("tags", tags);
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void message(CleanJson json, String name, String text, int width)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("text", PlainText.line(text, width));
    json.writeEndObject();
  }
}
