package io.github.pysecaudit.facts;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * A value that is computed at most once, when it is first asked for. Safe for use by several
 * threads.
 */
public final class Lazy<T> implements Supplier<T> {
  private final Supplier<T> source;
  private volatile T value;

  private Lazy(Supplier<T> source) {
    this.source = source;
  }

  /** A value that this source computes when it is first asked for; never null. */
  public static <T> Lazy<T> of(Supplier<T> source) {
    return new Lazy<>(source);
  }

  @Override
  public T get() {
    T seen = value;
    if (seen == null) {
      synchronized (this) {
        seen = value;
        if (seen == null) {
          seen = Objects.requireNonNull(source.get(), "a fact is never null");
          value = seen;
        }
      }
    }
    return seen;
  }
}
