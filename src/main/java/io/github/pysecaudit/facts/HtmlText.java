package io.github.pysecaudit.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is visible of a piece of HTML inside of a document.
 *
 * @param text without tags, comments, code and scripts; as many lines as the source has
 * @param links with lines relative to the piece, starting at 1
 * @param headingLevel if the piece is one heading
 * @param endsInComment whether a comment is still open at the end
 */
record HtmlText(
    String text, List<Document.Link> links, Optional<Integer> headingLevel, boolean endsInComment) {

  private static final Set<String> HIDDEN = Set.of("pre", "code", "script", "style", "template");
  private static final Pattern HREF =
      Pattern.compile("\\bhref\\s*=\\s*[\"']?([^\"'\\s>]{1,2000})", Pattern.CASE_INSENSITIVE);

  static HtmlText of(String html) {
    StringBuilder text = new StringBuilder();
    List<Document.Link> links = new ArrayList<>();
    Optional<Integer> level = Optional.empty();
    String hiddenBy = null;
    int lastClose = html.lastIndexOf('>');
    int line = 1;
    int i = 0;
    while (i < html.length()) {
      char c = html.charAt(i);
      if (html.startsWith("<!--", i)) {
        int end = html.indexOf("-->", i + 4);
        if (end < 0) {
          return new HtmlText(text.toString(), links, level, true);
        }
        line += keepBreaks(html, i, end, text);
        i = end + 3;
        continue;
      }
      int close = c == '<' && i < lastClose ? html.indexOf('>', i) : -1;
      if (close > 0) {
        String tag = html.substring(i + 1, close);
        String name = nameOf(tag);
        if (hiddenBy != null) {
          hiddenBy = name.equals("/" + hiddenBy) ? null : hiddenBy;
        } else if (HIDDEN.contains(name)) {
          hiddenBy = name;
        } else if (name.length() == 2 && name.charAt(0) == 'h' && level.isEmpty()) {
          level = headingLevel(name, text);
        }
        int at = line;
        hrefOf("<" + tag + ">").ifPresent(href -> links.add(new Document.Link(href, "", at)));
        line += keepBreaks(html, i, close, text);
        i = close + 1;
        continue;
      }
      if (c == '\n') {
        line++;
      }
      if (hiddenBy == null || c == '\n') {
        text.append(c);
      }
      i++;
    }
    return new HtmlText(text.toString(), links, level, false);
  }

  /** The address in an anchor tag. */
  static Optional<String> hrefOf(String tag) {
    if (!tag.regionMatches(true, 0, "<a ", 0, 3)) {
      return Optional.empty();
    }
    Matcher href = HREF.matcher(tag.substring(0, Math.min(tag.length(), 4_000)));
    return href.find() ? Optional.of(href.group(1)) : Optional.empty();
  }

  private static Optional<Integer> headingLevel(String name, StringBuilder before) {
    int level = name.charAt(1) - '0';
    return level >= 1 && level <= 6 && before.toString().isBlank()
        ? Optional.of(level)
        : Optional.empty();
  }

  private static String nameOf(String tag) {
    int end = 0;
    while (end < tag.length()
        && (Character.isLetterOrDigit(tag.charAt(end)) || end == 0 && tag.charAt(0) == '/')) {
      end++;
    }
    return tag.substring(0, end).toLowerCase(Locale.ROOT);
  }

  private static int keepBreaks(String html, int from, int to, StringBuilder text) {
    int breaks = 0;
    for (int i = from; i < to; i++) {
      if (html.charAt(i) == '\n') {
        breaks++;
      }
    }
    text.append("\n".repeat(breaks));
    return breaks;
  }
}
