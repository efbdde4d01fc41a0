package io.github.pysecaudit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.LeftOut;
import io.github.pysecaudit.facts.MemoryRepository;
import io.github.pysecaudit.facts.ProjectFacts;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityPolicyCheckTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T00:00:00Z"), ZoneOffset.UTC);
  private static final String GOOD =
      """
      # Security policy

      Please report vulnerabilities in private to security@pysec.io and not in the issue tracker.
      We answer within 7 days. The latest release is supported. Please include the steps to
      reproduce the problem. We publish an advisory when the fix is released.
      """;

  private static List<Verdict> judge(MemoryRepository repository) {
    return new SecurityPolicyCheck()
        .evaluate(
            ProjectFacts.of(repository)
                .clock(CLOCK)
                .repositoryUrl(Optional.of("https://github.com/pysec/tool"))
                .build());
  }

  private static String statuses(List<Verdict> verdicts) {
    return verdicts.get(0).status() + " " + verdicts.get(1).status();
  }

  private static String statuses(String path, String text) {
    return statuses(judge(MemoryRepository.of(path, text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SECURITY.md",
        "security.md",
        "SECURITY.rst",
        "SECURITY.txt",
        "SECURITY.adoc",
        "SECURITY",
        ".github/SECURITY.md",
        ".gitlab/SECURITY.md",
        "docs/SECURITY.md",
        "doc/security.rst"
      })
  void findsThePolicyWhereReadersLookForIt(String path) {
    List<Verdict> verdicts = judge(MemoryRepository.of(path, GOOD));
    assertEquals("PASS PASS", statuses(verdicts));
    assertEquals(path, verdicts.get(0).evidence().get(0).place().path().orElseThrow());
    assertEquals(List.of(), verdicts.get(1).warnings());
  }

  static Stream<Arguments> traps() {
    String body = "Please report every vulnerability that you find in this program in private ";
    return Stream.of(
        Arguments.of("# Security\n", "FAIL FAIL"),
        Arguments.of("", "FAIL FAIL"),
        Arguments.of("Soon.\n", "FAIL FAIL"),
        Arguments.of("# Security\n\n[policy](https://other.org/policy)\n", "REVIEW REVIEW"),
        Arguments.of("# Security\n\n[policy](docs/none.md)\n", "FAIL FAIL"),
        Arguments.of("# Security\n\nsecurity@pysec.io\n", "PASS PASS"),
        Arguments.of(body + "to TODO.\n", "FAIL FAIL"),
        Arguments.of(body + "to [INSERT CONTACT METHOD].\n", "FAIL FAIL"),
        Arguments.of(body + "to <your email>.\n", "FAIL FAIL"),
        Arguments.of(body + "to security@example.com.\n", "FAIL FAIL"),
        Arguments.of(body + "to security@pysec.io, we answer in XX days.\n", "FAIL PASS"),
        Arguments.of(
            "# Security Policy\n\n"
                + "## Supported Versions\n\n"
                + "Use this section to tell people about which versions of your project are\n"
                + "currently being supported with security updates.\n",
            "FAIL FAIL"),
        Arguments.of(
            "Report vulnerabilities in this program by opening an issue in the issue tracker at"
                + " https://github.com/pysec/tool/issues please.\n",
            "PASS FAIL"),
        Arguments.of(
            "Please do not open a public issue for a vulnerability; tell us in private instead, we"
                + " will listen to you.\n",
            "PASS FAIL"),
        Arguments.of(body + "to security (at) pysec.io.\n", "PASS PASS"),
        Arguments.of(body + "to security [at] pysec [dot] io.\n", "PASS PASS"),
        Arguments.of(body + "to security at pysec dot io.\n", "PASS PASS"),
        Arguments.of(body + "to [us](mailto:security@pysec.engineering).\n", "PASS PASS"),
        Arguments.of(body + "to security@pysec.photography please.\n", "PASS PASS"),
        Arguments.of(
            body + "[here](https://github.com/pysec/tool/security/advisories/new).\n", "PASS PASS"),
        Arguments.of(body + "[here](../../security/advisories/new).\n", "PASS PASS"),
        Arguments.of(body + "with the button \"Report a vulnerability\".\n", "PASS PASS"),
        Arguments.of(body + "as a confidential issue.\n", "PASS PASS"),
        Arguments.of(
            "To report a security issue, please use [g.co/vulnz](https://g.co/vulnz). The team will"
                + " respond within 5 working days of your report.\n",
            "PASS PASS"),
        Arguments.of(
            "To report a security issue of this program, please tell us about it in the chat.\n",
            "PASS FAIL"),
        Arguments.of(
            "Please report vulnerabilities in this program as GitHub issues, we look at all of"
                + " them.\n",
            "PASS FAIL"),
        Arguments.of(body + "at https://hackerone.com/pysec now.\n", "PASS PASS"),
        Arguments.of(body + "on <https://forms.gle/abcdef> now.\n", "PASS PASS"),
        Arguments.of(body + "to dev@lists.pysec.io now.\n", "PASS FAIL"),
        Arguments.of(
            "This product has many security features: it encrypts, signs and checks everything that"
                + " you give to it, and it is very fast.\n",
            "REVIEW FAIL"),
        Arguments.of("<!-- " + GOOD + " -->\n# Security\n", "FAIL FAIL"));
  }

  @ParameterizedTest
  @MethodSource("traps")
  void fallsIntoNoTrap(String text, String expected) {
    assertEquals(expected, statuses("SECURITY.md", text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Contact: mailto:security@pysec.io;Expires: 2027-01-01T00:00:00Z | PASS PASS
          Contact: https://pysec.io/contact;Expires: 2027-01-01T00:00:00Z | PASS PASS
          Contact: mailto:security@pysec.io;Expires: 2026-01-01T00:00:00Z | FAIL FAIL
          Contact: mailto:security@pysec.io                               | FAIL PASS
          Contact: mailto:security@pysec.io;Expires: soon                 | FAIL PASS
          Expires: 2027-01-01T00:00:00Z                                   | FAIL FAIL
          Contact: https://github.com/pysec/tool/issues;Expires: 2027-01-01T00:00:00Z | PASS FAIL
          """)
  void readsSecurityTxt(String text, String expected) {
    assertEquals(expected, statuses(".well-known/security.txt", text.replace(";", "\n")));
  }

  @Test
  void acceptsAReadmeSectionWithAChannelAndNothingLess() {
    assertEquals(
        "PASS PASS",
        statuses(
            "README.md",
            "# Tool\n\n## Security\n\nReport vulnerabilities to a@pysec.io please.\n"));
    assertEquals(
        "FAIL FAIL", statuses("README.md", "# Tool\n\n## Security features\n\nIt has many.\n"));
    assertEquals("FAIL FAIL", statuses("README.md", "# Tool\n\nMail to a@pysec.io\n"));
  }

  @Test
  void readsSecurityInsights() {
    String insights =
        """
        project:
          vulnerability-reporting:
            reports-accepted: true
            policy: https://pysec.io/security
            contact:
              email: security@pysec.io
        """;
    assertEquals("REVIEW PASS", statuses(".github/security-insights.yml", insights));
    assertEquals("UNKNOWN FAIL", statuses("security-insights.yml", "a: [b"));
  }

  @Test
  void followsALinkInsideOfTheRepository() {
    assertEquals(
        "PASS PASS",
        statuses(
            judge(
                MemoryRepository.of(
                    "SECURITY.md",
                    "See [the policy](docs/reporting.md).\n",
                    "docs/reporting.md",
                    GOOD))));
  }

  @Test
  void cannotJudgeWhatItCannotRead() {
    List<Verdict> verdicts = judge(new MemoryRepository().with("SECURITY.md", new byte[9_000]));
    assertEquals("UNKNOWN UNKNOWN", statuses(verdicts));
  }

  @Test
  void asksAPersonAboutAPolicyOfAPart() {
    assertEquals("REVIEW REVIEW", statuses("server/SECURITY.md", GOOD));
    assertEquals("FAIL FAIL", statuses("tests/SECURITY.md", GOOD));
  }

  @Test
  void saysWhatWasLookedForAndWhatIsIgnored() {
    List<Verdict> verdicts =
        judge(
            MemoryRepository.of("a.py", "")
                .leavingOut(new LeftOut("SECURITY.md", LeftOut.Kind.BY_RULE, "ignored by git")));
    assertEquals(Status.FAIL, verdicts.get(0).status());
    assertTrue(verdicts.get(0).findings().get(0).message().contains("SECURITY.md is there"));
    assertTrue(verdicts.get(0).findings().get(0).isAbsence());
  }

  @Test
  void namesThePlaceOfAPublicTracker() {
    Verdict verdict =
        judge(
                MemoryRepository.of(
                    "SECURITY.md",
                    "# Security\n\n"
                        + "For vulnerabilities, and for all else that you find here,\n"
                        + "open an issue.\n"))
            .get(1);
    assertEquals(4, verdict.findings().get(0).place().line().orElseThrow());
  }

  @Test
  void givesAdviceAndWarnsOfALinkToAnotherRepository() {
    Verdict verdict =
        judge(
                MemoryRepository.of(
                    "SECURITY.md",
                    "Report vulnerabilities at"
                        + " https://github.com/other/thing/security/advisories/new and not anywhere"
                        + " else, dear readers.\n"))
            .get(1);
    assertEquals(Status.PASS, verdict.status());
    assertTrue(verdict.summary().contains("was not checked"));
    assertEquals(
        5 - 1, verdict.warnings().stream().filter(w -> !w.message().contains("disclosed")).count());
  }
}
