package io.github.pysecaudit.python.metadata;

/** Why a requirement is not rewritten, as a full sentence. */
final class PinRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  PinRefusal(String reason) {
    super(reason);
  }
}
