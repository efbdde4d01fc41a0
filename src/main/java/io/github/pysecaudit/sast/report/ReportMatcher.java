package io.github.pysecaudit.sast.report;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Holds a report against the sources of a project: which of its files are which of ours, and
 * whether they are still what it saw.
 */
public final class ReportMatcher {
  private final SortedSet<String> sources;
  private final String root;
  private final Function<String, Optional<Instant>> modified;

  /**
   * A matcher for the sources of one project.
   *
   * @param sources repository paths of all sources
   * @param root absolute path of the project's folder, or empty if unknown
   * @param modified when a source was last changed; a source without a time is never covered
   */
  public ReportMatcher(
      SortedSet<String> sources, String root, Function<String, Optional<Instant>> modified) {
    this.sources = new TreeSet<>(sources);
    this.root = root.isEmpty() ? "" : plain(root).replaceAll("/+$", "") + "/";
    this.modified = modified;
  }

  /**
   * Matches a report.
   *
   * @param written when its file was last written; the report counts as made then, unless it says
   *     that it was made earlier
   */
  public SourceCoverage match(ImportedReport report, Optional<Instant> written) {
    Map<String, String> paths = new HashMap<>();
    report.covered().forEach(path -> paths.put(path, ""));
    report.notCovered().keySet().forEach(path -> paths.put(path, ""));
    report.findings().forEach(finding -> paths.put(finding.path(), ""));
    resolve(paths);
    Optional<Instant> made = earlier(report.made(), written);
    SortedSet<String> covered = new TreeSet<>();
    Map<String, String> notCovered = new TreeMap<>();
    for (String path : report.covered()) {
      String source = paths.get(path);
      if (!source.isEmpty()) {
        Optional<String> reason = outdated(source, made);
        if (reason.isPresent()) {
          notCovered.put(source, reason.get());
        } else {
          covered.add(source);
        }
      }
    }
    report
        .notCovered()
        .forEach(
            (path, reason) -> {
              String source = paths.get(path);
              if (!source.isEmpty()) {
                covered.remove(source);
                notCovered.put(source, "The scanner did not read it: " + reason);
              }
            });
    for (String source : sources) {
      if (!covered.contains(source)) {
        notCovered.putIfAbsent(source, "The report does not name it.");
      }
    }
    List<ImportedFinding> findings = new ArrayList<>();
    int elsewhere = 0;
    for (ImportedFinding finding : report.findings()) {
      String source = paths.get(finding.path());
      if (source.isEmpty()) {
        elsewhere++;
      } else {
        findings.add(moved(finding, source));
      }
    }
    return new SourceCoverage(report, covered, notCovered, findings, elsewhere);
  }

  private static ImportedFinding moved(ImportedFinding finding, String path) {
    return new ImportedFinding(
        finding.ruleId(),
        path,
        finding.line(),
        finding.endLine(),
        finding.severity(),
        finding.confidence(),
        finding.cwe(),
        finding.message(),
        finding.suppressed());
  }

  private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isPresent() ? one : other;
    }
    return one.get().isBefore(other.get()) ? one : other;
  }

  private Optional<String> outdated(String source, Optional<Instant> made) {
    Optional<Instant> changed = modified.apply(source);
    if (made.isEmpty()) {
      return Optional.of("The report does not say when it was made.");
    }
    if (changed.isEmpty()) {
      return Optional.of("It is not known when the file was last changed.");
    }
    boolean later = changed.get().truncatedTo(ChronoUnit.SECONDS).isAfter(made.get());
    return later
        ? Optional.of("The file was changed at " + changed.get() + ", after the report was made.")
        : Optional.empty();
  }

  /**
   * Finds the source for each path of the report. All paths of one report are read the same way: as
   * they are, below the project's folder, or below one other folder that the report has in common
   * with the project; a path that could mean two sources means none.
   */
  private void resolve(Map<String, String> paths) {
    int exact = 0;
    for (Map.Entry<String, String> each : paths.entrySet()) {
      String path = plain(each.getKey());
      if (!root.isEmpty() && path.startsWith(root)) {
        path = path.substring(root.length());
      }
      if (sources.contains(path)) {
        each.setValue(path);
        exact++;
      }
    }
    if (exact > 0 || paths.isEmpty()) {
      return;
    }
    Map<String, Integer> votes = new TreeMap<>();
    for (String path : paths.keySet()) {
      String plain = plain(path);
      for (String source : sources) {
        if (plain.endsWith("/" + source)) {
          votes.merge("-" + plain.substring(0, plain.length() - source.length()), 1, Integer::sum);
        } else if (source.endsWith("/" + plain)) {
          votes.merge("+" + source.substring(0, source.length() - plain.length()), 1, Integer::sum);
        }
      }
      if (votes.size() > 10_000) {
        return;
      }
    }
    winner(votes).ifPresent(prefix -> paths.replaceAll((path, none) -> by(prefix, plain(path))));
  }

  private static Optional<String> winner(Map<String, Integer> votes) {
    int most = votes.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    List<String> best =
        votes.entrySet().stream()
            .filter(vote -> vote.getValue() == most)
            .map(Map.Entry::getKey)
            .toList();
    return best.size() == 1 ? Optional.of(best.get(0)) : Optional.empty();
  }

  private String by(String prefix, String path) {
    String folder = prefix.substring(1);
    String source = "";
    if (prefix.charAt(0) == '+') {
      source = folder + path;
    } else if (path.startsWith(folder)) {
      source = path.substring(folder.length());
    }
    return sources.contains(source) ? source : "";
  }

  /** A path without URI scheme, escapes, backslashes and leading dots. */
  static String plain(String path) {
    String text = path;
    if (text.startsWith("file:") || text.contains("%")) {
      try {
        String decoded = new URI(text).getPath();
        text = decoded == null ? text : decoded;
      } catch (URISyntaxException e) {
        // No URI after all: the path is taken as it is written.
        text = path;
      }
    }
    text = text.replace('\\', '/');
    while (text.startsWith("./")) {
      text = text.substring(2);
    }
    return text;
  }
}
