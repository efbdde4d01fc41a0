package io.github.pysecaudit.facts;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one sentence claims about applicability.
 *
 * @param applicable whether it claims that something applies
 * @param subject what stands before the claim, from the last clause boundary on
 * @param before all that stands before the claim
 * @param after what stands behind it, without the part it is limited to
 * @param part what the claim is limited to, if it is
 * @param offset where the claim begins in the sentence
 */
record ClaimReader(
    boolean applicable,
    String subject,
    String before,
    String after,
    Optional<String> part,
    int offset) {

  private static final int MOST_SENTENCE = 4_000;

  static final Pattern NEGATIVE =
      Pattern.compile(
          "(?:\\b(?:is|are)\\s+)?(?:\\bnot\\s+(?:(?:considered|deemed|currently|presently|really|directly|seen"
              + " as)\\s+)?(?:an?\\s+)?applicable\\b"
              + "|\\b(?:isn|aren)[’']t\\s+applicable\\b|\\bnon-?applicable\\b|\\binapplicable\\b"
              + "|(?<![\\w/])n/a(?![\\w/])"
              + "|\\b(?:does|do)\\s+not\\s+(?:currently\\s+)?apply\\b|\\b(?:doesn|don)[’']t\\s+apply\\b)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern POSITIVE =
      Pattern.compile(
          "\\b(?:is|are)\\s+(?:fully\\s+)?applicable\\b|\\bapplies\\b|\\bdo(?:es)?\\s+apply\\b"
              + "|^\\s*applicable\\b(?!\\s+(?:to|law))|:\\s*applicable\\b|\\bapply\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern RULE_TALK =
      Pattern.compile(
          "\\b(?:[Ii]f|[Ww]hen|[Ww]henever|[Ww]here|[Ww]herever|[Ww]hether|[Uu]nless|should|must|shall|may|might|could|would|can|will|suppose|assume|example|e\\.g\\.|instance|said|was|were|used"
              + " to|once|[Aa]ny|[Ee]ach|[Ee]very|ask|asks)\\b");
  private static final Pattern RULE_AFTER =
      Pattern.compile(
          "^[\\s,]*(?:(?:only\\s+)?(?:if|when|whenever|where|wherever|unless|once)\\b"
              + "|(?:is|was)\\s+(?:not\\b|false|wrong|untrue|incorrect|no longer)).*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern NEGATION =
      Pattern.compile(
          "\\b(?:not|never|nothing|none|nobody|neither|nor|cannot|hardly|false|untrue|wrong|incorrect|deny|denies|denied"
              + "|disagree|dispute|disputes|no)\\b|n[’']t\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern LIMITED =
      Pattern.compile(
          "\\b(?:partly|partially|mostly|mainly|largely|in part|for the most part)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern EXCEPTION =
      Pattern.compile(
          "^[^.;]{0,80}?\\b(?:except|apart from|other than|save for|but only|only)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern PART =
      Pattern.compile(
          "^\\s*,?\\s*(?:to|for|in|on|within|inside|under)\\s+(?<part>[^,.;:()–—]{1,120}?)"
              + "(?=\\s*(?:$|[,.;:()–—]|\\s-|\\bbecause\\b|\\bsince\\b|\\bas\\b|\\bdue\\b))",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern LEADING_PART =
      Pattern.compile(
          "^\\s*(?:for|in|on|within|under)\\s+(?<part>[^,]{1,80}),", Pattern.CASE_INSENSITIVE);
  private static final Pattern WHOLE =
      Pattern.compile(
          "(?:(?:this|the|our|a|an|any|all of the|all of"
              + " this)\\s+)?(?:(?:whole|entire|present|current|pure)\\s+)?(?:[\\w-]{1,30}\\s+)??(?:project|programme?|repository|repo|package|library|plugin|plug-in|tool|application|app|software|code"
              + " ?base|product)(?:\\s+(?:as a whole|itself|at all|at"
              + " present))?(?:\\s+(?:that|which|like|without|with)\\b.*)?|us|it|here|now|any"
              + " part(?: of .*)?|all parts(?: of .*)?|our (?:case|context)|this"
              + " (?:case|context)|(?:the following|these|this|that|two|several) reasons?|the time"
              + " being|the moment|its? entirety",
          Pattern.CASE_INSENSITIVE);

  /** The claim of a sentence; empty if it makes none for this project. */
  static Optional<ClaimReader> read(String written) {
    String sentence =
        written.length() > MOST_SENTENCE ? written.substring(0, MOST_SENTENCE) : written;
    if (sentence.strip().endsWith("?")) {
      return Optional.empty();
    }
    Matcher claim = NEGATIVE.matcher(sentence);
    boolean negative = claim.find();
    if (!negative) {
      claim = POSITIVE.matcher(sentence);
      if (!claim.find()) {
        return Optional.empty();
      }
    }
    String before = sentence.substring(0, claim.start());
    String after = sentence.substring(claim.end());
    String subject = subject(before);
    boolean talk =
        RULE_TALK.matcher(subject).find()
            || RULE_TALK.matcher(firstWords(before)).find()
            || RULE_AFTER.matcher(after).matches()
            || NEGATION.matcher(withoutNames(subject)).find()
            || isQuoted(before, after);
    if (talk) {
      return Optional.empty();
    }
    return Optional.of(claim(!negative, subject, before, after, claim.start()));
  }

  private static ClaimReader claim(
      boolean applicable, String subject, String before, String after, int offset) {
    if (LIMITED.matcher(subject).find()) {
      return new ClaimReader(
          applicable, subject, before, after, Optional.of(subject.strip()), offset);
    }
    Matcher part = PART.matcher(after);
    if (part.find()) {
      String named = part.group("part").strip();
      String rest = after.substring(part.end());
      boolean whole = WHOLE.matcher(named).matches();
      if (!whole) {
        return new ClaimReader(applicable, subject, before, rest, Optional.of(named), offset);
      }
      return new ClaimReader(applicable, subject, before, rest, leadingPart(before), offset);
    }
    if (EXCEPTION.matcher(beforeReason(after)).matches()) {
      return new ClaimReader(
          applicable, subject, before, after, Optional.of(after.strip()), offset);
    }
    return new ClaimReader(applicable, subject, before, after, leadingPart(before), offset);
  }

  private static Optional<String> leadingPart(String before) {
    Matcher leading = LEADING_PART.matcher(before);
    return leading.find() && !WHOLE.matcher(leading.group("part").strip()).matches()
        ? Optional.of(leading.group("part").strip())
        : Optional.empty();
  }

  private static String beforeReason(String after) {
    Matcher reason =
        Pattern.compile("\\b(?:because|since|as|due)\\b|[:–—]", Pattern.CASE_INSENSITIVE)
            .matcher(after);
    return reason.find() ? after.substring(0, reason.start()) : after;
  }

  /** From the last clause boundary on; a comma between ids and names is none. */
  private static String subject(String before) {
    int start = 0;
    Matcher boundary =
        Pattern.compile(
                "[;]\\s|,\\s+(?=(?:so|therefore|hence|thus|and"
                    + " so|fuzz|the|this|requirement|item)\\b)",
                Pattern.CASE_INSENSITIVE)
            .matcher(before);
    while (boundary.find()) {
      start = boundary.end();
    }
    String subject = before.substring(start);
    if (subject.matches("(?is)\\s*(?:because|since|as|for|in|on)\\b.*,.*")) {
      subject = subject.substring(subject.lastIndexOf(',') + 1);
    }
    return subject;
  }

  private static String firstWords(String before) {
    String[] words = before.strip().split("\\s+", 3);
    return words[0] + (words.length > 1 ? " " + words[1] : "");
  }

  /** Titles of the catalogue hold negations of their own. */
  private static String withoutNames(String subject) {
    return subject
        .replaceAll("(?i)no administrative accounts?|not-applicable statements?", " ")
        .replaceAll("(?i)\\bMUST NOT\\b", " ");
  }

  private static boolean isQuoted(String before, String after) {
    long straight = before.chars().filter(c -> c == '"').count();
    if (straight % 2 == 1 && after.indexOf('"') >= 0) {
      String quoted = before.substring(before.lastIndexOf('"') + 1);
      return !quoted.isBlank();
    }
    int open = before.lastIndexOf('“');
    if (open >= 0 && before.indexOf('”', open) < 0 && after.indexOf('”') >= 0) {
      return !before.substring(open + 1).isBlank();
    }
    long ticks = before.chars().filter(c -> c == '`').count();
    return ticks % 2 == 1 && !before.substring(before.lastIndexOf('`') + 1).isBlank();
  }
}
