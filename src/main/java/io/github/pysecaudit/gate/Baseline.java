package io.github.pysecaudit.gate;

import io.github.pysecaudit.checklist.AuditResult;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Violations that were there when the project began to be audited. They are listed, stay FAIL, and
 * do not fail the build; a violation that is not listed does.
 *
 * @param entries sorted by requirement, path, message and fingerprint; an entry stands for one
 *     finding, so equal findings are listed as often as they occur
 */
public record Baseline(List<Entry> entries) {
  private static final String DETAIL = "baseline";
  private static final String KNOWN = "known";
  private static final String NEW = "new";
  private static final int LONGEST_TEXT = 500;

  /**
   * One violation.
   *
   * @param requirement what it violates
   * @param path file, or empty for the project as a whole
   * @param fingerprint see {@link Fingerprint}
   * @param message what was found, for the reviewer only
   */
  public record Entry(Requirement requirement, String path, String fingerprint, String message) {
    public Entry {
      Objects.requireNonNull(requirement, "requirement");
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(fingerprint, "fingerprint");
      Objects.requireNonNull(message, "message");
    }
  }

  public Baseline {
    entries =
        entries.stream()
            .sorted(
                Comparator.comparing(Entry::requirement)
                    .thenComparing(Entry::path)
                    .thenComparing(Entry::message)
                    .thenComparing(Entry::fingerprint))
            .toList();
  }

  /** All violations of a run. What could not be checked is no violation and cannot be listed. */
  public static Baseline of(AuditResult result) {
    List<Entry> entries = new ArrayList<>();
    for (Verdict verdict : result.verdicts()) {
      if (verdict.status() == Status.FAIL) {
        verdict.findings().forEach(f -> entries.add(entry(verdict.requirement(), f)));
      }
    }
    return new Baseline(entries);
  }

  private static Entry entry(Requirement requirement, Finding finding) {
    return new Entry(
        requirement,
        line(finding.place().path().orElse("")),
        Fingerprint.of(requirement, finding),
        line(finding.message()));
  }

  /** Hostile text as one line that can be reviewed. */
  private static String line(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST_TEXT))
        .replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
  }

  /**
   * The same verdicts with each violation noted as new or known, the new ones first. A verdict
   * keeps its status: known violations are still violations.
   */
  public AuditResult apply(AuditResult result) {
    Map<Object, Integer> left = counts();
    List<Verdict> verdicts = result.verdicts().stream().map(v -> apply(v, left)).toList();
    return new AuditResult(verdicts, result.dependencies(), result.notes());
  }

  private static Verdict apply(Verdict verdict, Map<Object, Integer> left) {
    if (verdict.status() != Status.FAIL) {
      return verdict;
    }
    List<Finding> fresh = new ArrayList<>();
    List<Finding> known = new ArrayList<>();
    for (Finding finding : verdict.findings()) {
      if (take(left, verdict.requirement(), finding)) {
        known.add(finding.with(DETAIL, KNOWN));
      } else {
        fresh.add(finding.with(DETAIL, NEW));
      }
    }
    String summary =
        known.isEmpty()
            ? verdict.summary()
            : verdict.summary()
                + " "
                + known.size()
                + " of "
                + verdict.findings().size()
                + " findings are known from the baseline.";
    fresh.addAll(known);
    return new Verdict(
        verdict.requirement(),
        verdict.status(),
        summary,
        verdict.evidence(),
        fresh,
        verdict.warnings());
  }

  /**
   * Entries whose violation is gone. An entry of a requirement that was not judged, or could not
   * be, is not claimed to be fixed.
   *
   * @param result of the whole project, not of one module
   */
  public List<Entry> fixed(AuditResult result) {
    Map<Object, Integer> left = counts();
    for (Verdict verdict : result.verdicts()) {
      verdict.findings().forEach(f -> take(left, verdict.requirement(), f));
    }
    List<Entry> fixed = new ArrayList<>();
    for (Entry entry : entries) {
      Optional<Verdict> verdict = result.verdict(entry.requirement());
      boolean judged = verdict.isPresent() && verdict.get().status() != Status.UNKNOWN;
      if (judged && take(left, key(entry.requirement(), entry.fingerprint()))) {
        fixed.add(entry);
      }
    }
    return fixed;
  }

  private Map<Object, Integer> counts() {
    Map<Object, Integer> counts = new HashMap<>();
    entries.forEach(e -> counts.merge(key(e.requirement(), e.fingerprint()), 1, Integer::sum));
    return counts;
  }

  private static boolean take(Map<Object, Integer> left, Requirement requirement, Finding finding) {
    return take(left, key(requirement, Fingerprint.of(requirement, finding)));
  }

  private static boolean take(Map<Object, Integer> left, Object key) {
    Integer count = left.get(key);
    if (count == null || count == 0) {
      return false;
    }
    left.put(key, count - 1);
    return true;
  }

  private static Object key(Requirement requirement, String fingerprint) {
    return List.of(requirement, fingerprint);
  }

  /** Whether the baseline lists this finding; empty if there is no baseline. */
  public static Optional<Boolean> isKnown(Finding finding) {
    return Optional.ofNullable(finding.details().get(DETAIL)).map(KNOWN::equals);
  }

  /**
   * For each vulnerability of a marked result, by id and package, whether the baseline lists it at
   * every place that brings it in; empty without a baseline.
   */
  public static Map<List<String>, Boolean> vulnerabilities(AuditResult result) {
    Map<List<String>, Boolean> known = new HashMap<>();
    for (Verdict verdict : result.verdicts()) {
      for (Finding finding : verdict.findings()) {
        Object id = finding.details().get("id");
        Object name = finding.details().get("package");
        Optional<Boolean> one = isKnown(finding);
        if (id != null && name != null && one.isPresent()) {
          known.merge(List.of(id.toString(), name.toString()), one.get(), Boolean::logicalAnd);
        }
      }
    }
    return known;
  }

  /** Whether every finding of a violated requirement is known, so that it fails no build. */
  static boolean isWhollyKnown(Verdict verdict) {
    return verdict.status() == Status.FAIL
        && verdict.findings().stream().allMatch(f -> isKnown(f).orElse(false));
  }
}
