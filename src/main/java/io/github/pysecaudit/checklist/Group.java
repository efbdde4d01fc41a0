package io.github.pysecaudit.checklist;

/** The ten groups of the checklist, and group 0 for what holds for all of them. */
public enum Group {
  DOCUMENTATION(0, "Documentation"),
  SECURITY_POLICY(1, "Security policy"),
  BADGE(2, "Best practices badge"),
  FUZZING(3, "Fuzzing"),
  ARCHITECTURE(4, "Architecture document"),
  DEPENDENCIES(5, "Dependency validation"),
  EXACT_VERSIONS(6, "Exact versions"),
  REPRODUCIBLE(7, "Reproducible builds"),
  LEAST_PRIVILEGE(8, "Least privilege"),
  DEFENCE_IN_DEPTH(9, "Defence in depth"),
  SAST(10, "Static analysis");

  private final int number;
  private final String title;

  Group(int number, String title) {
    this.number = number;
    this.title = title;
  }

  /** The number in the checklist, 0 to 10. */
  public int number() {
    return number;
  }

  public String title() {
    return title;
  }
}
