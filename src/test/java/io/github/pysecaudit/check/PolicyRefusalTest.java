package io.github.pysecaudit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.MemoryRepository;
import io.github.pysecaudit.facts.ProjectFacts;
import java.util.EnumSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyRefusalTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "We do not accept security reports.                                       | REVIEW",
        "Vulnerability reports are not accepted at this time.                     | REVIEW",
        "Do not report security vulnerabilities.                                  | REVIEW",
        "Please do not report security vulnerabilities through public issues.     | PASS",
        "Do not report vulnerabilities in the issue tracker!                      | PASS",
        "Reports are not accepted through the issue tracker.                      | PASS",
        "We do not accept reports from automated scanners without a proof.        | PASS",
        "We never share reports.                                                  | PASS"
      })
  void aPolicyThatTurnsReportersAwayIsLookedAtByAPerson(String sentence, Status status) {
    String policy =
        "# Security policy\n\n"
            + sentence
            + " Mail security@pysec.io about a vulnerability in the program. We answer within a"
            + " week, and the latest release is supported with fixes for all its users.\n";
    ProjectFacts facts = ProjectFacts.of(MemoryRepository.of("SECURITY.md", policy)).build();
    for (Verdict verdict :
        Checklist.evaluate(facts, EnumSet.of(Requirement.R1_1, Requirement.R1_2))) {
      assertEquals(status, verdict.status(), verdict.toString());
    }
  }
}
