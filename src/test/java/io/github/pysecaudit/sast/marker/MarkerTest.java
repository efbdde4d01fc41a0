package io.github.pysecaudit.sast.marker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.sast.Marker;
import io.github.pysecaudit.sast.RuleCatalogue;
import io.github.pysecaudit.sast.ScanReport;
import io.github.pysecaudit.sast.SourceFile;
import io.github.pysecaudit.sast.Weakness;
import io.github.pysecaudit.sast.scan.ScanCache;
import io.github.pysecaudit.sast.scan.SourceScanner;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkerTest {
  private static final RuleCatalogue RULES = RuleCatalogue.load();

  private static ScanReport scan(String text) {
    SourceFile file = SourceFile.of("a.py", false, text.getBytes(UTF_8));
    return new SourceScanner(RULES, 1, ScanCache.none()).scan(List.of(file));
  }

  private static List<String> open(String text) {
    return scan(text).open().stream()
        .map(each -> each.place().line().orElseThrow() + " " + each.rule())
        .toList();
  }

  private static Marker only(String text) {
    List<Marker> markers = scan(text).markers();
    assertEquals(1, markers.size(), () -> markers.toString());
    return markers.get(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# nosec B602 - the command is constant",
        "#nosec B602: the command is constant",
        "# nosec: B602 the command is constant",
        "# nosec B602, B607 - the command is constant",
        "# nosec B404,B602 - the command is constant",
        "# nosec B602,B404 - the command is constant",
        "# nosec: B602,B404,B607 the command is constant",
        "# nosec PYA602 - the command is constant",
        "# nosec subprocess_popen_with_shell_equals_true - the command is constant",
        "# NOSEC B602 - the command is constant",
        "# noqa: S602 - the command is constant",
        "# noqa: E501, S602 - the command is constant",
        "# noqa:S602 the command is constant",
        "# type: ignore  # nosec B602 - the command is constant",
        "# nosemgrep: subprocess-shell-true - the command is constant",
        "# nosemgrep: python.lang.security.audit.subprocess-shell-true.subprocess-shell-true  the"
            + " command is constant",
        "# the command is constant  # nosec B602",
        "# nosec B602 # the command is constant",
        "# risk-accepted: the command is constant",
        "# NOSONAR the command is constant",
        "# security-reviewed, the command is constant",
        "# false-positive: the command is constant",
        "# nosec - the command is constant",
        "# nosec the command is constant",
      })
  void honoursAMarkerThatExplainsWhy(String comment) {
    ScanReport report = scan("import os, subprocess\nsubprocess.run(x, shell=True)  " + comment);
    Weakness weakness =
        report.weaknesses().stream()
            .filter(each -> each.rule().equals("PYA602"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        Optional.of("the command is constant"),
        weakness.marker().flatMap(Weakness.MarkedBy::explanation),
        () -> report.markers().toString());
    assertEquals(comment, weakness.marker().orElseThrow().text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# nosecurity review of this file is planned",
        "# this used to be nosec B602 in the old days",
        "# not nosec",
        "# noqa: E501 - the line is long",
        "# noqa: F401",
        "# nosec B101 - the assertion narrows a type",
        "# nosec B999 - an id nobody knows",
        "# nosemgrep: some-other-rule - of somebody else",
        "# False-positive rates are computed below",
      })
  void isNotSilencedByWhatIsNoMarkerForIt(String comment) {
    assertEquals(
        List.of("2 PYA602"),
        open("import os\nos.subprocess = __import__('subprocess').run(x, shell=True)  " + comment)
            .stream()
            .filter(each -> each.contains("PYA602"))
            .toList());
  }

  @Test
  void textInStringsAndDocstringsIsNoMarker() {
    String text =
        """
        def f():
            "# nosec B307 - a sentence in a docstring"
            eval("# nosec B307 - a sentence in a string" + x)
        """;
    assertTrue(scan(text).markers().isEmpty());
    assertEquals(List.of("3 PYA307"), open(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# nosec",
        "# nosec B307",
        "# nosec: B307",
        "# nosec B307 -",
        "# nosec B307 - ok",
        "# nosec B307 - ignore",
        "# nosec B307 - false positive",
        "# nosec B307: eval",
        "# nosec B307 - evaluation of text",
        "# nosec B307 - this is safe",
        "# nosec - reviewed",
        "# nosec B307 # noqa: E501",
        "# type: ignore # nosec B307",
        "# noqa",
        "# noqa: S307",
        "# NOSONAR",
        "# nosemgrep",
        "# nosec B307 - not an issue",
      })
  void aMarkerWithoutAReasonIsBare(String comment) {
    ScanReport report = scan("eval(x)  " + comment);
    assertEquals(1, report.bareMarkers().size(), () -> report.markers().toString());
    Weakness weakness = report.weaknesses().get(0);
    assertTrue(weakness.marker().isPresent());
    assertEquals(Optional.empty(), weakness.marker().get().explanation());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "# nosec B307 - the text is our own               | true",
        "# nosec B307 - see https://example.org/issue/7   | true",
        "# nosec B307 - see #1234                         | true",
        "# nosec B307 - JIRA-77                           | true",
        "# nosec B307 - trusted input                     | true",
        "# nosec B307 - ok, the input is validated        | true",
        "# nosec B307 - 入力は検証済みです                 | true",
        "# nosec B307 – Eingabe wird vorher geprüft       | true",
        "# nosec B307 - #                                 | false",
        "# nosec B307 - - -                               | false",
        "# nosec B307 - TODO                              | false",
      })
  void tellsAnExplanationFromEmptyWords(String comment, boolean explained) {
    assertEquals(explained, !only("eval(x)  " + comment).isBare());
  }

  @Test
  void aReasonOnTheLineAboveCounts() {
    String text =
        """
        x = 1
        # The text was written by this program.
        eval(x)  # nosec B307
        """;
    assertEquals(Optional.of("The text was written by this program."), only(text).explanation());
  }

  @Test
  void aReasonTwoLinesAboveOrBehindAnotherStatementDoesNotCount() {
    assertTrue(only("# The text was written by us.\n\neval(x)  # nosec B307\n").isBare());
    assertTrue(only("y = 1  # the text was written by us\neval(x)  # nosec B307\n").isBare());
    assertTrue(only("# pylint: disable=eval-used\neval(x)  # nosec B307\n").isBare());
  }

  @Test
  void coversTheSmallestStatementItStandsOn() {
    String text =
        """
        eval(
            x,  # nosec B307 - the text is our own
            eval(y),
        )
        eval(z)
        """;
    assertEquals(List.of("5 PYA307"), open(text));
  }

  @Test
  void coversOnlyTheHeaderOfACompoundStatement() {
    String text =
        """
        for x in eval(y):  # nosec B307 - the text is our own
            eval(x)
        with f(
            eval(y),
        ) as g:  # nosec B307 - the text is our own
            eval(x)
        class C(eval(y)):
            def m(self):
                b = 2  # nosec B307 - the text is our own
        """;
    assertEquals(List.of("2 PYA307", "6 PYA307", "7 PYA307"), open(text));
  }

  @Test
  void onALineOfItsOwnItCoversTheNextStatement() {
    String text =
        """
        # nosec B307 - the text is our own
        eval(x)
        eval(y)
        if a:
            # nosec B307 - the text is our own

            # and a word more
            z = eval(x)
        """;
    assertEquals(List.of("3 PYA307"), open(text));
  }

  @Test
  void onALineOfItsOwnInsideAStatementItCoversThatStatement() {
    String text =
        """
        f(
            # nosec B307 - the text is our own
            eval(x),
        )
        eval(y)
        """;
    assertEquals(List.of("5 PYA307"), open(text));
  }

  @Test
  void aListOfIdsCountsWholeHoweverItIsSeparated() {
    for (String ids : List.of("B602,B404", "B602, B404", "B602 B404", "B404,B602,B607")) {
      assertEquals(
          List.of(),
          open(
                  "import subprocess; subprocess.run(x, shell=True)  # nosec "
                      + ids
                      + " - constant list")
              .stream()
              .filter(each -> each.endsWith("602") || each.endsWith("404"))
              .toList());
    }
  }

  @Test
  void wordsOfAReasonAreNoIds() {
    Marker marker = only("eval(x); exec(y)  # nosec: this is ok because of the eval in exec_used");
    assertTrue(marker.blanket());
    assertEquals(List.of(), marker.rules());
    assertEquals(List.of("PYA102", "PYA307"), marker.suppressed());
  }

  @Test
  void anUnknownIdSuppressesNothingAndIsNamed() {
    Marker marker = only("eval(x)  # nosec B999 - the text is our own");
    assertEquals(List.of("B999"), marker.unknownIds());
    assertFalse(marker.blanket());
    assertFalse(marker.hasEffect());
    assertEquals(List.of("1 PYA307"), open("eval(x)  # nosec B999 - the text is our own"));
    assertEquals(
        List.of(),
        only("eval(x)  # nosec B307, B999 - our own text").suppressed().stream()
            .filter(rule -> !rule.equals("PYA307"))
            .toList());
  }

  @Test
  void aRetiredIdIsNotUnknown() {
    assertEquals(List.of(), only("import lxml  # nosec B410 - parsed by defusedxml").unknownIds());
  }

  @Test
  void aMarkerThatSuppressesNothingIsReported() {
    ScanReport report = scan("x = 1  # nosec B307 - the text is our own\n");
    assertEquals(1, report.markersWithoutEffect().size());
  }

  @Test
  void aLinterMarkerWithoutEffectIsNoneOfOurBusiness() {
    assertTrue(scan("from x import y  # noqa\n").markers().isEmpty());
    assertTrue(scan("eval(x)  # noqa: E501\n").markers().isEmpty());
  }

  @Test
  void prefersTheMarkerThatExplains() {
    String text =
        """
        # nosec B307 - the text is our own
        eval(x)  # nosec
        """;
    assertEquals(
        Optional.of("the text is our own"),
        scan(text).weaknesses().get(0).marker().orElseThrow().explanation());
  }

  @Test
  void decoratorsBelongToTheHeader() {
    String text =
        """
        @f(eval(x))  # nosec B307 - the text is our own
        def g(password="hunter2"):  # nosec B107 - a demonstration only
            eval(y)
        """;
    assertEquals(List.of("3 PYA307"), open(text));
  }
}
