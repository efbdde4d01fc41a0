package io.github.pysecaudit.badge;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The levels of the metal series, as a minimum that a project asks of itself. */
public enum BadgeLevel {
  PASSING(100),
  SILVER(200),
  GOLD(300);

  private final int tiered;

  BadgeLevel(int tiered) {
    this.tiered = tiered;
  }

  /**
   * The tiered percentage from which on the level is held. It decides, not the word: a level above
   * gold would have a word that is not known here.
   */
  public int tieredPercentage() {
    return tiered;
  }

  /** Whether an entry with this tiered percentage holds the level. */
  public boolean isReachedBy(int tieredPercentage) {
    return tieredPercentage >= tiered;
  }

  /** As the badge application writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The level with this word, in any letter case. */
  public static Optional<BadgeLevel> byWord(String word) {
    return Arrays.stream(values())
        .filter(level -> level.word().equals(word.strip().toLowerCase(Locale.ROOT)))
        .findFirst();
  }
}
