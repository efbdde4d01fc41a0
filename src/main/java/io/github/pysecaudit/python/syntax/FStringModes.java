package io.github.pysecaudit.python.syntax;

import java.util.Arrays;

/**
 * Where the lexer stands inside nested f-strings: a stack of string text, replacement fields, and
 * formats of fields. Not bounded; the parser bounds what it follows.
 */
final class FStringModes {

  private static final byte STRING = 1;
  private static final byte FIELD = 2;
  private static final byte FORMAT = 3;

  private byte[] kinds = new byte[16];

  /** Of a string: the brackets open around it; of a field: those open with its own brace. */
  private int[] brackets = new int[16];

  /** Of a string, and copied to what is inside: its quote, and whether it is triple and raw. */
  private char[] quotes = new char[16];

  private boolean[] triples = new boolean[16];
  private boolean[] raws = new boolean[16];
  private int depth;

  /** Inside the text of a string or of a format. */
  boolean inText() {
    return depth > 0 && kinds[depth - 1] != FIELD;
  }

  boolean inFormat() {
    return kinds[depth - 1] == FORMAT;
  }

  /** Directly inside a field, with no bracket of its expression open. */
  boolean inField(int openBrackets) {
    return depth > 0 && kinds[depth - 1] == FIELD && brackets[depth - 1] == openBrackets;
  }

  char quote() {
    return quotes[depth - 1];
  }

  boolean isTriple() {
    return triples[depth - 1];
  }

  boolean isRaw() {
    return raws[depth - 1];
  }

  void enterString(char quote, boolean triple, boolean raw, int openBrackets) {
    push(STRING, openBrackets, quote, triple, raw);
  }

  void enterField(int openBrackets) {
    push(FIELD, openBrackets, quote(), isTriple(), isRaw());
  }

  void enterFormat() {
    push(FORMAT, brackets[depth - 1], quote(), isTriple(), isRaw());
  }

  private void push(byte kind, int openBrackets, char quote, boolean triple, boolean raw) {
    if (depth == kinds.length) {
      kinds = Arrays.copyOf(kinds, depth * 2);
      brackets = Arrays.copyOf(brackets, depth * 2);
      quotes = Arrays.copyOf(quotes, depth * 2);
      triples = Arrays.copyOf(triples, depth * 2);
      raws = Arrays.copyOf(raws, depth * 2);
    }
    kinds[depth] = kind;
    brackets[depth] = openBrackets;
    quotes[depth] = quote;
    triples[depth] = triple;
    raws[depth++] = raw;
  }

  void leaveFormat() {
    depth--;
  }

  void leaveField() {
    depth--;
  }

  /** Leaves the innermost string and all that is open in it; returns the brackets outside. */
  int leaveString() {
    do {
      depth--;
    } while (kinds[depth] != STRING);
    return brackets[depth];
  }

  void clear() {
    depth = 0;
  }
}
