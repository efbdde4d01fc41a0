package io.github.pysecaudit.sast;

import java.util.List;

/**
 * One rule of the embedded scanner, as {@code rules.txt} describes it.
 *
 * @param id our id, {@code PYA} and a number; never reused for something else
 * @param title what the rule finds, in a few words
 * @param cwe CWE number, 0 if none fits
 * @param severity how bad it is if it is true, before the check and the test profile have their say
 * @param confidence how likely it is to be true, before data flow has its say
 * @param banditId id of the same test in Bandit, or empty
 * @param banditName name of the same test in Bandit, or empty
 * @param codeAudit constructs of Python Code Audit with the same meaning
 * @param semgrep last segments of Semgrep rule ids with the same meaning
 * @param tests what becomes of it in test code
 * @param check the kind of check that decides
 * @param names qualified names the check looks for
 * @param message what was seen, with {@code {name}} and {@code {detail}} to be filled in
 * @param remedy what to do; starts with a verb
 * @param source where the rule comes from
 */
public record Rule(
    String id,
    String title,
    int cwe,
    Weakness.Grade severity,
    Weakness.Grade confidence,
    String banditId,
    String banditName,
    List<String> codeAudit,
    List<String> semgrep,
    TestProfile tests,
    String check,
    List<String> names,
    String message,
    String remedy,
    String source) {

  /** What becomes of a rule in test code. */
  public enum TestProfile {
    /** Not reported. */
    OFF,
    /** Reported one grade lower. */
    LOWERED,
    /** Reported as everywhere. */
    SAME
  }

  public Rule {
    codeAudit = List.copyOf(codeAudit);
    semgrep = List.copyOf(semgrep);
    names = List.copyOf(names);
  }
}
