package io.github.pysecaudit.facts;

import io.github.pysecaudit.python.metadata.ArchiveEntry;
import io.github.pysecaudit.python.metadata.ArchiveLimits;
import io.github.pysecaudit.python.metadata.ArchiveProblem;
import io.github.pysecaudit.python.metadata.ArchiveReader;
import io.github.pysecaudit.python.metadata.ArchiveReading;
import io.github.pysecaudit.python.metadata.ArchiveVisitor;
import io.github.pysecaudit.python.metadata.BundledFile;
import io.github.pysecaudit.python.metadata.BundledPackages;
import io.github.pysecaudit.python.metadata.BundledPackagesCollector;
import io.github.pysecaudit.python.metadata.LockFile;
import io.github.pysecaudit.python.metadata.LockReader;
import io.github.pysecaudit.python.metadata.MavenCoordinates;
import io.github.pysecaudit.python.metadata.MetadataProblem;
import io.github.pysecaudit.python.metadata.PinReason;
import io.github.pysecaudit.python.metadata.SetupScripts;
import io.github.pysecaudit.sast.ScanReport;
import io.github.pysecaudit.sast.SourceFile;
import io.github.pysecaudit.sast.Unscanned;
import io.github.pysecaudit.sast.scan.PythonFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.zip.ZipFile;

/**
 * What archives carry: Python packages, Python source, Maven artifacts. Each archive is read once,
 * in place.
 *
 * @param packaging the Python packages and packaging files in them
 * @param scans what the scanner said of their source, in parts
 * @param unscanned source in them that could not be read
 * @param artifacts Maven artifacts that are packed into them
 */
record ArchiveContents(
    PythonPackaging packaging,
    List<ScanReport> scans,
    List<Unscanned> unscanned,
    List<MavenCoordinates> artifacts) {

  static final ArchiveContents NONE =
      new ArchiveContents(PythonPackaging.NONE, List.of(), List.of(), List.of());

  /**
   * Source is handed to the scanner in parts of about this many bytes, so that memory stays
   * bounded.
   */
  private static final int PART = 16 << 20;

  /** An archive to read. */
  record Source(Path file, String shown) {}

  /**
   * Reads archives.
   *
   * @param isKnown whether this source is scanned elsewhere, in the tree say
   * @param scan scans one part
   */
  static ArchiveContents read(
      List<Source> sources,
      SetupScripts scripts,
      Predicate<SourceFile> isKnown,
      Function<List<SourceFile>, ScanReport> scan) {
    return read(sources, scripts, Optional.of(new SourceCollector(isKnown, scan)));
  }

  /** Only the packages in archives; their source is other people's and not scanned. */
  static ArchiveContents packages(List<Source> sources) {
    return read(
        sources.stream().filter(s -> mayHoldPython(s.file())).toList(),
        SetupScripts.none(),
        Optional.empty());
  }

  private static ArchiveContents read(
      List<Source> sources, SetupScripts scripts, Optional<SourceCollector> python) {
    if (sources.isEmpty()) {
      return NONE;
    }
    ArchiveReader reader = new ArchiveReader(ArchiveLimits.defaults());
    BundledPackagesCollector packages = new BundledPackagesCollector();
    List<ArchiveVisitor> visitors = new ArrayList<>(List.of(packages));
    python.ifPresent(visitors::add);
    List<MetadataProblem> problems = new ArrayList<>();
    List<Unscanned> unscanned = new ArrayList<>();
    for (Source source : sources) {
      ArchiveReading reading =
          reader.read(source.file(), source.shown(), ArchiveVisitor.all(visitors));
      for (ArchiveProblem problem : reading.problems()) {
        problems.add(
            new MetadataProblem(problem.place(), problem.message(), PinReason.UNDECODABLE));
        if (problem.unread()) {
          unscanned.add(new Unscanned(problem.place(), problem.message(), true));
        }
      }
    }
    BundledPackages found = packages.packages();
    problems.addAll(found.problems());
    List<PackagingFile> files = new ArrayList<>();
    List<LockFile> locks = new ArrayList<>();
    for (BundledFile file : found.files()) {
      if (LockReader.isLock(file.path())) {
        locks.add(LockReader.read(file.path(), file.content()));
      } else {
        PythonPackagingReader.inArchive(file.path(), file.content(), scripts)
            .map(f -> file.data() ? reported(f) : f)
            .ifPresent(files::add);
      }
    }
    return new ArchiveContents(
        new PythonPackaging(files, locks, found.distributions(), List.of(), problems),
        python.map(SourceCollector::finish).orElse(List.of()),
        unscanned,
        found.artifacts());
  }

  /**
   * Whether the names of an archive's entries leave room for a Python package. Most dependencies
   * hold none, and their list of names is a hundred times quicker to read than they are.
   */
  private static boolean mayHoldPython(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (var entries = zip.entries(); entries.hasMoreElements(); ) {
        if (EntryNames.mayBePython(entries.nextElement().getName())) {
          return true;
        }
      }
      return false;
    } catch (IOException | IllegalArgumentException e) {
      // Not a zip, or a damaged one: the reader of archives says what is wrong with it.
      return true;
    }
  }

  private static PackagingFile reported(PackagingFile file) {
    return new PackagingFile(
        file.path(), PackagingFile.Role.REPORTED, file.reading(), file.pyproject());
  }

  /** The same packages as something that other people bundle: shown and validated, not judged. */
  PythonPackaging asForeign() {
    return new PythonPackaging(
        packaging.files().stream().map(ArchiveContents::reported).toList(),
        List.of(),
        List.of(),
        packaging.bundled(),
        packaging.problems());
  }

  /** Gathers Python source until a part is full, and has it scanned. */
  private static final class SourceCollector implements ArchiveVisitor {
    private final Predicate<SourceFile> isKnown;
    private final Function<List<SourceFile>, ScanReport> scan;
    private final List<ScanReport> reports = new ArrayList<>();
    private List<SourceFile> part = new ArrayList<>();
    private long bytes;

    SourceCollector(Predicate<SourceFile> isKnown, Function<List<SourceFile>, ScanReport> scan) {
      this.isKnown = isKnown;
      this.scan = scan;
    }

    @Override
    public boolean wants(ArchiveEntry entry) {
      return PythonFiles.isNamed(entry.path()) || hasNoEnding(entry.path());
    }

    @Override
    public void content(ArchiveEntry entry, byte[] content) {
      boolean script = hasNoEnding(entry.path()) && PythonFiles.hasPythonShebang(content);
      if (!script && !PythonFiles.isNamed(entry.path())) {
        return;
      }
      SourceFile file = SourceFile.of(entry.path(), PathRoles.isTest(entry.path()), content);
      if (!isKnown.test(file)) {
        part.add(file);
        bytes += content.length;
        if (bytes >= PART) {
          flush();
        }
      }
    }

    /** The scripts of a wheel or a source distribution are named without ending. */
    private static boolean hasNoEnding(String path) {
      return path.lastIndexOf('.') <= path.lastIndexOf('/');
    }

    private void flush() {
      reports.add(scan.apply(part));
      part = new ArrayList<>();
      bytes = 0;
    }

    List<ScanReport> finish() {
      if (!part.isEmpty()) {
        flush();
      }
      return List.copyOf(reports);
    }
  }
}
