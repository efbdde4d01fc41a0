package io.github.pysecaudit.report;

import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import java.util.List;

/** The status of a group: the worst of its requirements, those that do not apply left aside. */
final class GroupStatus {

  private GroupStatus() {}

  static Status of(List<Verdict> verdicts) {
    return verdicts.stream()
        .map(Verdict::status)
        .filter(s -> s != Status.NOT_APPLICABLE)
        .reduce(Status::worse)
        .orElse(Status.NOT_APPLICABLE);
  }
}
