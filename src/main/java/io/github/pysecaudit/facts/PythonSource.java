package io.github.pysecaudit.facts;

import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.sast.Marker;
import io.github.pysecaudit.sast.PrivilegeUse;
import io.github.pysecaudit.sast.RuleCatalogue;
import io.github.pysecaudit.sast.ScanReport;
import io.github.pysecaudit.sast.SourceFacts;
import io.github.pysecaudit.sast.SourceFile;
import io.github.pysecaudit.sast.Unscanned;
import io.github.pysecaudit.sast.Weakness;
import io.github.pysecaudit.sast.scan.PythonFiles;
import io.github.pysecaudit.sast.scan.ScanCache;
import io.github.pysecaudit.sast.scan.SourceScanner;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The Python source of a tree: which files there are, and one scan of each. */
final class PythonSource {
  private static final int SHEBANG_BYTES = 256;

  private final Repository repository;
  private final SourceScanner scanner;

  PythonSource(Repository repository, ScanCache cache) {
    this.repository = repository;
    this.scanner =
        new SourceScanner(RuleCatalogue.load(), Runtime.getRuntime().availableProcessors(), cache);
  }

  /** Scans the whole tree; archives are scanned apart. */
  ScanReport scan() {
    List<SourceFile> files = new ArrayList<>();
    List<Unscanned> unscanned = new ArrayList<>();
    for (RepositoryFile file : repository.files()) {
      try {
        if (isPython(file)) {
          files.add(source(file.path()));
        } else if (isWithoutSource(file)) {
          unscanned.add(unscanned(file, "Compiled Python without its source beside it."));
        }
      } catch (IOException e) {
        unscanned.add(unscanned(file, "Nobody knows whether this is Python: it cannot be read."));
      }
    }
    ScanReport report = scanner.scan(files);
    unscanned.addAll(0, report.unscanned());
    for (LeftOut left : repository.leftOut()) {
      boolean lost = left.kind() != LeftOut.Kind.BY_RULE && left.kind() != LeftOut.Kind.OUTSIDE;
      if (lost || left.kind() == LeftOut.Kind.OUTSIDE && PythonFiles.isNamed(left.path())) {
        unscanned.add(new Unscanned(Place.file(left.path()), left.reason(), true));
      }
    }
    return with(report, unscanned);
  }

  /** Scans files that do not lie in the tree. */
  ScanReport scan(List<SourceFile> files) {
    return scanner.scan(files);
  }

  /**
   * Whether the tree holds the same file: same name and same bytes. A copy among the tests or their
   * samples is judged more mildly than what is shipped, so it stands for none but another test.
   */
  Predicate<SourceFile> isInTree() {
    return new SameFiles(repository)::contains;
  }

  private SourceFile source(String path) {
    return new SourceFile(
        path,
        PathRoles.isTest(path),
        () -> {
          Content content = repository.read(path, SourceScanner.MAX_FILE_BYTES);
          if (!content.isComplete()) {
            throw new IOException(content.problem().orElseThrow());
          }
          return content.bytes();
        });
  }

  private static Unscanned unscanned(RepositoryFile file, String reason) {
    return new Unscanned(Place.file(file.path()), reason, true);
  }

  /** Python imports such a file in the place of its source. */
  private boolean isWithoutSource(RepositoryFile file) {
    String path = file.path();
    return PythonFiles.isCompiled(path)
        && repository.file(path.substring(0, path.length() - 1)).isEmpty();
  }

  private boolean isPython(RepositoryFile file) throws IOException {
    if (PythonFiles.isNamed(file.path())) {
      return true;
    }
    if (!PythonFiles.mayBeScript(file.path()) || file.size() == 0) {
      return false;
    }
    try (InputStream in = repository.open(file.path())) {
      return PythonFiles.hasPythonShebang(in.readNBytes(SHEBANG_BYTES));
    }
  }

  /** Several parts of one scan as one. */
  static ScanReport join(List<ScanReport> parts, List<Unscanned> more) {
    ScanReport first = parts.get(0);
    List<Unscanned> unscanned = new ArrayList<>(all(parts, ScanReport::unscanned));
    unscanned.addAll(more);
    return new ScanReport(
        first.engine(),
        first.version(),
        first.ruleCount(),
        all(parts, ScanReport::weaknesses),
        all(parts, ScanReport::markers),
        all(parts, ScanReport::privileges),
        all(parts, ScanReport::sources),
        unscanned,
        parts.stream().mapToLong(ScanReport::lines).sum());
  }

  private static <T> List<T> all(List<ScanReport> parts, Function<ScanReport, List<T>> what) {
    return parts.stream().flatMap(p -> what.apply(p).stream()).toList();
  }

  /** The part of a scan that lies in a module. */
  static ScanReport within(ScanReport report, ModuleScope scope) {
    List<SourceFacts> sources =
        report.sources().stream().filter(s -> scope.contains(outer(s.path()))).toList();
    return new ScanReport(
        report.engine(),
        report.version(),
        report.ruleCount(),
        keep(report.weaknesses().stream(), Weakness::place, scope),
        keep(report.markers().stream(), Marker::place, scope),
        keep(report.privileges().stream(), PrivilegeUse::place, scope),
        sources,
        keep(report.unscanned().stream(), Unscanned::place, scope),
        sources.stream().mapToLong(SourceFacts::lines).sum());
  }

  private static <T> List<T> keep(Stream<T> all, Function<T, Place> place, ModuleScope scope) {
    return all.filter(
            one -> place.apply(one).path().map(p -> scope.contains(outer(p))).orElse(true))
        .toList();
  }

  private static String outer(String path) {
    int archive = path.indexOf("!/");
    return archive < 0 ? path : path.substring(0, archive);
  }

  private static ScanReport with(ScanReport report, List<Unscanned> unscanned) {
    return new ScanReport(
        report.engine(),
        report.version(),
        report.ruleCount(),
        report.weaknesses(),
        report.markers(),
        report.privileges(),
        report.sources(),
        unscanned,
        report.lines());
  }
}
