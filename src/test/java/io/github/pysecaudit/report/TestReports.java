package io.github.pysecaudit.report;

import io.github.pysecaudit.advisory.Vulnerability;
import io.github.pysecaudit.advisory.Vulnerability.Severity;
import io.github.pysecaudit.checklist.AuditResult;
import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.gate.Decision;
import io.github.pysecaudit.gate.Gate;
import io.github.pysecaudit.gate.Policy;
import io.github.pysecaudit.report.AuditReport.AcceptedEntry;
import io.github.pysecaudit.report.AuditReport.Subject;
import io.github.pysecaudit.sast.Weakness;
import io.github.pysecaudit.sast.Weakness.Grade;
import io.github.pysecaudit.sast.Weakness.MarkedBy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Reports for the tests of all formats: ordinary, hostile, empty, large. */
final class TestReports {
  static final Instant CREATED = Instant.parse("2026-11-24T01:02:03Z");

  /** What an attacker would put into a file name, an advisory or a comment. */
  static final List<String> HOSTILE =
      List.of(
          "\"'><script>alert(1)</script><img src=x onerror=alert(2)>",
          "]]></failure></testcase><!-- --> <![CDATA[ & &amp; &#0; %0A",
          "\u0000\u0001\u0008\u000B\u001B[31m\u007F\u0085\u009B red \r\n::error::injected",
          "abc\u202Etxt.exe\u2066\u2069\u200B\uFEFF\u2028\u2029",
          "line one\n::error file=pwned::two\r\nthree\ttabbed",
          "\uD83D half \uDE00 pair \uD83D\uDE00 \uFFFE\uFFFF \uD83D",
          "[click](javascript:alert(1)) ![x](https://evil.example/x.png) `code` | cell | #"
              + " @everyone",
          "{{template}} {0} ${jndi:ldap://x} $(id) %s %n \\u0041 \\",
          "../../etc/passwd\u0000.py",
          "Z".repeat(100_000));

  private TestReports() {}

  static AuditReport empty() {
    AuditResult result = new AuditResult(List.of(), List.of(), List.of());
    return new AuditReport(
        "1.0",
        new Subject("app", Optional.empty(), Optional.empty(), List.of()),
        result,
        Gate.decide(result, List.of(), Policy.DEFAULT),
        List.of(),
        List.of(),
        List.of(),
        CREATED);
  }

  /** A project as it is met in the wild: something of everything. */
  static AuditReport ordinary() {
    List<Verdict> verdicts = new ArrayList<>();
    for (Requirement requirement : Requirement.values()) {
      verdicts.add(
          Verdict.pass(
              requirement,
              "The evidence was found in README.md.",
              List.of(Evidence.at("README.md", 12, "# Installation"))));
    }
    replace(
        verdicts,
        Verdict.fail(
            Requirement.R1_2,
            "The policy names no private channel.",
            List.of(
                new Finding(
                    "SECURITY.md sends reporters to the public tracker only.",
                    Requirement.R1_2.remedy(),
                    Place.line("SECURITY.md", 7)))));
    replace(
        verdicts,
        Verdict.unknown(
            Requirement.R2_1,
            "The badge could not be looked up: the server did not answer within 5 seconds.",
            List.of(
                new Finding(
                    "The badge server did not answer.",
                    "Run again with the network.",
                    Place.url("https://www.bestpractices.dev/projects.json")))));
    replace(
        verdicts,
        Verdict.review(
            Requirement.R3_1,
            "A harness was found, and nothing that runs it.",
            List.of(
                new Finding(
                    "tests/fuzz_parse.py uses atheris, but no workflow runs it.",
                    "Run the harness in CI.",
                    Place.line("tests/fuzz_parse.py", 3)))));
    replace(
        verdicts,
        Verdict.notApplicable(
            Requirement.R8_3,
            "The program is a library: it runs with the rights of its caller.",
            List.of(Evidence.at("SECURITY.md", 31, "8.3 is not applicable"))));
    replace(
        verdicts,
        Verdict.fail(
            Requirement.R6_1,
            "2 of 9 requirements in pyproject.toml are not exact.",
            List.of(
                new Finding(
                    "requests>=2.20 allows many versions.",
                    "Write requests==2.32.5 in line 14.",
                    Place.line("pyproject.toml", 14)),
                new Finding(
                    "numpy names no version.",
                    "Write the exact version in line 15.",
                    Place.line("pyproject.toml", 15)))));
    List<Vulnerability> open = List.of(vulnerability("CVE-2021-44228", "pom.xml", 42));
    replace(
        verdicts,
        new Verdict(
            Requirement.R5_1,
            Status.FAIL,
            "1 known vulnerabilities in 34 dependencies. 1 accepted in audit.toml.",
            List.of(new Evidence(Place.file("pom.xml"), "34 of 34 package versions looked up")),
            List.of(
                new Finding(
                        "log4j-core 2.14.1 has CVE-2021-44228, critical (10.0), fixed in 2.15.0.",
                        "Move org.apache.logging.log4j:log4j-core to 2.15.0.",
                        Place.line("pom.xml", 42))
                    .with("id", "CVE-2021-44228")
                    .with("package", "org.apache.logging.log4j:log4j-core")),
            List.of()));
    Weakness open10 = weakness("PYA104", "src/app/run.py", 55, Optional.empty());
    replace(
        verdicts,
        new Verdict(
            Requirement.R10_2,
            Status.FAIL,
            "1 findings without a marker, 0 markers without an explanation.",
            List.of(),
            List.of(
                new Finding(
                        "PYA104 (high): subprocess.run is called with shell=True.",
                        "Pass a list of arguments.",
                        Place.position("src/app/run.py", 55, 9))
                    .with("rule", "PYA104")
                    .with("severity", "high")),
            List.of(
                new Finding(
                    "The marker \"# nosec\" suppresses nothing.",
                    "Remove it.",
                    Place.line("src/app/io.py", 8)))));
    List<Dependency> dependencies =
        List.of(
            maven("org.example:direct", "1.0", List.of()),
            maven(
                "org.apache.logging.log4j:log4j-core",
                "2.14.1",
                List.of(
                    List.of(
                        "org.example:direct:1.0", "org.apache.logging.log4j:log4j-core:2.14.1"))),
            python("requests", Optional.of("2.32.5"), "requirements.txt", 1),
            python("numpy", Optional.empty(), "pyproject.toml", 15));
    return report(
        verdicts,
        dependencies,
        open,
        List.of(
            new AcceptedEntry(
                vulnerability("CVE-2020-1", "pom.xml", 50),
                "We never deserialise input from outside.",
                "2027-01-31")),
        List.of(
            open10,
            weakness(
                "PYA101",
                "src/app/hash.py",
                20,
                Optional.of(
                    new MarkedBy(
                        Place.line("src/app/hash.py", 20),
                        "# nosec B303 - cache key only, not security",
                        Optional.of("cache key only, not security"))))));
  }

