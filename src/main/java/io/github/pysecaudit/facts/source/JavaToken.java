package io.github.pysecaudit.facts.source;

/**
 * A token of Java source.
 *
 * @param kind what it is
 * @param text the name, the sign, or the content of the string without quotes
 * @param line from 1
 */
public record JavaToken(Kind kind, String text, int line) {

  /** The kinds that matter here. */
  public enum Kind {
    NAME,
    STRING,
    NUMBER,
    SIGN
  }

  /** Whether this is the given sign. */
  public boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  /** Whether this is the given name. */
  public boolean named(String name) {
    return kind == Kind.NAME && text.equals(name);
  }
}
