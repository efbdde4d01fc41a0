package io.github.pysecaudit.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {

  @ParameterizedTest
  @CsvSource({
    "see line 4, see line 44",
    "Lines 4 to 5 differ, Lines 9 to 5 differ",
    "declared in a/pom.xml:4 too, declared in a/pom.xml:40 too",
    "it says x in README.md:7., it says x in README.md:70."
  })
  void lineNumbersAreNoPartOfIt(String one, String other) {
    assertEquals(of(one), of(other));
  }

  @ParameterizedTest
  @CsvSource({
    "org.example:lib:1 is a range, org.example:lib:2 is a range",
    "requests>=2 is a range, requests>=3 is a range",
    "port 80 is open, port 81 is open",
    "localhost:80, localhost:81"
  })
  void otherNumbersAre(String one, String other) {
    assertNotEquals(of(one), of(other));
  }

  @Test
  void aVulnerabilityIsTheSameInTheNextVersionOfThePackage() {
    assertEquals(
        Fingerprint.of(Requirement.R5_1, vulnerability("lib 1.0 has CVE-1")),
        Fingerprint.of(Requirement.R5_1, vulnerability("lib 1.1 has CVE-1")));
    assertEquals(
        Fingerprint.vulnerability("CVE-1", "lib", "pom.xml"),
        Fingerprint.of(Requirement.R5_1, vulnerability("lib 1.0 has CVE-1")));
  }

  @Test
  void whereOnePartEndsAndTheNextBeginsMatters() {
    assertNotEquals(
        Fingerprint.vulnerability("CVE-1", "lib", ""),
        Fingerprint.vulnerability("CVE-1l", "ib", ""));
  }

  private static Finding vulnerability(String message) {
    return new Finding(message, "Move.", Place.file("pom.xml"))
        .with("id", "CVE-1")
        .with("package", "lib");
  }

  private static String of(String message) {
    return Fingerprint.of(
        Requirement.R6_1, new Finding(message, "Fix it.", Place.line("pom.xml", 3)));
  }
}
