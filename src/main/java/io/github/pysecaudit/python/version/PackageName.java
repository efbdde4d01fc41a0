package io.github.pysecaudit.python.version;

import java.util.Objects;

/**
 * The name of a Python package as PEP 503 compares it: lower case, runs of {@code -}, {@code _} and
 * {@code .} replaced by one {@code -}.
 *
 * @param normalized the comparable form
 */
public record PackageName(String normalized) implements Comparable<PackageName> {

  /** Accepts any spelling and keeps the normalised one. */
  public PackageName {
    normalized = normalize(Objects.requireNonNull(normalized, "normalized"));
  }

  /** The name in any spelling. */
  public static PackageName of(String name) {
    return new PackageName(name);
  }

  /** The PEP 503 form of {@code name}; any text is accepted, also one that is no valid name. */
  public static String normalize(String name) {
    StringBuilder result = new StringBuilder(name.length());
    boolean separated = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '-' || c == '_' || c == '.') {
        if (!separated) {
          result.append('-');
        }
        separated = true;
      } else {
        result.append(Character.toLowerCase(c));
        separated = false;
      }
    }
    return result.toString();
  }

  @Override
  public int compareTo(PackageName other) {
    return normalized.compareTo(other.normalized);
  }

  @Override
  public String toString() {
    return normalized;
  }
}
