package io.github.pysecaudit.sast.scan;

import io.github.pysecaudit.sast.RuleCatalogue;
import io.github.pysecaudit.sast.marker.FoundMarker;
import io.github.pysecaudit.sast.rule.Hit;
import io.github.pysecaudit.sast.rule.PrivilegeHit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What one file gave, whatever its path: the unit of the cache. Lines are those of the file.
 *
 * @param hits weaknesses with their markers
 * @param markers markers that matter
 * @param privileges uses of privileges
 * @param imports imported modules with their first line
 * @param decorators decorators with their first line
 * @param functions functions with their first line
 * @param calls called functions with their first line
 * @param gaps what could not be read
 * @param lines number of lines
 */
public record FileScan(
    List<MarkedHit> hits,
    List<EffectiveMarker> markers,
    List<PrivilegeHit> privileges,
    Map<String, Integer> imports,
    Map<String, Integer> decorators,
    Map<String, Integer> functions,
    Map<String, Integer> calls,
    List<Gap> gaps,
    int lines) {

  /**
   * A weakness.
   *
   * @param hit what was seen
   * @param marker index of the marker that covers it, -1 if there is none
   */
  public record MarkedHit(Hit hit, int marker) {}

  /**
   * A marker and what it does.
   *
   * @param marker the marker
   * @param suppressed rules of the weaknesses it covers, sorted
   */
  public record EffectiveMarker(FoundMarker marker, List<String> suppressed) {}

  /**
   * Something that could not be read.
   *
   * @param line its line, 0 if unknown
   * @param reason why
   */
  public record Gap(int line, String reason) {}

  /** Is it complete, and are all rules known? What comes out of a file may be anything. */
  boolean isUsable(RuleCatalogue rules) {
    boolean whole =
        Stream.of(hits, markers, privileges, imports, decorators, functions, calls, gaps)
            .noneMatch(Objects::isNull);
    return whole
        && lines >= 0
        && hits.stream().allMatch(each -> isUsable(each, rules))
        && markers.stream().allMatch(FileScan::isUsable)
        && privileges.stream().allMatch(each -> each != null && each.kind() != null)
        && gaps.stream().allMatch(each -> each != null && each.reason() != null);
  }

  private boolean isUsable(MarkedHit marked, RuleCatalogue rules) {
    return marked != null
        && marked.marker() < markers.size()
        && marked.hit() != null
        && marked.hit().line() > 0
        && marked.hit().severity() != null
        && marked.hit().confidence() != null
        && marked.hit().message() != null
        && rules.find(marked.hit().rule()).isPresent();
  }

  private static boolean isUsable(EffectiveMarker effective) {
    FoundMarker marker = effective == null ? null : effective.marker();
    return marker != null
        && effective.suppressed() != null
        && marker.line() > 0
        && Stream.of(
                marker.text(),
                marker.word(),
                marker.rules(),
                marker.unknownIds(),
                marker.explanation())
            .noneMatch(Objects::isNull);
  }
}
