package io.github.pysecaudit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.checklist.Evidence;
import io.github.pysecaudit.checklist.Finding;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.ProjectFacts;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PrivilegeCasesTest {
  private static final List<Check> CHECKS =
      List.of(
          new FuzzingCheck(),
          new LeastPrivilegeCheck(),
          new ReproducibleBuildCheck(),
          new DefenceInDepthCheck());

  static Stream<PrivilegeCase> cases() throws IOException, URISyntaxException {
    var folder = PrivilegeCasesTest.class.getResource("/privilege/cases");
    return PrivilegeCase.all(Path.of(folder.toURI())).stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void isJudgedAsTheCaseSays(PrivilegeCase example) {
    ProjectFacts facts = example.facts().build();
    Map<String, Verdict> verdicts = new HashMap<>();
    for (PrivilegeCase.Expected expected : example.expected()) {
      Requirement requirement = Requirement.byId(expected.id()).orElseThrow();
      Check check =
          CHECKS.stream().filter(c -> c.requirements().contains(requirement)).findFirst().get();
      if (!verdicts.containsKey(expected.id())) {
        check.evaluate(facts).forEach(v -> verdicts.put(v.requirement().id(), v));
      }
      Verdict verdict = verdicts.get(expected.id());
      String shown = shown(verdict);
      assertEquals(expected.status(), verdict.status().name(), shown);
      assertTrue(shows(shown, expected.shown()), () -> expected.shown() + " is not in\n" + shown);
    }
  }

  /** Whether a line has the text, or begins with its first word, a place, and has the rest. */
  private static boolean shows(String shown, String wanted) {
    String[] placeAndText = wanted.split(" ", 2);
    return shown.contains(wanted)
        || shown.lines().anyMatch(l -> l.contains(placeAndText[0]) && l.contains(placeAndText[1]));
  }

  private static String shown(Verdict verdict) {
    StringBuilder text =
        new StringBuilder(verdict.requirement().id() + " " + verdict.summary() + "\n");
    for (Finding f : verdict.findings()) {
      text.append("finding ").append(f.place()).append(" ").append(f.message()).append('\n');
    }
    for (Finding f : verdict.warnings()) {
      text.append("warning ").append(f.place()).append(" ").append(f.message()).append('\n');
    }
    for (Evidence e : verdict.evidence()) {
      text.append("evidence ").append(e.place()).append(" ").append(e.text()).append('\n');
    }
    return text.toString();
  }
}
