package io.github.pysecaudit.sast.marker;

import io.github.pysecaudit.python.syntax.Comment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads markers out of comments. Understands those of Bandit, Python Code Audit, Semgrep and ruff,
 * without their accidents: a word inside a sentence is no marker, a list of ids counts whole
 * however it is separated, and words of a reason are no ids.
 */
public final class MarkerReader {
  private static final int MAX_MARKERS = 10_000;
  private static final int MAX_COMMENT = 4_000;
  private static final int MAX_SHOWN = 500;

  /** The words, at the beginning of a comment or after another {@code #}. */
  private static final Pattern WORD =
      Pattern.compile(
          "\\s*(nosec|nosemgrep|nosem|noqa|nosonar|sast-ignore|ignore-sast|security-ignore"
              + "|ignore-security|false-positive|falsepositive|risk-accepted|security-accepted"
              + "|security-reviewed|security-exception)(?![\\w-])",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern CODE = Pattern.compile("(?i)(?:PYA|[BS])\\d{3}|[A-Z]{1,4}\\d{3,5}");
  private static final Pattern TOKEN = Pattern.compile("[\\s,:]*([A-Za-z0-9_.\\-]+)");
  private static final Pattern SEMGREP_ID = Pattern.compile("\\s*,?\\s*([\\w.\\-]+)");

  /** Comments for other tools. */
  private static final Pattern PRAGMA =
      Pattern.compile(
          "\\s*(?:type:|pylint:|pragma:|fmt:|isort:|mypy:|pyright:|ruff:|flake8:|yapf:|pyre-|!"
              + "|-\\*-|coding[:=]|noinspection).*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final RuleIds ids;

  /** A reader that knows the ids of these rules. */
  public MarkerReader(RuleIds ids) {
    this.ids = ids;
  }

  /** All markers among the comments, placed on the statements they cover. */
  public List<FoundMarker> read(List<Comment> comments, StatementLines statements) {
    List<FoundMarker> markers = new ArrayList<>();
    Map<Integer, Comment> byLine = new HashMap<>();
    for (Comment comment : comments) {
      List<Segment> segments = segments(comment.text());
      for (Segment segment : segments) {
        if (segment.isMarker() && markers.size() < MAX_MARKERS) {
          markers.add(marker(comment, segment, segments, byLine, statements));
        }
      }
      byLine.put(comment.line(), comment);
    }
    return markers;
  }

  private FoundMarker marker(
      Comment comment,
      Segment segment,
      List<Segment> all,
      Map<Integer, Comment> before,
      StatementLines statements) {
    StatementLines.Lines lines = statements.covered(comment);
    Set<String> words = ids.words(segment.rules);
    String explanation = explanation(all, words);
    for (int line = comment.line() - 1; explanation.isEmpty() && line > 0; line--) {
      Comment above = before.get(line);
      if (above == null || !above.standsAlone() && line < lines.from()) {
        break;
      }
      explanation = explanation(segments(above.text()), words);
      if (comment.line() - line > 4 || !above.standsAlone()) {
        break;
      }
    }
    return new FoundMarker(
        comment.line(),
        shortened(comment.text(), MAX_SHOWN),
        segment.word,
        List.copyOf(segment.rules),
        List.copyOf(segment.unknown),
        segment.blanket,
        shortened(explanation, MAX_SHOWN),
        lines.from(),
        lines.to());
  }

  private static String shortened(String text, int most) {
    return text.length() > most ? text.substring(0, most) : text;
  }

  private static String explanation(List<Segment> segments, Set<String> ruleWords) {
    StringBuilder text = new StringBuilder();
    for (Segment segment : segments) {
      if (!segment.rest.isBlank() && !PRAGMA.matcher(segment.rest).matches()) {
        text.append(text.length() > 0 ? " #" : "").append(segment.rest);
      }
    }
    String plain = text.toString().strip();
    while (!plain.isEmpty() && "-–—:;,.(".indexOf(plain.charAt(0)) >= 0) {
      plain = plain.substring(1).strip();
    }
    return Explanation.explains(plain, ruleWords) ? plain : "";
  }

  /** A part of a comment from one hash sign to the next. */
  private static final class Segment {
    private String word = "";
    private final List<String> rules = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private boolean blanket;
    private String rest = "";

    boolean isMarker() {
      return !word.isEmpty();
    }
  }

  private List<Segment> segments(String comment) {
    List<Segment> segments = new ArrayList<>();
    String text = shortened(comment, MAX_COMMENT);
    for (String part : text.split("#", 200)) {
      if (!part.isBlank()) {
        segments.add(segment(part));
      }
    }
    return segments;
  }

  private Segment segment(String part) {
    Segment segment = new Segment();
    segment.rest = part;
    Matcher matcher = WORD.matcher(part);
    if (!matcher.lookingAt()) {
      return segment;
    }
    String word = matcher.group(1).toLowerCase(Locale.ROOT);
    String rest = part.substring(matcher.end());
    switch (word) {
      case "noqa" -> noqa(segment, rest);
      case "nosemgrep", "nosem" -> {
        segment.word = word;
        semgrepIds(segment, rest);
      }
      case "false-positive", "falsepositive" -> {
        String next = rest.strip();
        if (next.isEmpty() || ":-–—(;,.".indexOf(next.charAt(0)) >= 0) {
          segment.word = word;
          codes(segment, rest);
        }
      }
      default -> {
        segment.word = word;
        codes(segment, rest);
      }
    }
    return segment;
  }

  /** {@code noqa} speaks to us only if it is blanket or names a rule of ruff's group S. */
  private void noqa(Segment segment, String rest) {
    String text = rest.stripLeading();
    if (!text.startsWith(":")) {
      segment.word = "noqa";
      segment.blanket = true;
      segment.rest = rest;
      return;
    }
    Matcher token = TOKEN.matcher(text);
    int end = 1;
    boolean ours = false;
    Set<String> found = new LinkedHashSet<>();
    while (token.region(end, text.length()).lookingAt() && isCode(token.group(1))) {
      end = token.end();
      String code = token.group(1).toUpperCase(Locale.ROOT);
      if (code.matches("S\\d{3}") || code.startsWith("PYA")) {
        ours = true;
        known(segment, found, code);
      }
    }
    segment.rules.addAll(found);
    segment.rest = text.substring(end);
    segment.word = ours ? "noqa" : "";
  }

  private static boolean isCode(String token) {
    return token.matches("[A-Za-z]{1,5}\\d{1,5}");
  }

  private void known(Segment segment, Set<String> found, String code) {
    List<String> rules = ids.rules(code);
    found.addAll(rules);
    if (rules.isEmpty() && !ids.isRetired(code)) {
      segment.unknown.add(code);
    }
  }

  private void semgrepIds(Segment segment, String rest) {
    String text = rest.stripLeading();
    Set<String> found = new LinkedHashSet<>();
    int end = 0;
    if (text.startsWith(":")) {
      end = 1;
      Matcher id = SEMGREP_ID.matcher(text);
      while (id.region(end, text.length()).lookingAt() && isSemgrepId(text, id, end)) {
        end = id.end();
        List<String> rules = ids.semgrepRules(id.group(1));
        found.addAll(rules);
        if (rules.isEmpty()) {
          segment.unknown.add(id.group(1));
        }
      }
    }
    segment.rules.addAll(found);
    segment.blanket = found.isEmpty() && segment.unknown.isEmpty();
    segment.rest = text.substring(end);
  }

  /** The first word after the colon is an id, and so is each after a comma. */
  private static boolean isSemgrepId(String text, Matcher id, int end) {
    boolean shaped = id.group(1).matches(".*\\w.*") && !id.group(1).startsWith("-");
    return shaped && (end == 1 || text.substring(end, id.start(1)).contains(","));
  }

  private void codes(Segment segment, String rest) {
    Set<String> found = new LinkedHashSet<>();
    Matcher token = TOKEN.matcher(rest);
    int end = 0;
    boolean named = false;
    while (token.region(end, rest.length()).lookingAt()) {
      String id = trimmed(token.group(1));
      boolean code = CODE.matcher(id).matches();
      if (!code && !isName(id, rest, token.start(1) + id.length())) {
        break;
      }
      named = true;
      known(segment, found, id);
      end = token.start(1) + id.length();
    }
    segment.rules.addAll(found);
    segment.blanket = !named;
    segment.rest = rest.substring(end);
  }

  private static String trimmed(String token) {
    int end = token.length();
    while (end > 0 && "-.".indexOf(token.charAt(end - 1)) >= 0) {
      end--;
    }
    return token.substring(0, end);
  }

  /** A name of Bandit; one that is a plain word, as "eval", only where no sentence goes on. */
  private boolean isName(String id, String rest, int end) {
    if (ids.rules(id).isEmpty()) {
      return false;
    }
    if (id.indexOf('_') > 0) {
      return true;
    }
    String next = rest.substring(end).stripLeading();
    return next.isEmpty() || ",-–—:(;".indexOf(next.charAt(0)) >= 0;
  }
}
