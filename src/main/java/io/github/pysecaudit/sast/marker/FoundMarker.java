package io.github.pysecaudit.sast.marker;

import java.util.List;

/**
 * A marker as it was read, with lines of the text that was parsed.
 *
 * @param line line of the comment
 * @param text the comment as written
 * @param word the marker itself, in lower case
 * @param rules our rules that its ids stand for
 * @param unknownIds ids that stand for nothing we know
 * @param blanket whether it names no id at all
 * @param explanation what explains it, or empty
 * @param from first line it covers
 * @param to last line it covers
 */
public record FoundMarker(
    int line,
    String text,
    String word,
    List<String> rules,
    List<String> unknownIds,
    boolean blanket,
    String explanation,
    int from,
    int to) {

  /** Does it cover a weakness of this rule on one of these lines? */
  public boolean covers(String rule, int firstLine, int lastLine) {
    return firstLine <= to && lastLine >= from && (blanket || rules.contains(rule));
  }
}
