package io.github.pysecaudit.report;

import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a run tells GitHub Actions: annotations on the lines of a pull request, and the step
 * summary. Everything else GitHub needs is in SARIF.
 *
 * <p>Workflow commands are lines of the log that begin with two colons; hostile text cannot start
 * one, because its line breaks are encoded and it never stands at the start of a line.
 */
public final class GitHubActions {
  /** GitHub shows ten errors and ten warnings of a step. */
  static final int MOST_OF_A_LEVEL = 10;

  private static final int MESSAGE = 1_000;
  private static final int PATH = 500;

  private record Turn(Verdict verdict, int finding) {}

  private final Map<String, String> environment;

  /**
   * @param environment the environment variables of the build
   */
  public GitHubActions(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** The file that GitHub shows as the summary of the step, if there is one. */
  public Optional<String> summaryFile() {
    return Optional.ofNullable(environment.get("GITHUB_STEP_SUMMARY")).filter(f -> !f.isBlank());
  }

  /** What is to be appended to the summary; at most 512 KiB of the 1 MiB that GitHub allows. */
  public String summary(AuditReport report) {
    return MarkdownReport.text(report) + "\n";
  }

  /**
   * The workflow commands of a run, to be printed as they are, each on a line of its own; none
   * outside GitHub Actions. The last of a level says how many more there are.
   */
  public List<String> annotations(AuditReport report) {
    if (!"true".equals(environment.get("GITHUB_ACTIONS"))) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    add(lines, "error", Findings.toDo(report));
    add(lines, "warning", report.decision().tolerated());
    return lines;
  }

  private static void add(List<String> lines, String level, List<Verdict> verdicts) {
    int total =
        verdicts.stream().mapToInt(v -> Math.max(1, v.findings().size())).reduce(0, Integer::sum);
    int most = total > MOST_OF_A_LEVEL ? MOST_OF_A_LEVEL - 1 : total;
    inTurn(verdicts, most).forEach(t -> lines.add(command(level, t)));
    if (total > most) {
      String rest = (total - most) + " more; the whole list is in the summary and in the reports.";
      lines.add("::" + level + " title=" + property("Security checklist") + "::" + data(rest));
    }
  }

  /** Each requirement gets its first annotation before any gets its second. */
  private static List<Turn> inTurn(List<Verdict> verdicts, int most) {
    List<Turn> turns = new ArrayList<>();
    for (int round = 0; turns.size() < most; round++) {
      for (Verdict verdict : verdicts) {
        boolean has = round < Math.max(1, verdict.findings().size());
        if (has && turns.size() < most) {
          turns.add(new Turn(verdict, round));
        }
      }
    }
    return turns;
  }

  private static String title(Verdict verdict) {
    return property(
        verdict.status() + " " + verdict.requirement().id() + " " + verdict.requirement().title());
  }

  private static String command(String level, Turn turn) {
    Verdict verdict = turn.verdict();
    if (verdict.findings().isEmpty()) {
      return "::" + level + " title=" + title(verdict) + "::" + data(verdict.summary());
    }
    Finding finding = verdict.findings().get(turn.finding());
    Place place = finding.place();
    StringBuilder command = new StringBuilder("::").append(level).append(' ');
    place
        .path()
        .ifPresent(
            p -> command.append("file=").append(property(PlainText.cut(p, PATH))).append(','));
    if (place.path().isPresent() && place.line().isPresent()) {
      command.append("line=").append(place.line().getAsInt()).append(',');
    }
    return command
        .append("title=")
        .append(title(verdict))
        .append("::")
        .append(data(PlainText.cut(finding.message(), MESSAGE) + " " + finding.remedy()))
        .toString();
  }

  /** The message of a command; percent signs and line breaks would end or change it. */
  static String data(String text) {
    return PlainText.line(text, 2 * MESSAGE).replace("%", "%25");
  }

  /** A property of a command, in which colons and commas are special too. */
  static String property(String text) {
    StringBuilder encoded = new StringBuilder();
    for (char c : PlainText.safe(text).toCharArray()) {
      if (c == '%' || c == ':' || c == ',') {
        encoded.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      } else {
        encoded.append(c);
      }
    }
    return encoded.toString();
  }
}
