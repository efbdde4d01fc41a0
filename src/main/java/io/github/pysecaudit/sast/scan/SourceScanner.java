package io.github.pysecaudit.sast.scan;

import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.sast.Marker;
import io.github.pysecaudit.sast.PrivilegeUse;
import io.github.pysecaudit.sast.Rule;
import io.github.pysecaudit.sast.RuleCatalogue;
import io.github.pysecaudit.sast.ScanReport;
import io.github.pysecaudit.sast.SourceFacts;
import io.github.pysecaudit.sast.SourceFile;
import io.github.pysecaudit.sast.Unscanned;
import io.github.pysecaudit.sast.Weakness;
import io.github.pysecaudit.sast.marker.FoundMarker;
import io.github.pysecaudit.sast.rule.Hit;
import io.github.pysecaudit.sast.rule.PrivilegeHit;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The embedded scanner for Python source. Needs no Python, runs nothing of what it reads, and never
 * throws for what a file contains: what it could not look at is in the report.
 *
 * <p>Safe for use by several threads; every scan has a pool of its own, which ends with the scan.
 */
public final class SourceScanner {

  /** The name under which the scanner is a witness. */
  public static final String ENGINE = "embedded";

  /** Version of the engine; the fingerprint of the rules is added to it in reports. */
  public static final String VERSION = "1";

  /** Larger files are reported as not scanned. */
  public static final int MAX_FILE_BYTES = 8 << 20;

  /** The most bytes of source that are worked on at one time, however many threads there are. */
  private static final int MAX_BYTES_AT_WORK = 8 << 20;

  /** The most findings and markers of all scans of one scanner; each is kept in memory. */
  private static final int MOST_FINDINGS = 100_000;

  private final RuleCatalogue rules;
  private final FileScanner scanner;
  private final int parallelism;
  private final ScanCache cache;
  private final int mostFindings;
  private final AtomicInteger findings = new AtomicInteger();

  /**
   * A scanner with all rules.
   *
   * @param parallelism number of threads, at least 1
   * @param cache what earlier runs found
   */
  public SourceScanner(RuleCatalogue rules, int parallelism, ScanCache cache) {
    this(rules, parallelism, cache, MOST_FINDINGS);
  }

  SourceScanner(RuleCatalogue rules, int parallelism, ScanCache cache, int mostFindings) {
    this.mostFindings = mostFindings;
    this.rules = Objects.requireNonNull(rules, "rules");
    this.scanner = new FileScanner(rules);
    this.parallelism = Math.max(1, parallelism);
    this.cache = Objects.requireNonNull(cache, "cache");
  }

  /** Version of engine and rules, as reports show it. */
  public static String version(RuleCatalogue rules) {
    return VERSION + "+rules." + rules.version();
  }

  /**
   * What a cache of results must go by: version, and size and time of the file the scanner was
   * loaded from, so that another build of it never takes over what an earlier one found.
   */
  public static String cacheVersion(RuleCatalogue rules) {
    CodeSource source = SourceScanner.class.getProtectionDomain().getCodeSource();
    String build = "";
    try {
      if (source != null) {
        Path file = Path.of(source.getLocation().toURI());
        build = Files.size(file) + "." + Files.getLastModifiedTime(file).toMillis();
      }
    } catch (IOException
        | URISyntaxException
        | IllegalArgumentException
        | FileSystemNotFoundException e) {
      // Not loaded from a file: the version has to do.
      build = "";
    }
    return version(rules) + "+build." + build;
  }

  /**
   * Scans files. They are taken one after the other and read when their turn comes, so an iterable
   * that makes them on the way needs little memory.
   */
  public ScanReport scan(Iterable<SourceFile> files) {
    Iterator<SourceFile> queue = files.iterator();
    List<Outcome> outcomes = new ArrayList<>();
    Semaphore memory = new Semaphore(MAX_BYTES_AT_WORK, true);
    ExecutorService pool = Executors.newFixedThreadPool(parallelism, this::thread);
    try {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < parallelism; i++) {
        workers.add(pool.submit(() -> work(queue, outcomes, memory)));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      outcomes.add(interrupted());
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("the scan could not be finished", e.getCause());
    } finally {
      pool.shutdownNow();
    }
    cache.save();
    List<Outcome> done;
    synchronized (outcomes) {
      done = new ArrayList<>(outcomes);
    }
    return report(done);
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(null, work, "python-source-scan", 4L << 20);
    thread.setDaemon(true);
    return thread;
  }

  private static Outcome interrupted() {
    String reason = "The scan was interrupted before all files were read.";
    SourceFile none = SourceFile.of("", false, new byte[0]);
    return new Outcome(none, Optional.empty(), new Unscanned(Place.nowhere(), reason, true));
  }

  /** What became of one file: a scan, or the reason why there is none. */
  private record Outcome(SourceFile file, Optional<FileScan> scan, Unscanned problem) {}

  private void work(Iterator<SourceFile> queue, List<Outcome> outcomes, Semaphore memory) {
    while (!Thread.currentThread().isInterrupted()) {
      SourceFile file;
      synchronized (queue) {
        if (!queue.hasNext()) {
          return;
        }
        file = queue.next();
      }
      Outcome outcome = scanOne(file, memory);
      synchronized (outcomes) {
        outcomes.add(outcome);
      }
    }
  }

