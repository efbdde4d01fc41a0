package io.github.pysecaudit.advisory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pysecaudit.advisory.Vulnerability.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CvssScoreTest {

  @ParameterizedTest
  @CsvSource({
    "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N, 9.3, CRITICAL",
    "CVSS:4.0/AV:P/AC:H/AT:P/PR:H/UI:A/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N, 1.0, LOW",
    "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N, 0.0, NONE",
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H, 9.8, CRITICAL",
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:U/RL:O/RC:U, 9.8, CRITICAL",
    "CVSS:3.0/AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H, 7.8, HIGH",
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N, 0.0, NONE",
    "AV:N/AC:L/Au:N/C:P/I:P/A:P, 7.5, HIGH",
    "(AV:N/AC:M/Au:N/C:P/I:N/A:N), 4.3, MEDIUM",
  })
  void everyVersionOfCvssIsScored(String vector, double score, Severity severity) {
    CvssScore result = CvssScore.of(List.of(vector), List.of("LOW"));
    assertEquals(OptionalDouble.of(score), result.score());
    assertEquals(severity, result.severity());
    assertEquals(vector, result.vector().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "CVSS:3.1/AV:N",
        "CVSS:5.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:Z",
        "7.5",
        "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:Q",
        "CVSS:3.1/////////",
        "AV:",
      })
  void whatIsNoVectorLeavesTheWordToDecide(String vector) {
    assertEquals(Severity.MEDIUM, CvssScore.of(List.of(vector), List.of("MODERATE")).severity());
    assertEquals(Severity.UNSCORED, CvssScore.of(List.of(vector), List.of()).severity());
  }

  @Test
  void theNewestVersionWinsOverAHigherScore() {
    CvssScore result =
        CvssScore.of(
            List.of(
                "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
                "CVSS:4.0/AV:P/AC:H/AT:P/PR:H/UI:A/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N",
                "AV:N/AC:L/Au:N/C:C/I:C/A:C"),
            List.of("CRITICAL"));
    assertEquals(Severity.LOW, result.severity());
  }

  @Test
  void amongVectorsOfOneVersionTheHighestScoreWins() {
    CvssScore result =
        CvssScore.of(
            List.of(
                "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N",
                "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"),
            List.of());
    assertEquals(9.8, result.score().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "CRITICAL HIGH, CRITICAL",
    "moderate, MEDIUM",
    "Important, HIGH",
    "low none, LOW",
    "whatever, UNSCORED",
    "'', UNSCORED"
  })
  void wordsCountWhereThereIsNoVector(String words, Severity severity) {
    CvssScore result = CvssScore.of(List.of(), Arrays.asList(words.split(" ")));
    assertEquals(severity, result.severity());
    assertEquals(OptionalDouble.empty(), result.score());
  }
}
