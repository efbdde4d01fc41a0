package io.github.pysecaudit.advisory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What is left of a report after the accepted vulnerabilities, and what is wrong with these.
 *
 * @param accepted vulnerabilities that do not count, each with what accepts it
 * @param remaining vulnerabilities that count, those with an expired acceptance among them
 * @param expired what had been accepted and counts again
 * @param expiring acceptances in use that end within {@value #WARNING_DAYS} days
 * @param unused acceptances that match nothing; never claimed of a report that is not complete
 */
public record Acceptance(
    List<Accepted> accepted,
    List<Vulnerability> remaining,
    List<Accepted> expired,
    List<AcceptedVulnerability> expiring,
    List<AcceptedVulnerability> unused) {

  /** How many days before its end an acceptance is warned about. */
  public static final int WARNING_DAYS = 14;

  /** A vulnerability with what accepts, or accepted, it. */
  public record Accepted(Vulnerability vulnerability, AcceptedVulnerability by) {}

  public Acceptance {
    accepted = List.copyOf(accepted);
    remaining = List.copyOf(remaining);
    expired = List.copyOf(expired);
    expiring = List.copyOf(expiring);
    unused = List.copyOf(unused);
  }

  /**
   * Holds a report against what was accepted. An acceptance counts on its last day; where several
   * match, the one that lasts longest decides.
   *
   * @param today in the time zone of the reader
   */
  public static Acceptance apply(
      VulnerabilityReport report, Collection<AcceptedVulnerability> entries, LocalDate today) {
    List<Accepted> accepted = new ArrayList<>();
    List<Vulnerability> remaining = new ArrayList<>();
    List<Accepted> expired = new ArrayList<>();
    for (Vulnerability vulnerability : report.vulnerabilities()) {
      Optional<AcceptedVulnerability> by = longest(vulnerability, entries);
      if (by.isPresent() && !by.get().expires().isBefore(today)) {
        accepted.add(new Accepted(vulnerability, by.get()));
      } else {
        remaining.add(vulnerability);
        by.ifPresent(entry -> expired.add(new Accepted(vulnerability, entry)));
      }
    }
    LocalDate soon = today.plusDays(WARNING_DAYS);
    return new Acceptance(
        accepted,
        remaining,
        expired,
        accepted.stream()
            .map(Accepted::by)
            .distinct()
            .filter(entry -> !entry.expires().isAfter(soon))
            .toList(),
        report.isComplete() ? unused(report, entries) : List.of());
  }

  private static Optional<AcceptedVulnerability> longest(
      Vulnerability vulnerability, Collection<AcceptedVulnerability> entries) {
    return entries.stream()
        .filter(entry -> entry.matches(vulnerability))
        .reduce((a, b) -> b.expires().isAfter(a.expires()) ? b : a);
  }

  private static List<AcceptedVulnerability> unused(
      VulnerabilityReport report, Collection<AcceptedVulnerability> entries) {
    return entries.stream()
        .filter(entry -> report.vulnerabilities().stream().noneMatch(entry::matches))
        .toList();
  }
}
