package io.github.pysecaudit.fuzz;

import io.github.pysecaudit.fuzz.FuzzTargets.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What fuzzing has done, from the logs of Jazzer. */
final class FuzzSummary {
  private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in (\\d+) second");
  private static final Pattern COVERED =
      Pattern.compile("#\\d+\\s+(\\w+)\\s+cov: (\\d+) ft: \\d+ corp: (\\d+)/");
  private static final Pattern FOUND =
      Pattern.compile("== (?:Java Exception|libFuzzer crash|ERROR): ?(.{0,200})");

  /** Inputs that fuzzing has found are kept under names that begin so. */
  private static final String FIXTURE = "found-";

  private FuzzSummary() {}

  /** Where the log of a target lies. */
  static Path log(Path work, Target target) {
    return work.resolve(target.name() + ".log");
  }

  /** What was found, one line each. */
  static List<String> findings(Path log) throws IOException {
    return FOUND.matcher(text(log)).results().map(found -> found.group(1).strip()).toList();
  }

  /** A table of every target that has been searched, with what it was done on. */
  static String of(List<Target> targets, Path work) throws Exception {
    StringBuilder table = new StringBuilder();
    table.append(
        """
        | target | seconds | executions | per second | coverage at first | at last | open findings | fixtures |
        | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |
        """);
    for (Target target : targets) {
      if (Files.exists(log(work, target))) {
        row(target, log(work, target)).ifPresent(table::append);
      }
    }
    return table
        + "\nOn Java %s, %s %s, %d processors.\n"
            .formatted(
                System.getProperty("java.version"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors());
  }

  private static Optional<String> row(Target target, Path log) throws Exception {
    String text = text(log);
    Matcher done = DONE.matcher(text);
    if (!done.find()) {
      return Optional.empty();
    }
    List<MatchResult> covered = COVERED.matcher(text).results().toList();
    long runs = Long.parseLong(done.group(1));
    long seconds = Math.max(1, Long.parseLong(done.group(2)));
    return Optional.of(
        "| %s | %d | %d | %d | %s | %s | %d | %s |%n"
            .formatted(
                target.name(),
                seconds,
                runs,
                runs / seconds,
                covered.isEmpty() ? "" : covered.get(0).group(2),
                covered.isEmpty() ? "" : covered.get(covered.size() - 1).group(2),
                findings(log).size(),
                fixtures(target)));
  }

  private static String fixtures(Target target) throws Exception {
    return target.seeds().stream()
        .map(seed -> seed.getFileName().toString())
        .filter(name -> name.startsWith(FIXTURE))
        .map(name -> name.substring(FIXTURE.length()).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private static String text(Path log) throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1);
  }
}
