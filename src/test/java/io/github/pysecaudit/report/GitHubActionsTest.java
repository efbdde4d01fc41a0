package io.github.pysecaudit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GitHubActionsTest {
  private static final GitHubActions ACTIONS = new GitHubActions(Map.of("GITHUB_ACTIONS", "true"));

  @Test
  void saysNothingOutsideGitHubActions() {
    GitHubActions elsewhere = new GitHubActions(Map.of());
    assertEquals(List.of(), elsewhere.annotations(TestReports.ordinary()));
    assertEquals(Optional.empty(), elsewhere.summaryFile());
  }

  @Test
  void namesTheFileOfTheSummary() {
    assertEquals(
        Optional.of("/tmp/summary"),
        new GitHubActions(Map.of("GITHUB_STEP_SUMMARY", "/tmp/summary")).summaryFile());
  }

  @Test
  void annotatesTheLineOfAViolation() {
    assertTrue(
        ACTIONS
            .annotations(TestReports.ordinary())
            .contains(
                "::error file=pyproject.toml,line=14,title=FAIL 6.1 Exact versions in"
                    + " pyproject.toml::requests>=2.20 allows many versions. Write"
                    + " requests==2.32.5 in line 14."));
  }

  @Test
  void keepsToTenOfALevelAndSaysHowManyMore() {
    List<String> lines = ACTIONS.annotations(TestReports.large(10_000));
    List<String> errors = lines.stream().filter(l -> l.startsWith("::error ")).toList();
    assertEquals(GitHubActions.MOST_OF_A_LEVEL, errors.size());
    assertTrue(errors.get(9).contains("9996 more"), errors.get(9));
    assertTrue(errors.stream().anyMatch(l -> l.contains("FAIL 1.2")));
  }

  @Test
  void hostileTextStaysInsideItsCommand() {
    for (String line : ACTIONS.annotations(TestReports.hostile())) {
      assertTrue(line.matches("::(error|warning) [^\\n\\r]*"), line);
      String properties = line.substring(2, line.indexOf("::", 2));
      assertTrue(
          properties.matches("(error|warning) (file=[^,:]*,)?(line=\\d+,)?title=[^,:]*"),
          properties);
    }
  }

  @Test
  void anEmptyReportHasNoAnnotations() {
    assertEquals(List.of(), ACTIONS.annotations(TestReports.empty()));
  }
}
