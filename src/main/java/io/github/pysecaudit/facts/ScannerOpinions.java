package io.github.pysecaudit.facts;

import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.facts.config.AuditConfiguration;
import io.github.pysecaudit.sast.RuleCatalogue;
import io.github.pysecaudit.sast.ScanReport;
import io.github.pysecaudit.sast.SourceFacts;
import io.github.pysecaudit.sast.Unscanned;
import io.github.pysecaudit.sast.external.ExternalScanner;
import io.github.pysecaudit.sast.external.ScannerRun;
import io.github.pysecaudit.sast.external.ScannerRunner;
import io.github.pysecaudit.sast.report.ImportedReport;
import io.github.pysecaudit.sast.report.ReportException;
import io.github.pysecaudit.sast.report.ReportMatcher;
import io.github.pysecaudit.sast.report.ReportReader;
import io.github.pysecaudit.sast.report.SourceCoverage;
import io.github.pysecaudit.sast.report.WitnessMerge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What scanners other than the embedded one say: those that ran in this build, and those whose
 * reports were imported.
 *
 * @param runs one per external scanner that was started
 * @param coverage reports held against the sources, of runs and of files
 * @param problems reports that could not be read
 */
public record ScannerOpinions(
    List<ScannerRun> runs, List<SourceCoverage> coverage, List<Unscanned> problems) {

  /** No other scanner was asked. */
  public static final ScannerOpinions NONE = new ScannerOpinions(List.of(), List.of(), List.of());

  /** For a scanner that was asked for by name. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** For one that merely happens to be installed: it must not make the build slow. */
  private static final Duration SHORT_LIMIT = Duration.ofMinutes(1);

  public ScannerOpinions {
    runs = List.copyOf(runs);
    coverage = List.copyOf(coverage);
    problems = List.copyOf(problems);
  }

  /**
   * Names of the tools that validated some of the source as it is now, in lower case. A report that
   * covers none of it (outdated, empty, or of another project) is no witness.
   */
  public SortedSet<String> tools() {
    return coverage.stream()
        .filter(c -> !c.covered().isEmpty())
        .map(c -> c.report().tool())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether some report covers this source in the state it has now. */
  public boolean covers(String path) {
    return coverage.stream().anyMatch(c -> c.covered().contains(path));
  }

  /** The findings of all of them in one report. */
  ScanReport mergedInto(ScanReport scan) {
    return coverage.isEmpty() ? scan : new WitnessMerge(RuleCatalogue.load()).merge(scan, coverage);
  }

  /**
   * Runs and imports what the configuration asks for.
   *
   * @param environment of the build; without {@code PATH} nothing is found and nothing runs
   */
  static ScannerOpinions gather(
      Repository repository,
      ScanReport scan,
      AuditConfiguration.Code code,
      Map<String, String> environment,
      Clock clock) {
    SortedSet<String> sources =
        scan.sources().stream()
            .map(SourceFacts::path)
            .filter(p -> !p.contains("!/"))
            .collect(Collectors.toCollection(TreeSet::new));
    if (sources.isEmpty()) {
      return NONE;
    }
    ReportMatcher matcher =
        new ReportMatcher(
            sources,
            repository.root().map(Path::toString).orElse(""),
            p -> repository.file(p).map(RepositoryFile::modified));
    List<SourceCoverage> coverage = new ArrayList<>();
    List<Unscanned> problems = new ArrayList<>();
    for (String path : code.reports()) {
      try {
        coverage.add(read(repository, path, matcher));
      } catch (ReportException e) {
        problems.add(
            new Unscanned(Place.file(path), "The report is not usable: " + e.getMessage(), true));
      }
    }
    List<ScannerRun> runs = run(repository, sources, code, environment, clock);
    for (ScannerRun run : runs) {
      run.report().ifPresent(r -> coverage.add(matcher.match(r, Optional.empty())));
    }
    return new ScannerOpinions(runs, coverage, problems);
  }

  private static SourceCoverage read(Repository repository, String path, ReportMatcher matcher)
      throws ReportException {
    if (repository.isTracked(path)) {
      throw new ReportException(
          "It is committed to the repository, so no build has made it; import the one that CI"
              + " makes.");
    }
    Content content = repository.read(path, ReportReader.MAX_BYTES);
    if (!content.isComplete()) {
      throw new ReportException(content.problem().orElseThrow() + ".");
    }
    ImportedReport report = new ReportReader().read(content.bytes());
    return matcher.match(report, repository.file(path).map(RepositoryFile::modified));
  }

  private static List<ScannerRun> run(
      Repository repository,
      SortedSet<String> sources,
      AuditConfiguration.Code code,
      Map<String, String> environment,
      Clock clock) {
    Optional<Path> root = repository.root();
    if (code.scanners().equals("none") || root.isEmpty()) {
      return List.of();
    }
    List<ScannerRun> runs = new ArrayList<>();
    List<Path> files = sources.stream().flatMap(p -> repository.onDisk(p).stream()).toList();
    for (ExternalScanner scanner : wanted(code)) {
      Optional<Path> program = scanner.find(environment.getOrDefault("PATH", ""), root.get());
      if (program.isPresent()) {
        boolean named =
            !code.scanners().equals("auto") || code.requireScanner().contains(scanner.program());
        ScannerSite site =
            new ScannerSite(root.get(), files, environment, named ? LIMIT : SHORT_LIMIT);
        runs.add(runOutside(scanner, program.get(), site, clock));
      }
    }
    return runs;
  }

  private static List<ExternalScanner> wanted(AuditConfiguration.Code code) {
    Stream<ExternalScanner> chosen =
        code.scanners().equals("auto")
            ? Arrays.stream(ExternalScanner.values())
            : code.scannerNames().stream().flatMap(n -> ExternalScanner.named(n).stream());
    return Stream.concat(
            chosen, code.requireScanner().stream().flatMap(n -> ExternalScanner.named(n).stream()))
        .distinct()
        .toList();
  }

  /** What a scanner gets to see. */
  private record ScannerSite(
      Path root, List<Path> files, Map<String, String> environment, Duration limit) {}

  private static ScannerRun runOutside(
      ExternalScanner scanner, Path program, ScannerSite site, Clock clock) {
    try {
      Path folder = Files.createTempDirectory("audit-scanner");
      try {
        return new ScannerRunner(site.environment(), folder, site.limit(), clock)
            .run(scanner, program, site.root(), site.files());
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      return new ScannerRun(
          scanner.program(),
          Optional.empty(),
          Optional.empty(),
          "No temporary folder could be made: " + e.getMessage(),
          Duration.ZERO);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
