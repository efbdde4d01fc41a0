package io.github.pysecaudit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReportTest {
  private static final HtmlReport HTML = new HtmlReport();
  private static final Pattern TAG =
      Pattern.compile("<(/?)([a-zA-Z!][a-zA-Z0-9]*)((?: [a-z-]+(?:=\"[^\"<>]*\")?)*)>");
  private static final Set<String> EMPTY = Set.of("meta", "!doctype");
  private static final Set<String> ALLOWED =
      Set.of(
          "!doctype",
          "html",
          "head",
          "meta",
          "title",
          "style",
          "body",
          "a",
          "header",
          "div",
          "span",
          "h1",
          "h2",
          "h3",
          "p",
          "strong",
          "main",
          "nav",
          "ul",
          "ol",
          "li",
          "section",
          "details",
          "summary",
          "code",
          "footer");
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "lang",
          "charset",
          "http-equiv",
          "content",
          "name",
          "class",
          "id",
          "href",
          "rel",
          "role",
          "aria-labelledby",
          "aria-hidden",
          "html",
          "open");

  static Stream<AuditReport> reports() {
    return Stream.of(TestReports.empty(), TestReports.ordinary(), TestReports.hostile());
  }

  @ParameterizedTest
  @MethodSource("reports")
  void holdsOnlyItsOwnMarkupAndClosesIt(AuditReport report) {
    String html = TestReports.text(HTML, report);
    String page = html.replaceAll("(?s)<style>.*</style>", "<style></style>");
    Deque<String> open = new ArrayDeque<>();
    Matcher tags = TAG.matcher(page);
    int found = 0;
    while (tags.find()) {
      found++;
      String name = tags.group(2);
      assertTrue(ALLOWED.contains(name), name);
      Matcher attributes =
          Pattern.compile(" ([a-z-]+)").matcher(tags.group(3).replaceAll("\"[^\"]*\"", ""));
      while (attributes.find()) {
        assertTrue(ATTRIBUTES.contains(attributes.group(1)), tags.group());
      }
      if (tags.group(1).isEmpty() && !EMPTY.contains(name)) {
        open.push(name);
      } else if (!tags.group(1).isEmpty()) {
        assertEquals(name, open.pop());
      }
    }
    assertTrue(open.isEmpty(), open.toString());
    assertEquals(found, page.chars().filter(c -> c == '<').count());
    assertEquals(found, page.chars().filter(c -> c == '>').count());
  }

  @Test
  void showsWhatWouldTurnTextAroundOrBeInvisible() {
    String html = TestReports.text(HTML, TestReports.hostile());
    assertTrue(html.contains("abc\\u202Etxt.exe"));
    assertTrue(html.contains("\\u001B[31m"));
    html.codePoints()
        .filter(c -> c != '\n' && c != '\t')
        .forEach(
            c -> {
              assertFalse(Character.getType(c) == Character.CONTROL, "control " + c);
              assertFalse(Character.getType(c) == Character.FORMAT, "format " + c);
            });
  }

  @ParameterizedTest
  @MethodSource("reports")
  void linksOnlyToItselfAndToTheWeb(AuditReport report) {
    String html = TestReports.text(HTML, report);
    Set<String> ids = all(html, " id=\"([^\"]*)\"");
    for (String target : all(html, " href=\"([^\"]*)\"")) {
      boolean inside = target.startsWith("#") && ids.contains(target.substring(1));
      assertTrue(inside || target.matches("https?://.*"), target);
    }
  }

  @Test
  void thePolicyOfThePageAllowsItsStyleSheetAndNothingElse() throws Exception {
    String html = TestReports.text(HTML, TestReports.ordinary());
    String style = html.substring(html.indexOf("<style>") + 7, html.indexOf("</style>"));
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
    assertTrue(
        html.contains(
            "content=\"default-src 'none'; style-src 'sha256-"
                + Base64.getEncoder().encodeToString(digest)
                + "'; base-uri 'none'; form-action 'none'\""));
    assertFalse(style.contains("url("));
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 10_000})
  void staysUnderOneMegabyte(int findings) {
    int size = TestReports.bytes(HTML, TestReports.large(findings)).length;
    assertTrue(size < 1_000_000, "bytes: " + size);
  }

  @Test
  void showsAThousandFindingsAndCountsWhatItLeavesOut() {
    String thousand = TestReports.text(HTML, TestReports.large(1_000));
    assertTrue(thousand.contains("package-0&gt;=1.0") && thousand.contains("package-999&gt;=1.0"));
    assertFalse(thousand.contains("more</strong> are in audit.json"));
    assertTrue(
        TestReports.text(HTML, TestReports.large(10_000))
            .contains("more</strong> are in audit.json"));
  }

  @Test
  void staysUnderOneMegabyteWhenAllTextIsHostile() {
    assertTrue(TestReports.bytes(HTML, TestReports.hostile()).length < 1_000_000);
  }

  @Test
  void beginsWithVerdictGroupsAndWhatToDo() {
    String html = TestReports.text(HTML, TestReports.ordinary());
    assertTrue(
        html.contains("<h1>3 requirements violated, 1 requirement could not be checked</h1>"));
    int groups = html.indexOf("id=\"groups\"");
    int toDo = html.indexOf("id=\"todo\"");
    int all = html.indexOf("id=\"all\"");
    assertTrue(0 < groups && groups < toDo && toDo < all);
    assertTrue(html.contains("Write requests==2.32.5 in line 14."));
  }

  private static Set<String> all(String html, String pattern) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = Pattern.compile(pattern).matcher(html);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
