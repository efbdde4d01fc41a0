package io.github.pysecaudit.python.metadata;

import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the outside of a built archive shows about how reproducible its build is. All of it is
 * necessary for byte-identical builds, none of it proves them.
 *
 * @param archive the archive
 * @param entries how many entries it has, nested archives not included
 * @param times how many entries have each modification time; at most 1,000 different times
 * @param unusualModes entries whose permissions are not 644 or 755, with the permissions in octal;
 *     at most 50
 * @param setUserOrGroup entries that run as their owner or group
 * @param owners the users and groups of tar entries, {@code user:group} as names or ids
 * @param gzipTime seconds since 1970 in a gzip header, 0 if none is stored
 * @param unsorted the first file of the body that no order by names explains, or empty if there is
 *     one that does; metadata folders come last in wheels and are left out
 * @param manifest the main attributes of {@code META-INF/MANIFEST.MF}, in order
 * @param datedComments properties files with a date in their first comments, with the comment
 * @param sbomTraces what in a software bill of materials differs from build to build, by entry
 */
public record ArchiveShape(
    String archive,
    int entries,
    SortedMap<LocalDateTime, Integer> times,
    Map<String, String> unusualModes,
    List<String> setUserOrGroup,
    Set<String> owners,
    Optional<Long> gzipTime,
    Optional<String> unsorted,
    Map<String, String> manifest,
    Map<String, String> datedComments,
    Map<String, List<String>> sbomTraces) {
  public ArchiveShape {
    times = Collections.unmodifiableSortedMap(new TreeMap<>(times));
    unusualModes = Collections.unmodifiableMap(new LinkedHashMap<>(unusualModes));
    setUserOrGroup = List.copyOf(setUserOrGroup);
    owners = Set.copyOf(owners);
    manifest = Collections.unmodifiableMap(new LinkedHashMap<>(manifest));
    datedComments = Collections.unmodifiableMap(new LinkedHashMap<>(datedComments));
    sbomTraces = Collections.unmodifiableMap(new LinkedHashMap<>(sbomTraces));
  }

  /** The modification time that all entries share, if they do. */
  public Optional<LocalDateTime> onlyTime() {
    return times.size() == 1 ? Optional.of(times.firstKey()) : Optional.empty();
  }
}
