package io.github.pysecaudit.facts.config;

import io.github.pysecaudit.advisory.AcceptedVulnerability;
import io.github.pysecaudit.checklist.ReviewDecision;
import io.github.pysecaudit.facts.deploy.Privilege;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code audit.toml} says. Everything has a default that is right for a project that has never
 * heard of the file.
 *
 * @param dependencies how 5.1 is judged
 * @param pins how 6.1 and 6.2 are judged
 * @param code how 10.1 and 10.2 are judged
 * @param documents where documents lie that have no usual name
 * @param outputs what a run writes and compares with
 * @param knownPrivileges rights that the project declares to need; 8.1 shows them and does not
 *     count them
 * @param accepted accepted vulnerabilities
 * @param decisions decisions on REVIEW
 * @param notes what this configuration loosens, one sentence each
 */
public record AuditConfiguration(
    Dependencies dependencies,
    Pins pins,
    Code code,
    Documents documents,
    Outputs outputs,
    Set<Privilege> knownPrivileges,
    List<AcceptedVulnerability> accepted,
    List<ReviewDecision> decisions,
    List<String> notes) {

  /** The configuration of a project without an {@code audit.toml}. */
  public static final AuditConfiguration DEFAULT =
      new AuditConfiguration(
          new Dependencies(false, true, Duration.ofDays(7)),
          new Pins(Pins.ALL_SCOPES, false, false),
          new Code("auto", List.of(), List.of(), Grade.MEDIUM, List.of()),
          new Documents(Optional.empty()),
          new Outputs(false, false),
          Set.of(),
          List.of(),
          List.of(),
          List.of());

  /**
   * How 5.1 is judged.
   *
   * @param failOnlyIfFixed whether only vulnerabilities with a fixed version count for {@code
   *     failOnSeverity}
   * @param unscoredFails whether a vulnerability without a score counts for {@code failOnSeverity}
   * @param maxDataAge how old vulnerability data may be before 5.1 is UNKNOWN
   */
  public record Dependencies(boolean failOnlyIfFixed, boolean unscoredFails, Duration maxDataAge) {}

  /**
   * How 6.1 and 6.2 are judged.
   *
   * @param scopes which kinds of requirement count: runtime, optional, development, build,
   *     constraint, bundled
   * @param lockSatisfiesPins whether a lock file entry stands for a pin
   * @param allowSingletonRange whether {@code >=1.2,<=1.2} counts as exact
   */
  public record Pins(Set<String> scopes, boolean lockSatisfiesPins, boolean allowSingletonRange) {

    public static final Set<String> ALL_SCOPES =
        Set.of("runtime", "optional", "development", "build", "constraint", "bundled");

    public Pins {
      scopes = Set.copyOf(scopes);
    }
  }

  /** Severity of a code finding. */
  public enum Grade {
    LOW,
    MEDIUM,
    HIGH;

    static Optional<Grade> of(String word) {
      for (Grade grade : values()) {
        if (grade.name().equals(word.toUpperCase(Locale.ROOT))) {
          return Optional.of(grade);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * How 10.1 and 10.2 are judged.
   *
   * @param scanners {@code auto}, {@code none} or {@code list}
   * @param scannerNames the external scanners to run if {@code scanners} is a list
   * @param requireScanner external scanners without which 10.1 fails
   * @param failSeverity least severity of an unmarked finding that violates 10.2
   * @param reports reports of scanners that ran elsewhere, as repository paths
   */
  public record Code(
      String scanners,
      List<String> scannerNames,
      List<String> requireScanner,
      Grade failSeverity,
      List<String> reports) {
    public Code {
      scannerNames = List.copyOf(scannerNames);
      requireScanner = List.copyOf(requireScanner);
      reports = List.copyOf(reports);
    }
  }

  /** Where documents lie that have no usual name. */
  public record Documents(Optional<String> applicabilityDocument) {}

  /**
   * What a run writes and compares with.
   *
   * @param failOnFixedBaseline whether a violation that is fixed but still in the baseline fails
   *     the build
   * @param reportPerModule whether each module of a reactor gets reports of its own as well
   */
  public record Outputs(boolean failOnFixedBaseline, boolean reportPerModule) {}

  public AuditConfiguration {
    knownPrivileges = Set.copyOf(knownPrivileges);
    accepted = List.copyOf(accepted);
    decisions = List.copyOf(decisions);
    notes = List.copyOf(notes);
  }
}
