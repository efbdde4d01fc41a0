package io.github.pysecaudit.gate;

import io.github.pysecaudit.advisory.Vulnerability.Severity;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What makes the build fail.
 *
 * @param failOn the level of requirement whose violation fails the build
 * @param strict whether REVIEW counts as a violation of its requirement
 * @param failOnError whether a MUST that could not be evaluated fails the build
 * @param onDataError what happens when the badge or vulnerability data could not be had
 * @param threshold which vulnerabilities fail the build by themselves
 */
public record Policy(
    FailOn failOn,
    boolean strict,
    boolean failOnError,
    OnDataError onDataError,
    VulnerabilityThreshold threshold) {

  /** The default of every parameter. */
  public static final Policy DEFAULT =
      new Policy(FailOn.MUST, false, true, OnDataError.FAIL, VulnerabilityThreshold.NONE);

  /** The weakest level whose violation fails the build. */
  public enum FailOn {
    MUST,
    SHOULD,
    NEVER
  }

  /** What a requirement without data from the network does to the build. */
  public enum OnDataError {
    FAIL,
    WARN
  }

  /**
   * When a vulnerability fails the build although 5.1 is only a SHOULD.
   *
   * @param severity lowest class that fails; {@code NONE} for never
   * @param score lowest CVSS score that fails, instead of the class
   * @param unscoredFails whether a vulnerability that nobody has scored fails; it never passes a
   *     threshold silently
   * @param onlyIfFixed whether only those with a fixed version fail
   */
  public record VulnerabilityThreshold(
      Severity severity, OptionalDouble score, boolean unscoredFails, boolean onlyIfFixed) {

    public static final VulnerabilityThreshold NONE =
        new VulnerabilityThreshold(Severity.NONE, OptionalDouble.empty(), true, false);

    public VulnerabilityThreshold {
      Objects.requireNonNull(severity, "severity");
      Objects.requireNonNull(score, "score");
    }

    /** Whether anything can fail by this threshold. */
    public boolean isActive() {
      return severity.compareTo(Severity.NONE) > 0 || score.isPresent();
    }
  }

  public Policy {
    Objects.requireNonNull(failOn, "failOn");
    Objects.requireNonNull(onDataError, "onDataError");
    Objects.requireNonNull(threshold, "threshold");
  }
}
