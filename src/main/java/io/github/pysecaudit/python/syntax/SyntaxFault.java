package io.github.pysecaudit.python.syntax;

/** The statement at hand cannot be read; ends at the recovery of {@link StatementParser}. */
final class SyntaxFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int token;

  /**
   * @param token index of the token that does not fit
   * @param reason what is wrong, in a sentence
   */
  SyntaxFault(int token, String reason) {
    super(reason, null, false, false);
    this.token = token;
  }

  int token() {
    return token;
  }
}
