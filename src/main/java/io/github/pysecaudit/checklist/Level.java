package io.github.pysecaudit.checklist;

/** How strongly the checklist words a requirement (RFC 2119). */
public enum Level {
  MUST("MUST"),
  MUST_NOT("MUST NOT"),
  SHOULD("SHOULD"),
  RECOMMENDED("RECOMMENDED");

  private final String words;

  Level(String words) {
    this.words = words;
  }

  /** The level as RFC 2119 spells it, for instance {@code MUST NOT}. */
  public String words() {
    return words;
  }

  /** Whether a violation is absolute: MUST and MUST NOT. */
  public boolean isMandatory() {
    return this == MUST || this == MUST_NOT;
  }
}
