package io.github.pysecaudit.report;

import io.github.pysecaudit.advisory.Vulnerability;
import io.github.pysecaudit.sast.Weakness;

/** Points for what has a class of severity but no score: the middle of the class in CVSS 3.1. */
final class SarifSeverity {

  private SarifSeverity() {}

  /** Nobody has scored an UNSCORED one; it counts as high so that it is not sorted away. */
  static double of(Vulnerability.Severity severity) {
    return switch (severity) {
      case CRITICAL -> 9.5;
      case HIGH, UNSCORED -> 8.0;
      case MEDIUM -> 5.5;
      case LOW -> 2.0;
      case NONE -> 0.0;
    };
  }

  static double of(Weakness.Grade grade) {
    return switch (grade) {
      case HIGH -> 8.0;
      case MEDIUM -> 5.5;
      case LOW -> 2.0;
    };
  }
}
