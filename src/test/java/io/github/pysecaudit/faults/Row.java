package io.github.pysecaudit.faults;

import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.gate.Policy;
import java.time.Duration;
import java.util.Map;

/**
 * What was seen in one case.
 *
 * @param verdict of the requirement that the service decides
 * @param exits what the build says under each policy
 * @param pauses what the pauses between tries add up to
 * @param took what it took in real time
 */
record Row(Case tried, Verdict verdict, Map<Policy, String> exits, Duration pauses, Duration took) {

  Status status() {
    return verdict.status();
  }

  /** The first thing that is wrong or open, without what differs from run to run. */
  String reason() {
    return verdict.findings().stream()
        .findFirst()
        .map(finding -> plain(finding.message()))
        .orElse("");
  }

  /** A text without what differs from run to run. */
  String plain(String text) {
    return text.replaceAll("127\\.0\\.0\\.1:[0-9]+|nowhere\\.invalid", tried.service().host())
        .replaceAll("http://(?=" + tried.service().host() + ")", "https://")
        .replaceFirst("^[0-9]+ dependenc(y|ies) could not be looked up: ", "")
        .replaceAll("within [0-9.]+ s\\b", "within N s")
        .replaceAll("[0-9]+ s are left", "N s are left")
        .replace(" The time for this request is used up.", "")
        .replaceAll(
            " There is no offline vulnerability data[^.]*\\. Run audit:update online\\.", "")
        .replaceAll(" The newest known answer is [^.]*\\.", "")
        .replace('|', '/');
  }
}
