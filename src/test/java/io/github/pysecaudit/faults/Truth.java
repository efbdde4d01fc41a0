package io.github.pysecaudit.faults;

/** How things stand with the audited project. */
public enum Truth {
  /** Nothing is wrong, and what is on disk says so. */
  GOOD,
  /** The requirement is violated, and what is on disk says so. */
  BAD,
  /** What is on disk says that nothing is wrong; the service would say that it is violated now. */
  WORSENED
}
