package io.github.pysecaudit.faults;

import io.github.pysecaudit.advisory.Vulnerability.Severity;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.gate.Policy;
import io.github.pysecaudit.gate.Policy.FailOn;
import io.github.pysecaudit.gate.Policy.OnDataError;
import io.github.pysecaudit.gate.Policy.VulnerabilityThreshold;
import io.github.pysecaudit.remote.Faults;
import io.github.pysecaudit.remote.HttpSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What was seen, in few tables. A cell stands for many rows; it can be written only if they agree.
 */
record FaultDocument(HttpSettings production, List<FaultyService> services, List<Row> rows) {
  static final String PASSES = "passes";

  private static final VulnerabilityThreshold LOW =
      new VulnerabilityThreshold(Severity.LOW, OptionalDouble.empty(), true, false);

  /** Every policy that has to do with missing data. */
  static List<Policy> policies() {
    List<Policy> policies = new ArrayList<>();
    for (FailOn failOn : FailOn.values()) {
      for (boolean failOnError : List.of(true, false)) {
        for (OnDataError onDataError : OnDataError.values()) {
          for (VulnerabilityThreshold threshold : List.of(VulnerabilityThreshold.NONE, LOW)) {
            policies.add(new Policy(failOn, false, failOnError, onDataError, threshold));
          }
        }
      }
    }
    return policies;
  }

  String text() {
    String intro =
        """
        # When a service cannot be asked

        Written by `FaultMatrixTest`: each of its %,d rows meets one fault with one state of the disk, is judged by the
        real checks, and is decided by the real gate under each of %d policies. A cell below stands for many of these
        rows, and the test fails if they do not agree.

        2.1 is a MUST and 5.1 is a SHOULD. No row is PASS without data.

        """
            .formatted(rows.size(), policies().size());
    return intro + times() + verdicts() + exits() + reasons() + flaws();
  }

  private String times() {
    StringBuilder text =
        new StringBuilder("## Time\n\n| bound | value |\n| --- | --- |\n")
            .append(
                line(
                    "one try to connect, a second one half of it",
                    seconds(production.connectTimeout())))
            .append(line("silence of a server", seconds(production.readTimeout())))
            .append(line("tries of one request", "" + production.maxAttempts()));
    for (FaultyService service : services) {
      text.append(
          line(
              "one request to " + service.host() + ", with all its tries",
              seconds(service.requestDeadline())));
    }
    return text.append(line("all requests of a run", seconds(production.runDeadline())))
        .append(line("a host that cannot be reached", seconds(production.givesUpWithin(1))))
        .append(
            line(
                "both services, when neither can be reached", seconds(production.givesUpWithin(2))))
        .append(
            """

            These are the bounds in production. The last one is tried with them: without a network all is over within
            ten seconds. Three faults that are made of waiting (black hole, silent, slow drip) are otherwise tried with
            bounds of 1 to 3 seconds, and all others with those of production, on a clock whose pauses take no time.

            """)
        .toString();
  }

  private String verdicts() {
    StringBuilder text =
        new StringBuilder(
            "## Verdict\n\n"
                + "With every fault of the tables below, by what is on disk:\n\n"
                + "| on disk |");
    List<Truth> truths = List.of(Truth.BAD, Truth.GOOD);
    for (FaultyService service : services) {
      for (Truth truth : truths) {
        text.append(" %s, %s |".formatted(service.requirement().id(), service.truths().get(truth)));
      }
    }
    text.append(" why |\n|").append(" --- |".repeat(services.size() * 2 + 2)).append('\n');
    for (Known known : Known.values()) {
      text.append("| ").append(known.words()).append(" |");
      for (FaultyService service : services) {
        for (Truth truth : truths) {
          text.append(' ')
              .append(
                  service.states().contains(known)
                      ? only(
                          r -> is(r, service, known) && r.tried().truth() == truth,
                          r -> r.status().toString())
                      : "-")
              .append(" |");
        }
      }
      text.append(' ').append(known.why()).append(" |\n");
    }
    return text.append('\n').toString();
  }

