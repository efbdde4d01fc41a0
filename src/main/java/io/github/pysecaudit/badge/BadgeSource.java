package io.github.pysecaudit.badge;

import io.github.pysecaudit.remote.Lookup;

/** Knows how a project stands with the OpenSSF Best Practices badge. */
@FunctionalInterface
public interface BadgeSource {

  /** How the project stands, or why that could not be found out. */
  Lookup<BadgeStanding> find(BadgeQuestion question);
}