  private Outcome scanOne(SourceFile file, Semaphore memory) {
    if (findings.get() >= mostFindings) {
      return unread(
          file,
          "There are more than " + mostFindings + " findings elsewhere; the file was not scanned.");
    }
    try {
      byte[] bytes = file.content().read();
      if (bytes.length > MAX_FILE_BYTES) {
        return unread(file, "The file has more than " + (MAX_FILE_BYTES >> 20) + " MB.");
      }
      int permits = Math.max(1, bytes.length);
      memory.acquire(permits);
      try {
        FileScan scan = scanBytes(file, bytes);
        findings.addAndGet(scan.hits().size() + scan.markers().size());
        return new Outcome(file, Optional.of(scan), null);
      } finally {
        memory.release(permits);
      }
    } catch (IOException e) {
      return unread(file, "The file could not be read: " + e.getMessage() + ".");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unread(file, "The scan was interrupted.");
    } catch (StackOverflowError | RuntimeException e) {
      return unread(file, "The scanner failed on this file: " + e + ".");
    } catch (OutOfMemoryError e) {
      return unread(file, "The scanner ran out of memory on this file.");
    }
  }

  private static Outcome unread(SourceFile file, String reason) {
    return new Outcome(
        file, Optional.empty(), new Unscanned(Place.file(file.path()), reason, true));
  }

  private FileScan scanBytes(SourceFile file, byte[] bytes) {
    boolean notebook = PythonFiles.isNotebook(file.path());
    String key = key(bytes, file.test(), notebook);
    Optional<FileScan> known = cache.find(key).filter(scan -> scan.isUsable(rules));
    if (known.isPresent()) {
      return known.get();
    }
    FileScan scan =
        notebook
            ? scanner.scanNotebook(bytes, file.test())
            : scanner.scanSource(bytes, file.test());
    cache.store(key, scan);
    return scan;
  }

  private static String key(byte[] bytes, boolean test, boolean notebook) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      String kind = (test ? "t" : "m") + (notebook ? "n" : "s");
      return HexFormat.of().formatHex(digest) + kind;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private ScanReport report(List<Outcome> outcomes) {
    outcomes.sort(Comparator.comparing(outcome -> outcome.file().path()));
    List<Weakness> weaknesses = new ArrayList<>();
    List<Marker> markers = new ArrayList<>();
    List<PrivilegeUse> privileges = new ArrayList<>();
    List<SourceFacts> sources = new ArrayList<>();
    List<Unscanned> unscanned = new ArrayList<>();
    long lines = 0;
    for (Outcome outcome : outcomes) {
      if (outcome.problem() != null) {
        unscanned.add(outcome.problem());
        continue;
      }
      FileScan scan = outcome.scan().orElseThrow();
      SourceFile file = outcome.file();
      Function<Integer, Place> at =
          line -> line > 0 ? Place.line(file.path(), line) : Place.file(file.path());
      lines += scan.lines();
      weaknesses.addAll(weaknesses(file, scan));
      markers.addAll(markers(file, scan));
      for (PrivilegeHit hit : scan.privileges()) {
        privileges.add(new PrivilegeUse(hit.kind(), at.apply(hit.line()), hit.text(), file.test()));
      }
      for (FileScan.Gap gap : scan.gaps()) {
        unscanned.add(new Unscanned(at.apply(gap.line()), gap.reason(), false));
      }
      sources.add(
          new SourceFacts(
              file.path(),
              file.test(),
              scan.lines(),
              new TreeMap<>(scan.imports()),
              new TreeMap<>(scan.decorators()),
              new TreeMap<>(scan.functions()),
              new TreeMap<>(scan.calls())));
    }
    return new ScanReport(
        "embedded Python source scanner",
        version(rules),
        rules.all().size(),
        weaknesses,
        markers,
        privileges,
        sources,
        unscanned,
        lines);
  }

  private List<Weakness> weaknesses(SourceFile file, FileScan scan) {
    List<Weakness> found = new ArrayList<>();
    for (FileScan.MarkedHit marked : scan.hits()) {
      Hit hit = marked.hit();
      Rule rule = rules.rule(hit.rule());
      Optional<Weakness.MarkedBy> marker = Optional.empty();
      if (marked.marker() >= 0) {
        FoundMarker by = scan.markers().get(marked.marker()).marker();
        marker =
            Optional.of(
                new Weakness.MarkedBy(
                    Place.line(file.path(), by.line()), by.text(), explanation(by)));
      }
      found.add(
          new Weakness(
              hit.rule(),
              rule.title(),
              Place.position(file.path(), hit.line(), hit.column()),
              hit.severity(),
              hit.confidence(),
              rule.cwe(),
              hit.message(),
              rule.remedy(),
              List.of(ENGINE + ":" + hit.rule()),
              marker));
    }
    found.sort(
        Comparator.comparingInt((Weakness each) -> each.place().line().orElse(0))
            .thenComparing(each -> each.place().column().orElse(0))
            .thenComparing(Weakness::rule));
    return found;
  }

  private static Optional<String> explanation(FoundMarker marker) {
    return Optional.of(marker.explanation()).filter(text -> !text.isEmpty());
  }

  private static List<Marker> markers(SourceFile file, FileScan scan) {
    List<Marker> found = new ArrayList<>();
    for (FileScan.EffectiveMarker effective : scan.markers()) {
      FoundMarker marker = effective.marker();
      found.add(
          new Marker(
              Place.line(file.path(), marker.line()),
              marker.text(),
              marker.word(),
              marker.rules(),
              marker.unknownIds(),
              marker.blanket(),
              explanation(marker),
              effective.suppressed(),
              marker.from(),
              marker.to()));
    }
    return found;
  }
}
