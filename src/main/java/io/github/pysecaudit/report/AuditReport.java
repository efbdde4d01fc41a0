package io.github.pysecaudit.report;

import io.github.pysecaudit.advisory.Vulnerability;
import io.github.pysecaudit.checklist.AuditResult;
import io.github.pysecaudit.checklist.Credentials;
import io.github.pysecaudit.gate.Decision;
import io.github.pysecaudit.sast.Weakness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything a report can tell. All text in it that comes from the project or the network is
 * hostile.
 *
 * @param toolVersion version of this plugin
 * @param subject what was audited
 * @param result the verdicts
 * @param decision what the gate made of them
 * @param vulnerabilities worst first; one per alias group and package version
 * @param acceptedVulnerabilities those that are accepted in {@code audit.toml}
 * @param weaknesses findings in Python source, by path and line, marked ones included
 * @param created when the audit ended
 */
public record AuditReport(
    String toolVersion,
    Subject subject,
    AuditResult result,
    Decision decision,
    List<Vulnerability> vulnerabilities,
    List<AcceptedEntry> acceptedVulnerabilities,
    List<Weakness> weaknesses,
    Instant created) {

  public static final String TOOL_NAME = "audit-maven-plugin";

  /**
   * What was audited.
   *
   * @param directory the audited folder as reports show it: its name, or the path relative to the
   *     repository
   * @param coordinates Maven coordinates, if Maven builds it
   * @param repositoryUrl public address of the repository, if known
   * @param modules the modules of a reactor, empty for a single project
   */
  public record Subject(
      String directory,
      Optional<String> coordinates,
      Optional<String> repositoryUrl,
      List<String> modules) {
    public Subject {
      Objects.requireNonNull(directory, "directory");
      repositoryUrl = repositoryUrl.map(Credentials::hidden);
      modules = List.copyOf(modules);
    }
  }

  /**
   * An accepted vulnerability with why and until when.
   *
   * @param vulnerability what is accepted
   * @param reason as written in {@code audit.toml}
   * @param expires last day, ISO 8601
   */
  public record AcceptedEntry(Vulnerability vulnerability, String reason, String expires) {}

  public AuditReport {
    Objects.requireNonNull(toolVersion, "toolVersion");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(result, "result");
    Objects.requireNonNull(decision, "decision");
    vulnerabilities = List.copyOf(vulnerabilities);
    acceptedVulnerabilities = List.copyOf(acceptedVulnerabilities);
    weaknesses = List.copyOf(weaknesses);
    Objects.requireNonNull(created, "created");
  }

  /** The same report with one more note. */
  public AuditReport withNote(String note) {
    List<String> notes = new ArrayList<>(result.notes());
    notes.add(note);
    return new AuditReport(
        toolVersion,
        subject,
        new AuditResult(result.verdicts(), result.dependencies(), notes),
        decision,
        vulnerabilities,
        acceptedVulnerabilities,
        weaknesses,
        created);
  }
}