  /** Every text of the report is hostile, each field with each of the texts somewhere. */
  static AuditReport hostile() {
    return hostile(HOSTILE);
  }

  /** Every text of the report is one of these. */
  static AuditReport hostile(List<String> texts) {
    List<Verdict> verdicts = new ArrayList<>();
    int i = 0;
    for (Requirement requirement : Requirement.values()) {
      String text = texts.get(i % texts.size());
      Status status = Status.values()[i % Status.values().length];
      Place place = hostilePlace(text);
      Finding finding =
          new Finding(text, text, place)
              .with("rule", text)
              .with(PlainText.cut(text, 60), List.of(text))
              .with("n", 1);
      verdicts.add(
          new Verdict(
              requirement,
              status,
              text,
              List.of(new Evidence(place, text)),
              status == Status.PASS ? List.of() : List.of(finding),
              List.of(finding)));
      i++;
    }
    List<Vulnerability> open = new ArrayList<>();
    List<AcceptedEntry> accepted = new ArrayList<>();
    List<Weakness> weaknesses = new ArrayList<>();
    List<Dependency> dependencies = new ArrayList<>();
    for (String text : texts) {
      Vulnerability v = hostileVulnerability(text);
      open.add(v);
      accepted.add(new AcceptedEntry(hostileVulnerability(text + "2"), text, text));
      MarkedBy marker = new MarkedBy(hostilePlace(text), text, Optional.of(text));
      weaknesses.add(hostileWeakness(text, Optional.of(marker)));
      weaknesses.add(hostileWeakness(text, Optional.empty()));
      for (String ecosystem : List.of(Dependency.MAVEN, Dependency.PYPI, text)) {
        dependencies.add(
            new Dependency(
                ecosystem,
                text,
                Optional.of(text),
                hostilePlace(text),
                text,
                Optional.of(true),
                text,
                text,
                text,
                List.of(List.of(text, text)),
                Optional.of(text)));
      }
    }
    AuditResult result = new AuditResult(verdicts, dependencies, texts);
    Decision decided = Gate.decide(result, open, Policy.DEFAULT);
    Decision decision =
        new Decision(
            decided.outcome(),
            decided.violated(),
            decided.unchecked(),
            decided.tolerated(),
            open,
            texts);
    return new AuditReport(
        texts.get(0),
        new Subject(
            texts.get(1 % texts.size()),
            Optional.of(texts.get(2 % texts.size())),
            Optional.of(texts.get(6 % texts.size())),
            texts),
        result,
        decision,
        open,
        accepted,
        weaknesses,
        CREATED);
  }

