package io.github.pysecaudit.sast.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.sast.Rule;
import io.github.pysecaudit.sast.RuleCatalogue;
import io.github.pysecaudit.sast.ScanReport;
import io.github.pysecaudit.sast.SourceFile;
import io.github.pysecaudit.sast.Weakness;
import io.github.pysecaudit.sast.scan.ScanCache;
import io.github.pysecaudit.sast.scan.SourceScanner;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds every rule against the snippets in {@code sast/rules}: a comment at the end of a line says
 * which rules must report it ({@code expect}, {@code expect-alias}), which must report it as marked
 * with an explanation ({@code expect-marked}), and which must not ({@code silent}). No rule that a
 * file mentions may report any other line of it.
 */
class RuleTableTest {
  private static final RuleCatalogue RULES = RuleCatalogue.load();
  private static final Pattern ANNOTATION =
      Pattern.compile("# (expect|expect-alias|expect-marked|silent): (PYA\\d{3}(?: PYA\\d{3})*)");

  private record Expected(String kind, String rule, int line) {}

  static List<Path> snippets() throws IOException, URISyntaxException {
    Path folder = Path.of(RuleTableTest.class.getResource("/sast/rules").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".py")).sorted().toList();
    }
  }

  private static List<Expected> expectations(Path snippet) throws IOException {
    List<Expected> all = new ArrayList<>();
    List<String> lines = Files.readAllLines(snippet);
    for (int i = 0; i < lines.size(); i++) {
      Matcher annotation = ANNOTATION.matcher(lines.get(i));
      while (annotation.find()) {
        for (String rule : annotation.group(2).split(" ")) {
          all.add(new Expected(annotation.group(1), rule, i + 1));
        }
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void reportsTheExpectedLinesAndNoOthers(Path snippet) throws IOException {
    List<Expected> expectations = expectations(snippet);
    Set<String> mentioned = new HashSet<>();
    Set<String> expected = new TreeSet<>();
    for (Expected each : expectations) {
      mentioned.add(each.rule());
      if (!each.kind().equals("silent")) {
        String marked = each.kind().equals("expect-marked") ? " marked" : "";
        expected.add(String.format("line %03d %s%s", each.line(), each.rule(), marked));
      }
    }
    SourceFile file = SourceFile.of("snippet.py", false, Files.readAllBytes(snippet));
    ScanReport report = new SourceScanner(RULES, 1, ScanCache.none()).scan(List.of(file));
    assertTrue(report.isComplete(), () -> report.unscanned().toString());
    Set<String> reported = new TreeSet<>();
    for (Weakness each : report.weaknesses()) {
      if (mentioned.contains(each.rule()) && !isMarkedBesides(each, expectations)) {
        boolean explained = each.marker().flatMap(Weakness.MarkedBy::explanation).isPresent();
        int line = each.place().line().orElseThrow();
        reported.add(
            String.format("line %03d %s%s", line, each.rule(), explained ? " marked" : ""));
      }
    }
    Set<String> missing = new TreeSet<>(expected);
    missing.removeAll(reported);
    reported.removeAll(expected);
    assertEquals("missing [], unexpected []", "missing " + missing + ", unexpected " + reported);
  }

  /** A statement that spans lines may carry its marker on another line than its expectation. */
  private static boolean isMarkedBesides(Weakness weakness, List<Expected> expectations) {
    int line = weakness.place().line().orElseThrow();
    return weakness.marker().isPresent()
        && expectations.stream().noneMatch(each -> each.line() == line);
  }

  @Test
  void everyRuleHasAHitANearMissAnAliasAndAMarkedForm() throws Exception {
    Set<String> have = new HashSet<>();
    for (Path snippet : snippets()) {
      expectations(snippet).forEach(each -> have.add(each.kind() + " " + each.rule()));
    }
    List<String> missing = new ArrayList<>();
    for (Rule rule : RULES.all()) {
      for (String kind : List.of("expect", "expect-alias", "expect-marked", "silent")) {
        if (!have.contains(kind + " " + rule.id())) {
          missing.add(kind + " " + rule.id());
        }
      }
    }
    assertEquals(List.of(), missing);
  }

  @ParameterizedTest
  @MethodSource("everyRule")
  void rulesAreWrittenForPeople(Rule rule) {
    assertTrue(rule.message().endsWith("."), rule.id() + ": a message is a sentence");
    assertTrue(rule.remedy().endsWith("."), rule.id() + ": a remedy is a sentence");
    assertTrue(Character.isUpperCase(rule.remedy().charAt(0)), rule.id());
    assertTrue(rule.title().length() <= 60, rule.id() + ": " + rule.title());
    assertTrue(
        rule.banditId().isEmpty() || rule.id().endsWith(rule.banditId().substring(1)),
        rule.id() + " has the number of its Bandit test");
  }

  static List<Rule> everyRule() {
    return List.copyOf(RULES.all());
  }
}
