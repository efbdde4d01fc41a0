package io.github.pysecaudit.checklist;

/**
 * What is known about one requirement. The order is from best to worst, for reports that summarise.
 */
public enum Status {
  /** Evidence was found, and every piece of it names a place. */
  PASS,
  /** The documentation says so with a reason, or the plugin saw that there is nothing to judge. */
  NOT_APPLICABLE,
  /** A program cannot decide; the verdict says what a person must look at. */
  REVIEW,
  /** The requirement could not be evaluated; never to be shown as a pass. */
  UNKNOWN,
  /** The requirement is violated, or its evidence is absent. */
  FAIL;

  /** The worse of the two, so that a summary is never better than its parts. */
  public Status worse(Status other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
