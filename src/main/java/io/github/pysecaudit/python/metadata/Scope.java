package io.github.pysecaudit.python.metadata;

/** What a declared Python dependency is for; a policy chooses by it which ones count. */
public enum Scope {
  RUNTIME("runtime"),
  OPTIONAL("optional"),
  DEVELOPMENT("development"),
  BUILD("build"),
  CONSTRAINT("constraint"),
  LOCK("lock"),
  BUNDLED("bundled"),
  /** Shown, never judged: tox and nox sessions. */
  REPORTED("reported");

  private final String label;

  Scope(String label) {
    this.label = label;
  }

  /** The word used in {@link io.github.pysecaudit.checklist.Dependency#scope()}. */
  public String label() {
    return label;
  }
}