  /** An ordinary report with many findings of 6.1, vulnerabilities and weaknesses. */
  static AuditReport large(int findings) {
    AuditReport base = ordinary();
    List<Verdict> verdicts = new ArrayList<>(base.result().verdicts());
    List<Finding> pins =
        IntStream.range(0, findings)
            .mapToObj(
                i ->
                    new Finding(
                        "The requirement package-" + i + ">=1.0 allows many versions.",
                        "Write package-" + i + "==1.0." + i + " in the file and line named.",
                        Place.line("modules/part-" + i % 97 + "/requirements.txt", i + 1)))
            .toList();
    replace(verdicts, Verdict.fail(Requirement.R6_2, findings + " are not exact.", pins));
    List<Vulnerability> open =
        IntStream.range(0, findings / 2)
            .mapToObj(i -> vulnerability("CVE-2026-" + (10_000 + i), "pom.xml", i + 1))
            .toList();
    List<Dependency> dependencies =
        IntStream.range(0, findings)
            .mapToObj(
                i -> python("package-" + i, Optional.of("1.0." + i), "requirements.txt", i + 1))
            .toList();
    return report(verdicts, dependencies, open, base.acceptedVulnerabilities(), base.weaknesses());
  }

  static AuditReport report(
      List<Verdict> verdicts,
      List<Dependency> dependencies,
      List<Vulnerability> open,
      List<AcceptedEntry> accepted,
      List<Weakness> weaknesses) {
    AuditResult result =
        new AuditResult(verdicts, dependencies, List.of("audit.excludes leaves out build/**."));
    return new AuditReport(
        "1.0",
        new Subject(
            "app",
            Optional.of("org.example:app:1.0"),
            Optional.of("https://github.com/example/app"),
            List.of()),
        result,
        Gate.decide(result, open, Policy.DEFAULT),
        open,
        accepted,
        weaknesses,
        CREATED);
  }

  static void replace(List<Verdict> verdicts, Verdict verdict) {
    verdicts.replaceAll(v -> v.requirement() == verdict.requirement() ? verdict : v);
  }

  static Vulnerability vulnerability(String id, String path, int line) {
    return new Vulnerability(
        id,
        List.of("GHSA-jfh8-c2jp-5v3q"),
        Dependency.MAVEN,
        "org.apache.logging.log4j:log4j-core",
        "2.14.1",
        "Remote code execution through message lookups",
        Severity.CRITICAL,
        OptionalDouble.of(10.0),
        Optional.of("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H"),
        Optional.of("2.15.0"),
        Optional.of("org.example:direct:1.1"),
        List.of(List.of("org.example:direct:1.0", "org.apache.logging.log4j:log4j-core:2.14.1")),
        "compile",
        Optional.of("org.example:app"),
        Place.line(path, line),
        "https://osv.dev/vulnerability/" + id);
  }

  static Weakness weakness(String rule, String path, int line, Optional<MarkedBy> marker) {
    return new Weakness(
        rule,
        "Shell command",
        Place.position(path, line, 9),
        Grade.HIGH,
        Grade.HIGH,
        78,
        "subprocess.run is called with shell=True.",
        "Pass a list of arguments.",
        List.of("embedded:" + rule, "bandit:B602"),
        marker);
  }

  private static Place hostilePlace(String text) {
    return new Place(
        Optional.of(text),
        OptionalInt.of(Integer.MAX_VALUE),
        OptionalInt.of(7),
        Optional.of(text),
        List.of(text, text));
  }

  private static Vulnerability hostileVulnerability(String text) {
    return new Vulnerability(
        text,
        List.of(text, text + "3"),
        text,
        text,
        text,
        text,
        Severity.UNSCORED,
        OptionalDouble.empty(),
        Optional.of(text),
        Optional.of(text),
        Optional.of(text),
        List.of(List.of(text, text)),
        text,
        Optional.of(text),
        hostilePlace(text),
        text);
  }

  private static Weakness hostileWeakness(String text, Optional<MarkedBy> marker) {
    return new Weakness(
        text,
        text,
        hostilePlace(text),
        Grade.MEDIUM,
        Grade.LOW,
        0,
        text,
        text,
        List.of(text),
        marker);
  }

  static Dependency maven(String name, String version, List<List<String>> paths) {
    return new Dependency(
        Dependency.MAVEN,
        name,
        Optional.of(version),
        Place.line("pom.xml", 20),
        "dependencies",
        Optional.of(true),
        "PIN_EQ",
        "",
        "compile",
        paths,
        Optional.of("org.example:app"));
  }

  static Dependency python(String name, Optional<String> version, String path, int line) {
    return Dependency.python(
        name,
        version,
        Place.line(path, line),
        "requirements",
        Optional.of(version.isPresent()),
        version.isPresent() ? "PIN_EQ" : "NONE",
        name,
        "runtime");
  }

  /** What a format writes for a report. */
  static byte[] bytes(Report format, AuditReport report) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      format.write(report, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static String text(Report format, AuditReport report) {
    return new String(bytes(format, report), StandardCharsets.UTF_8);
  }
}
