package io.github.pysecaudit.facts;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The inline markup of reStructuredText and AsciiDoc, taken off line by line; links are recorded.
 * Every pattern is bounded in length and cannot backtrack far.
 */
final class InlineMarkup {
  private static final int MOST_LINE = 20_000;
  private static final Pattern RST_CODE = Pattern.compile("``([^`]{1,500}+)``");
  private static final Pattern RST_LINK =
      Pattern.compile("`([^`<]{0,500}+)<([^<>`\\s]{1,2000}+)>`__?");
  private static final Pattern RST_ROLE =
      Pattern.compile(":[a-z][a-z:+-]{0,40}+:`([^`<]{0,500}+)(?:<([^<>`]{1,500}+)>)?`");
  private static final Pattern RST_REFERENCE = Pattern.compile("`([^`]{1,500}+)`__?");
  private static final Pattern ADOC_LINK =
      Pattern.compile("(?:link:|xref:|mailto:)?([^\\s\\[\\]<>]{1,2000}+)\\[([^\\]]{0,500}+)\\]");
  private static final Pattern ADOC_XREF =
      Pattern.compile("<<([^<>,]{1,200}+)(?:,([^<>]{0,300}+))?>>");
  private static final Pattern EMPHASIS =
      Pattern.compile("\\*\\*|(?<![\\w*])\\*(?=\\S)|(?<=\\S)\\*(?![\\w*])");
  private static final Pattern ADOC_EMPHASIS =
      Pattern.compile("\\*\\*|__|(?<![\\w*])[*_#](?=\\S)|(?<=\\S)[*_#](?![\\w*])");
  private static final Pattern URL =
      Pattern.compile("(?:https?://|mailto:)[^\\s<>\"'`\\])]{1,2000}+", Pattern.CASE_INSENSITIVE);

  private InlineMarkup() {}

  static String rst(String line, int number, DocumentBuilder document) {
    String text = bounded(line);
    text = replace(RST_CODE, text, m -> "\u0001" + m.group(1) + "\u0001");
    text =
        replace(
            RST_LINK,
            text,
            m -> {
              document.link(m.group(2), m.group(1), number);
              return m.group(1).isBlank() ? m.group(2) : m.group(1).strip();
            });
    text =
        replace(
            RST_ROLE,
            text,
            m -> {
              if (m.group(2) != null) {
                document.link(m.group(2), m.group(1), number);
              }
              return m.group(1).strip();
            });
    text = replace(RST_REFERENCE, text, m -> m.group(1));
    bareLinks(text, number, document);
    return EMPHASIS.matcher(text).replaceAll("").replace('\u0001', '`');
  }

  static String asciidoc(String line, int number, DocumentBuilder document) {
    String text = bounded(line);
    text =
        replace(
            ADOC_LINK,
            text,
            m -> {
              String shown = m.group(2);
              boolean macro = m.group().startsWith("link:") || m.group().startsWith("xref:");
              if (m.group().startsWith("mailto:")) {
                document.link("mailto:" + m.group(1), shown, number);
                return shown + " " + m.group(1);
              }
              if (m.group(1).startsWith("image:")) {
                return "";
              }
              if (!macro && !m.group(1).contains("://")) {
                return m.group();
              }
              document.link(m.group(1), shown, number);
              return shown.isBlank() ? m.group(1) : shown;
            });
    text =
        replace(
            ADOC_XREF,
            text,
            m -> {
              document.link("#" + m.group(1), m.group(1), number);
              return m.group(2) == null ? m.group(1) : m.group(2).strip();
            });
    bareLinks(text, number, document);
    return ADOC_EMPHASIS.matcher(text).replaceAll("");
  }

  /** Records the bare addresses of a line of text. */
  static void bareLinks(String line, int number, DocumentBuilder document) {
    Matcher url = URL.matcher(bounded(line));
    while (url.find()) {
      document.link(withoutPunctuation(url.group()), "", number);
    }
  }

  private static String withoutPunctuation(String url) {
    int end = url.length();
    while (end > 0 && ".,;:!?".indexOf(url.charAt(end - 1)) >= 0) {
      end--;
    }
    return url.substring(0, end);
  }

  private static String bounded(String line) {
    return line.length() > MOST_LINE ? line.substring(0, MOST_LINE) : line;
  }

  private static String replace(
      Pattern pattern, String text, java.util.function.Function<Matcher, String> replacement) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder replaced = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(replaced, Matcher.quoteReplacement(replacement.apply(matcher)));
    }
    return matcher.appendTail(replaced).toString();
  }
}
