package io.github.pysecaudit.sast;

import io.github.pysecaudit.checklist.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A comment that tells a scanner to be silent about a statement.
 *
 * @param place where the comment stands
 * @param text the comment as written
 * @param word the marker itself, as {@code nosec}, {@code noqa} or {@code nosemgrep}
 * @param rules our rules that its ids stand for; empty if it is blanket
 * @param unknownIds ids that stand for no rule we know
 * @param blanket whether it names no id at all, and so covers every weakness of its statement
 * @param explanation what it says beyond the marker and its ids, if that explains anything
 * @param suppressed rules of the weaknesses it covers
 * @param fromLine first line of the statement it covers
 * @param toLine last line of the statement it covers
 */
public record Marker(
    Place place,
    String text,
    String word,
    List<String> rules,
    List<String> unknownIds,
    boolean blanket,
    Optional<String> explanation,
    List<String> suppressed,
    int fromLine,
    int toLine) {

  public Marker {
    Objects.requireNonNull(place, "place");
    rules = List.copyOf(rules);
    unknownIds = List.copyOf(unknownIds);
    suppressed = List.copyOf(suppressed);
  }

  /** Does it cover at least one weakness? */
  public boolean hasEffect() {
    return !suppressed.isEmpty();
  }

  /** Does it fail to say why? */
  public boolean isBare() {
    return explanation.isEmpty();
  }

  /** The same marker, with a finding of another scanner that it covers. */
  public Marker covering(String ruleId) {
    List<String> more = new ArrayList<>(suppressed);
    more.add(ruleId);
    return new Marker(
        place, text, word, rules, unknownIds, blanket, explanation, more, fromLine, toLine);
  }
}
