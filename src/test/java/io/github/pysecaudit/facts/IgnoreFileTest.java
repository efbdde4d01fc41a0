package io.github.pysecaudit.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.HangGuard;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoreFileTest {

  @ParameterizedTest(name = "{0} against {1}: {2}")
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          *.pyc           | a.pyc          | true
          *.pyc           | b/a.pyc        | true
          *.pyc           | a.pyco         | false
          /a.txt          | a.txt          | true
          /a.txt          | b/a.txt        | false
          b/a.txt         | b/a.txt        | true
          b/a.txt         | c/b/a.txt      | false
          **/a.txt        | c/b/a.txt      | true
          **/b/a.txt      | c/b/a.txt      | true
          a/**/b          | a/b            | true
          a/**/b          | a/x/y/b        | true
          a/**/b          | a/x/y/c        | false
          a/**            | a/x/y          | true
          a/**            | a              | false
          **              | any/thing      | true
          foo/            | foo            | false
          foo/            | foo/           | true
          foo/            | x/foo/         | true
          x/foo/          | y/x/foo/       | false
          \\#hash         | #hash          | true
          # comment       | # comment      | false
          \\!bang         | !bang          | true
          a?c             | abc            | true
          a?c             | a/c            | false
          a[bd]c          | abc            | true
          a[!bd]c         | abc            | false
          a[^bd]c         | axc            | true
          a[b-d]c         | acc            | true
          a[]]c           | a]c            | true
          a[[:digit:]]    | a7             | true
          a[[:digit:]]    | ax             | false
          a[b             | a[b            | false
          a\\*b           | a*b            | true
          a\\*b           | axb            | false
          *.py[cod]       | x.pyd          | true
          f**o            | fo             | true
          ö*              | öl             | true
          """)
  void matchesAsGitDoes(String rule, String path, boolean ignored) {
    boolean isFolder = path.endsWith("/");
    String bare = isFolder ? path.substring(0, path.length() - 1) : path;
    assertEquals(ignored, IgnoreFile.parse(rule).decide(bare, isFolder, steps -> {}).orElse(false));
  }

  @Test
  void theLastRuleThatMatchesDecides() {
    IgnoreFile rules = IgnoreFile.parse("\uFEFF*.log\r\n!keep.log\r\n");
    assertEquals(true, rules.decide("a.log", false, steps -> {}).orElseThrow());
    assertEquals(false, rules.decide("keep.log", false, steps -> {}).orElseThrow());
  }

  @Test
  void keepsAnEscapedTrailingSpace() {
    assertEquals(true, IgnoreFile.parse("a\\ ").decide("a ", false, steps -> {}).orElse(false));
    assertEquals(true, IgnoreFile.parse("a  ").decide("a", false, steps -> {}).orElse(false));
  }

  @Test
  void survivesPatternsMadeToBeSlow() {
    String stars = "*a".repeat(2_000) + "b";
    String deep = "**/a/".repeat(1_000) + "b";
    HangGuard.within(
        Duration.ofSeconds(5),
        () -> {
          IgnoreFile.parse(stars).decide("a".repeat(4_000), false, steps -> {});
          IgnoreFile.parse(deep).decide("a/".repeat(2_000) + "c", false, steps -> {});
        });
  }

  @Test
  void saysThatItStoppedReading() {
    assertTrue(IgnoreFile.parse("x\n".repeat(IgnoreFile.MOST_RULES + 1)).truncated());
  }

  @Test
  void aTreeHasRoomForSoManyRules() {
    IgnoreRules rules = new IgnoreRules(new IgnoreRules.Limits(10, 1_000));
    assertTrue(rules.add("", IgnoreFile.parse("abcdef\n")));
    assertFalse(rules.add("b", IgnoreFile.parse("a*b*c*d\n")));
    assertFalse(rules.ignores("b/a1b1c1d", false));
    assertTrue(rules.ignores("abcdef", false));
  }

  @Test
  void rulesThatTakeTooLongIgnoreNothingMore() {
    IgnoreRules rules = new IgnoreRules(new IgnoreRules.Limits(1_000, 2_000));
    rules.add("", IgnoreFile.parse("*a*a*a*a*a*b\nc\n"));
    assertTrue(rules.ignores("c", false));
    assertFalse(rules.ignores("a".repeat(250), false));
    assertTrue(rules.isExhausted());
    assertFalse(rules.ignores("c", false));
  }
}
