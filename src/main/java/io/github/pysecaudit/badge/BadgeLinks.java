package io.github.pysecaudit.badge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds links to badge entries in a README or POM. What stands in fenced code or in an HTML comment
 * is an example or not there yet, and does not count.
 */
public final class BadgeLinks {

  private static final Pattern ENTRY =
      Pattern.compile(
          "https?://(?:(?:www\\.)?bestpractices\\.dev|bestpractices\\.coreinfrastructure\\.org)/"
              + "(?:[a-z]{2}(?:-[A-Z]{2})?/)?projects/([1-9][0-9]{0,8})(?![0-9A-Za-z_-])");
  private static final Pattern SHIELD =
      Pattern.compile(
          "https?://img\\.shields\\.io/cii/(?:level|percentage|summary)/"
              + "([1-9][0-9]{0,8})(?![0-9A-Za-z_-])");
  private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,})([^`]*)");
  private static final String OPEN = "<!--";
  private static final String CLOSE = "-->";

  private BadgeLinks() {}

  /** The first link to each entry, in the order of the text. */
  public static List<BadgeLink> find(String text) {
    Map<Integer, BadgeLink> found = new LinkedHashMap<>();
    List<String> lines = visible(text.split("\r\n|\r|\n", -1));
    for (int i = 0; i < lines.size(); i++) {
      for (Pattern pattern : List.of(ENTRY, SHIELD)) {
        Matcher matcher = pattern.matcher(lines.get(i));
        while (matcher.find()) {
          int id = Integer.parseInt(matcher.group(1));
          found.putIfAbsent(id, new BadgeLink(id, i + 1, matcher.group()));
        }
      }
    }
    return List.copyOf(found.values());
  }

  /** The same lines, with nothing where fenced code or a comment is. */
  private static List<String> visible(String[] lines) {
    List<String> kept = new ArrayList<>(lines.length);
    String fence = "";
    boolean comment = false;
    for (String line : lines) {
      if (!fence.isEmpty()) {
        fence = closes(line, fence) ? "" : fence;
        kept.add("");
        continue;
      }
      Matcher opening = FENCE.matcher(line);
      if (!comment && opening.matches()) {
        fence = opening.group(1);
        kept.add("");
        continue;
      }
      StringBuilder rest = new StringBuilder();
      comment = withoutComments(line, comment, rest);
      kept.add(rest.toString());
    }
    return kept;
  }

  private static boolean closes(String line, String fence) {
    String text = line.strip();
    return text.length() >= fence.length()
        && text.chars().allMatch(c -> c == fence.charAt(0))
        && line.indexOf(fence.charAt(0)) <= 3;
  }

  /** Copies what is not in a comment; returns whether the line ends inside of one. */
  private static boolean withoutComments(String line, boolean inside, StringBuilder to) {
    int at = 0;
    boolean comment = inside;
    while (at < line.length()) {
      int next = line.indexOf(comment ? CLOSE : OPEN, at);
      if (!comment) {
        to.append(line, at, next < 0 ? line.length() : next);
      }
      if (next < 0) {
        return comment;
      }
      at = next + (comment ? CLOSE.length() : OPEN.length());
      comment = !comment;
    }
    return comment;
  }
}
