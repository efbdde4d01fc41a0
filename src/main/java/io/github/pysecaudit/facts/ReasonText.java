package io.github.pysecaudit.facts;

import java.util.Optional;
import java.util.regex.Pattern;

/** Takes the reason out of what stands around a claim. */
final class ReasonText {
  private static final Pattern LEAD =
      Pattern.compile(
          "^(?:[\\s,;:.()\\[\\]|–—*_-]|(?:because of|because|since|as|due to|given"
              + " that|so|reason(?:ing)?|justification|rationale|the reason is(?: that)?)\\b)+",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern TRAIL = Pattern.compile("[\\s,;:()\\[\\]|–—*_-]+$");
  private static final Pattern EMPTY =
      Pattern.compile(
          "(?i)(?:tbd|to ?do|to be (?:done|written|determined|added)|none|n/?a|see"
              + " (?:above|below)|no reason|obvious(?:ly)?|xxx+|not"
              + " applicable|reason|\\.{2,}|…|<[^>]*>|\\[[^\\]]*\\]|\\{[^}]*\\}|lorem"
              + " ipsum.*|fixme.*|insert .*)[.!]?");

  private ReasonText() {}

  /** The reason in this text; empty for placeholders and for less than two words. */
  static Optional<String> of(String text) {
    String reason = text.replaceAll("\\s+", " ");
    reason = LEAD.matcher(reason).replaceFirst("");
    reason = TRAIL.matcher(reason).replaceFirst("");
    if (EMPTY.matcher(reason).matches() || Document.words(reason) < 2) {
      return Optional.empty();
    }
    return Optional.of(reason.length() > 500 ? reason.substring(0, 500) + "…" : reason);
  }
}
