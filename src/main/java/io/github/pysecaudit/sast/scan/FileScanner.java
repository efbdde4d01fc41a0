package io.github.pysecaudit.sast.scan;

import io.github.pysecaudit.python.syntax.ParsedSource;
import io.github.pysecaudit.python.syntax.Problem;
import io.github.pysecaudit.python.syntax.PythonParser;
import io.github.pysecaudit.sast.RuleCatalogue;
import io.github.pysecaudit.sast.marker.FoundMarker;
import io.github.pysecaudit.sast.marker.MarkerReader;
import io.github.pysecaudit.sast.marker.RuleIds;
import io.github.pysecaudit.sast.marker.StatementLines;
import io.github.pysecaudit.sast.rule.Hit;
import io.github.pysecaudit.sast.rule.PrivilegeHit;
import io.github.pysecaudit.sast.rule.TreeFindings;
import io.github.pysecaudit.sast.rule.TreeScan;
import io.github.pysecaudit.sast.rule.TrojanSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Scans one file: parse, one pass for all rules, markers. Safe for use by many threads. */
final class FileScanner {
  private static final int MAX_GAPS = 20;

  private final RuleCatalogue rules;
  private final TreeScan.Shared shared;
  private final MarkerReader markers;

  FileScanner(RuleCatalogue rules) {
    this.rules = rules;
    this.shared = new TreeScan.Shared(rules);
    this.markers = new MarkerReader(new RuleIds(rules));
  }

  FileScan scanSource(byte[] bytes, boolean test) {
    ParsedSource parsed = PythonParser.parse(bytes);
    Collected all = new Collected();
    collect(all, parsed, test, TrojanSource.look(bytes, parsed.encoding(), rules), CellLines.PLAIN);
    return all.finish(parsed.lineCount());
  }

  FileScan scanNotebook(byte[] bytes, boolean test) {
    Notebook notebook = Notebook.read(bytes);
    Collected all = new Collected();
    all.gaps.addAll(notebook.gaps());
    for (Notebook.Unit unit : notebook.units()) {
      ParsedSource parsed = PythonParser.parse(unit.text());
      collect(all, parsed, test, TrojanSource.look(unit.text(), rules), unit.lines());
    }
    return all.finish(notebook.lines());
  }

  private void collect(
      Collected all, ParsedSource parsed, boolean test, List<Hit> trojans, CellLines lines) {
    TreeFindings found = TreeScan.run(shared, parsed.module(), test);
    List<Hit> hits = new ArrayList<>(found.hits());
    hits.addAll(trojans);
    List<FoundMarker> read = markers.read(parsed.comments(), new StatementLines(found.extents()));
    all.add(hits, read, lines);
    for (PrivilegeHit hit : found.privileges()) {
      all.privileges.add(new PrivilegeHit(hit.kind(), lines.file(hit.line()), hit.text()));
    }
    merge(all.imports, found.imports(), lines);
    merge(all.decorators, found.decorators(), lines);
    merge(all.functions, found.functions(), lines);
    merge(all.calls, found.calls(), lines);
    for (Problem problem : parsed.problems()) {
      if (all.gaps.size() < MAX_GAPS) {
        String reason = problem.reason() + lines.suffix(problem.line());
        all.gaps.add(new FileScan.Gap(lines.file(problem.line()), reason));
      }
    }
    if (found.truncated()) {
      all.gaps.add(
          new FileScan.Gap(0, "The file has more weaknesses than the scanner keeps for one file."));
    }
  }

  private static void merge(Map<String, Integer> all, Map<String, Integer> some, CellLines lines) {
    some.forEach((name, line) -> all.putIfAbsent(name, lines.file(line)));
  }

  /** What the units of one file gave so far. */
  private static final class Collected {
    private final List<FileScan.MarkedHit> hits = new ArrayList<>();
    private final List<FileScan.EffectiveMarker> markers = new ArrayList<>();
    private final List<PrivilegeHit> privileges = new ArrayList<>();
    private final Map<String, Integer> imports = new TreeMap<>();
    private final Map<String, Integer> decorators = new TreeMap<>();
    private final Map<String, Integer> functions = new TreeMap<>();
    private final Map<String, Integer> calls = new TreeMap<>();
    private final List<FileScan.Gap> gaps = new ArrayList<>();

    void add(List<Hit> found, List<FoundMarker> read, CellLines lines) {
      List<SortedSet<String>> suppressed = new ArrayList<>();
      read.forEach(marker -> suppressed.add(new TreeSet<>()));
      int[] covering = new int[found.size()];
      for (int i = 0; i < covering.length; i++) {
        covering[i] = covering(found.get(i), read, suppressed);
      }
      int[] kept = new int[read.size()];
      for (int i = 0; i < kept.length; i++) {
        FoundMarker marker = read.get(i);
        List<String> rules = List.copyOf(suppressed.get(i));
        boolean lintOnly = marker.word().equals("noqa") && marker.blanket() && rules.isEmpty();
        kept[i] = lintOnly ? -1 : markers.size();
        if (!lintOnly) {
          markers.add(new FileScan.EffectiveMarker(moved(marker, lines), rules));
        }
      }
      for (int i = 0; i < covering.length; i++) {
        int marker = covering[i] < 0 ? -1 : kept[covering[i]];
        hits.add(new FileScan.MarkedHit(moved(found.get(i), lines), marker));
      }
    }

    /** The best marker for a hit: an explained one first, then one that names it. */
    private static int covering(
        Hit hit, List<FoundMarker> read, List<SortedSet<String>> suppressed) {
      int best = -1;
      int bestScore = -1;
      for (int i = 0; i < read.size(); i++) {
        FoundMarker marker = read.get(i);
        if (marker.covers(hit.rule(), hit.line(), hit.lastLine())) {
          suppressed.get(i).add(hit.rule());
          int score = (marker.explanation().isEmpty() ? 0 : 2) + (marker.blanket() ? 0 : 1);
          if (score > bestScore) {
            best = i;
            bestScore = score;
          }
        }
      }
      return best;
    }

    private static Hit moved(Hit hit, CellLines lines) {
      return new Hit(
          hit.rule(),
          lines.file(hit.line()),
          hit.column(),
          lines.file(hit.lastLine()),
          hit.severity(),
          hit.confidence(),
          hit.message() + lines.suffix(hit.line()));
    }

    private static FoundMarker moved(FoundMarker marker, CellLines lines) {
      return new FoundMarker(
          lines.file(marker.line()),
          marker.text(),
          marker.word(),
          marker.rules(),
          marker.unknownIds(),
          marker.blanket(),
          marker.explanation(),
          lines.file(marker.from()),
          lines.file(marker.to()));
    }

    FileScan finish(int lines) {
      return new FileScan(
          hits, markers, privileges, imports, decorators, functions, calls, gaps, lines);
    }
  }
}
