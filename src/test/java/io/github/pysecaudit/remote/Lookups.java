package io.github.pysecaudit.remote;

/** Takes look-ups apart in tests. */
final class Lookups {

  private Lookups() {}

  static <T> T found(Lookup<T> lookup) {
    return lookup.fold(
        Lookup.Found::value,
        u -> {
          throw new AssertionError(u.reason());
        });
  }

  static String reason(Lookup<?> lookup) {
    return lookup.fold(
        f -> {
          throw new AssertionError("found " + f);
        },
        Lookup.Unavailable::reason);
  }
}
