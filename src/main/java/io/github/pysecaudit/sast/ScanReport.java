package io.github.pysecaudit.sast;

import java.util.List;
import java.util.Objects;

/**
 * What one run of the embedded scanner saw. Lists are sorted by path and line.
 *
 * @param engine name of the scanner, for people
 * @param version its version, with the fingerprint of its rules
 * @param ruleCount number of rules that were looked for
 * @param weaknesses everything found, marked or not
 * @param markers every marker for a security scanner; {@code noqa} without ids only where it covers
 *     a weakness
 * @param privileges what the code does about privileges
 * @param sources what each file imports and uses; one entry for every file that was read
 * @param unscanned files not scanned, or not fully
 * @param lines lines of all files that were read
 */
public record ScanReport(
    String engine,
    String version,
    int ruleCount,
    List<Weakness> weaknesses,
    List<Marker> markers,
    List<PrivilegeUse> privileges,
    List<SourceFacts> sources,
    List<Unscanned> unscanned,
    long lines) {

  public ScanReport {
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(version, "version");
    weaknesses = List.copyOf(weaknesses);
    markers = List.copyOf(markers);
    privileges = List.copyOf(privileges);
    sources = List.copyOf(sources);
    unscanned = List.copyOf(unscanned);
  }

  /** Number of files that were read, fully or in part. */
  public int files() {
    return sources.size();
  }

  /** Was every file read to its end? Otherwise silence proves nothing about the rest. */
  public boolean isComplete() {
    return unscanned.isEmpty();
  }

  /** Weaknesses without a marker. */
  public List<Weakness> open() {
    return weaknesses.stream().filter(weakness -> weakness.marker().isEmpty()).toList();
  }

  /** Markers that do not say why. */
  public List<Marker> bareMarkers() {
    return markers.stream().filter(Marker::isBare).toList();
  }

  /** Markers that cover no weakness. */
  public List<Marker> markersWithoutEffect() {
    return markers.stream().filter(marker -> !marker.hasEffect()).toList();
  }

  /** The same scan with these weaknesses and markers instead. */
  public ScanReport with(List<Weakness> otherWeaknesses, List<Marker> otherMarkers) {
    return new ScanReport(
        engine,
        version,
        ruleCount,
        otherWeaknesses,
        otherMarkers,
        privileges,
        sources,
        unscanned,
        lines);
  }
}