  private String exits() {
    StringBuilder text =
        new StringBuilder(
            """
            ## Exit

            A build passes, or fails with a first line that says why: "1 requirement(s) violated" or "1 requirement(s) could
            not be checked". PASS passes under every policy. Only the words after "1 requirement(s)" are shown.

            | failOn | failOnError | onDataError | 2.1 UNKNOWN | 2.1 FAIL | 5.1 UNKNOWN | 5.1 FAIL | 5.1 UNKNOWN, failOnSeverity=LOW | 5.1 FAIL, failOnSeverity=LOW |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            """);
    policies().stream()
        .filter(policy -> !policy.threshold().isActive())
        .forEach(
            policy -> {
              Policy strict =
                  new Policy(
                      policy.failOn(), false, policy.failOnError(), policy.onDataError(), LOW);
              text.append(
                  line(
                      policy.failOn().name(),
                      "" + policy.failOnError(),
                      policy.onDataError().name().toLowerCase(Locale.ROOT),
                      exit("2.1", Status.UNKNOWN, policy),
                      exit("2.1", Status.FAIL, policy),
                      exit("5.1", Status.UNKNOWN, policy),
                      exit("5.1", Status.FAIL, policy),
                      exit("5.1", Status.UNKNOWN, strict),
                      exit("5.1", Status.FAIL, strict)));
            });
    return text.append('\n').toString();
  }

  private String exit(String requirement, Status status, Policy policy) {
    return only(
        r -> r.verdict().requirement().id().equals(requirement) && r.status() == status,
        r -> r.exits().get(policy).replace("1 requirement(s) ", ""));
  }

  private String reasons() {
    StringBuilder text = new StringBuilder();
    for (FaultyService service : services) {
      text.append(
          """
          ## Faults of %s

          Where %s is UNKNOWN, this is the reason that is given. It goes on with the age of what is too old%s.
          The last column says when the tries end: what the pauses between them add up to at most, or the bound of a
          fault that is made of waiting.

          | every request meets | reason | ends after |
          | --- | --- | --- |
          """
              .formatted(
                  service.host(),
                  service.requirement().id(),
                  service.states().contains(Known.BULK_FILE)
                      ? ", and with what is missing offline"
                      : ""));
      for (Faults fault : Faults.values()) {
        Predicate<Row> own =
            r ->
                r.tried().service() == service
                    && r.tried().fault().filter(fault::equals).isPresent();
        text.append(
            line(
                rows.stream().filter(own).findFirst().orElseThrow().tried().words(),
                only(own.and(r -> r.status() == Status.UNKNOWN), Row::reason),
                ends(service, fault, own)));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private String ends(FaultyService service, Faults fault, Predicate<Row> own) {
    if (fault.isUnreachable()) {
      return seconds(production.givesUpWithin(1));
    }
    if (fault.isMadeOfWaiting()) {
      return seconds(service.requestDeadline());
    }
    Duration longest =
        rows.stream().filter(own).map(Row::pauses).max(Comparator.naturalOrder()).orElseThrow();
    return longest.isZero() ? "at once" : longest.plusMillis(999).toSeconds() + " s";
  }

  private String flaws() {
    StringBuilder text =
        new StringBuilder(
            """
            ## Answers that are only partly wrong

            The disk knows of nothing bad (no vulnerability, a badge that is held), the service knows better and does not
            get it across whole. What it names counts at once, whatever is on disk; what is on disk counts while nothing
            newer is said.

            """);
    for (FaultyService service : services) {
      text.append("| ").append(service.host()).append(" sends |");
      service.states().forEach(known -> text.append(' ').append(known.words()).append(" |"));
      text.append(" reason or finding, with nothing on disk |\n|");
      text.append(" --- |".repeat(service.states().size() + 2)).append('\n');
      for (FaultyService.Flaw flaw : service.flaws()) {
        Predicate<Row> own = r -> r.tried().flaw().filter(flaw::equals).isPresent();
        text.append("| ").append(flaw.words()).append(" |");
        for (Known known : service.states()) {
          text.append(' ')
              .append(only(own.and(r -> r.tried().known() == known), r -> r.status().toString()))
              .append(" |");
        }
        text.append(' ')
            .append(only(own.and(r -> r.tried().known() == Known.NOTHING), Row::reason))
            .append(" |\n");
      }
      text.append('\n');
    }
    return text.toString().stripTrailing() + "\n";
  }

  private static boolean is(Row row, FaultyService service, Known known) {
    return row.tried().service() == service && row.tried().known() == known;
  }

  /** What all these rows agree on. */
  private String only(Predicate<Row> which, Function<Row, String> what) {
    List<String> values =
        rows.stream().filter(which).map(what).distinct().collect(Collectors.toList());
    if (values.size() != 1) {
      throw new AssertionError("rows do not agree: " + values);
    }
    return values.get(0);
  }

  private static String line(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
  }
}
