package io.github.pysecaudit.facts.deploy;

import java.util.Locale;
import java.util.Set;

/** What the name of an account says. */
final class Accounts {
  private static final Set<String> SHARED =
      Set.of("nobody", "daemon", "bin", "sys", "www-data", "nogroup", "65534", "games", "mail");

  private Accounts() {}

  /** Whether several services of a usual system run under this account. */
  static boolean isShared(String name) {
    return SHARED.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Whether the name or number is that of the superuser. */
  static boolean isRoot(String name) {
    String user = name.strip().split(":", 2)[0].toLowerCase(Locale.ROOT);
    return user.equals("root") || user.matches("0+") || user.equals("containeradministrator");
  }
}
