package io.github.pysecaudit.sast.scan;

import io.github.pysecaudit.sast.marker.FoundMarker;
import io.github.pysecaudit.sast.rule.Hit;
import io.github.pysecaudit.sast.rule.PrivilegeHit;
import java.util.List;
import java.util.Map;

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
}
