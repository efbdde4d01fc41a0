package io.github.pysecaudit.sast.name;

/** Where a value comes from, as far as one function shows; the later, the more dangerous. */
public enum Origin {
  /** Made of constants only. */
  CONSTANT,
  /** Not to be seen from here. */
  UNKNOWN,
  /** A parameter of the function. */
  PARAMETER,
  /** Read from outside of the program: terminal, arguments, environment, request, network. */
  INPUT;

  Origin or(Origin other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
