package io.github.pysecaudit.sast.external;

import io.github.pysecaudit.sast.report.ImportedFinding;
import io.github.pysecaudit.sast.report.ImportedReport;
import io.github.pysecaudit.sast.report.ReportException;
import io.github.pysecaudit.sast.report.ReportReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs an installed scanner over the sources of a project: without a shell, with a time limit for
 * the whole run, in a folder outside of the project, and with few environment variables. Whatever
 * goes wrong is the reason why there is no report.
 */
public final class ScannerRunner {

  /** Variables that are handed on, if they are set. */
  private static final Set<String> HANDED_ON =
      Set.of(
          "PATH",
          "HOME",
          "USERPROFILE",
          "SYSTEMROOT",
          "TEMP",
          "TMP",
          "TMPDIR",
          "LANG",
          "LC_ALL",
          "APPDATA",
          "LOCALAPPDATA",
          "PATHEXT");

  /** A command line longer than this does not start everywhere. */
  private static final int MAX_COMMAND = 25_000;

  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+[0-9A-Za-z.]*");

  private final Map<String, String> environment = new HashMap<>();
  private final Path folder;
  private final Duration limit;
  private final Clock clock;

  /**
   * A runner.
   *
   * @param environment the environment of the build; only a few variables are handed on
   * @param folder an existing folder outside of the project, in which scanners run
   * @param limit the longest time for one scanner over all files
   * @param clock tells how long a run took
   */
  public ScannerRunner(Map<String, String> environment, Path folder, Duration limit, Clock clock) {
    environment.forEach(
        (name, value) -> {
          if (HANDED_ON.contains(name.toUpperCase(java.util.Locale.ROOT))) {
            this.environment.put(name, value);
          }
        });
    this.environment.put("PYTHONSAFEPATH", "1");
    this.environment.put("PYTHONDONTWRITEBYTECODE", "1");
    this.environment.put("PYTHONIOENCODING", "utf-8");
    this.environment.put("SEMGREP_SEND_METRICS", "off");
    this.folder = folder;
    this.limit = limit;
    this.clock = clock;
  }

  /**
   * Scans files.
   *
   * @param scanner which one
   * @param program its program, as {@link ExternalScanner#find} gives it or as it was configured
   * @param project absolute folder of the project
   * @param files absolute paths of all sources
   */
  public ScannerRun run(ExternalScanner scanner, Path program, Path project, List<Path> files) {
    Instant start = clock.instant();
    String tool = scanner.program();
    Optional<String> obstacle = scanner.cannotRun(project);
    if (obstacle.isPresent()) {
      return ScannerRun.failed(tool, obstacle.get(), took(start));
    }
    if (files.isEmpty()) {
      return ScannerRun.failed(tool, "There are no sources to scan.", took(start));
    }
    try {
      Optional<String> version = version(program);
      List<ImportedReport> parts = new ArrayList<>();
      for (List<Path> batch : batches(scanner, files)) {
        Duration left = limit.minus(took(start));
        if (left.isNegative() || left.isZero()) {
          return ScannerRun.failed(tool, late(tool), took(start));
        }
        parts.add(one(scanner, program, project, batch, left));
      }
      ImportedReport report = together(scanner, parts, files, start);
      return new ScannerRun(
          tool, version.or(report::version), Optional.of(report), "", took(start));
    } catch (ReportException | IOException e) {
      return ScannerRun.failed(tool, tool + " gave no report: " + e.getMessage(), took(start));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ScannerRun.failed(tool, tool + " was interrupted.", took(start));
    }
  }

  private String late(String tool) {
    return tool + " gave no report: It did not end within " + limit.toSeconds() + " s.";
  }

  private Duration took(Instant start) {
    return Duration.between(start, clock.instant());
  }

  private Optional<String> version(Path program) throws IOException, InterruptedException {
    Duration shortly = limit.compareTo(Duration.ofSeconds(20)) < 0 ? limit : Duration.ofSeconds(20);
    BoundedProcess.Result result =
        BoundedProcess.run(
            List.of(program.toString(), "--version"), folder, environment, shortly, 1 << 16);
    Matcher matcher = VERSION.matcher(new String(result.output(), StandardCharsets.UTF_8));
    return result.exit() == 0 && matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
  }

  private ImportedReport one(
      ExternalScanner scanner, Path program, Path project, List<Path> files, Duration left)
      throws IOException, InterruptedException, ReportException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(scanner.arguments(project, files));
    BoundedProcess.Result result =
        BoundedProcess.run(command, folder, environment, left, ReportReader.MAX_BYTES);
    if (!result.stopped().isEmpty()) {
      throw new ReportException(result.stopped());
    }
    if (!scanner.isGoodExit(result.exit())) {
      throw new ReportException(
          "It ended with exit code " + result.exit() + firstLine(result.errors()) + ".");
    }
    return new ReportReader().read(result.output());
  }

  private static String firstLine(String errors) {
    String line = errors.strip().split("\\R", 2)[0];
    return line.isEmpty() ? "" : " (" + line.substring(0, Math.min(line.length(), 200)) + ")";
  }

  private static List<List<Path>> batches(ExternalScanner scanner, List<Path> files) {
    if (!scanner.takesFiles()) {
      return List.of(files);
    }
    List<List<Path>> batches = new ArrayList<>();
    List<Path> batch = new ArrayList<>();
    int length = 0;
    for (Path file : files) {
      length += file.toString().length() + 1;
      if (length > MAX_COMMAND && !batch.isEmpty()) {
        batches.add(batch);
        batch = new ArrayList<>();
        length = file.toString().length() + 1;
      }
      batch.add(file);
    }
    batches.add(batch);
    return batches;
  }

  /** One report of all parts. Ruff names no files: it was given them, and did not complain. */
  private static ImportedReport together(
      ExternalScanner scanner, List<ImportedReport> parts, List<Path> files, Instant start) {
    List<ImportedFinding> findings = new ArrayList<>();
    Set<String> covered = new LinkedHashSet<>();
    Map<String, String> notCovered = new LinkedHashMap<>();
    for (ImportedReport part : parts) {
      findings.addAll(part.findings());
      covered.addAll(part.covered());
      notCovered.putAll(part.notCovered());
    }
    if (scanner == ExternalScanner.RUFF) {
      files.forEach(file -> covered.add(file.toString()));
      covered.removeAll(notCovered.keySet());
    }
    ImportedReport first = parts.get(0);
    return new ImportedReport(
        first.tool(),
        first.version(),
        first.format(),
        Optional.of(start),
        findings,
        covered,
        notCovered);
  }
}
