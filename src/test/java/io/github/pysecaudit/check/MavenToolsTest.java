package io.github.pysecaudit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pysecaudit.checklist.Place;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.MavenBuild;
import io.github.pysecaudit.facts.MavenBuild.Execution;
import io.github.pysecaudit.facts.MavenBuild.PluginUse;
import io.github.pysecaudit.facts.MemoryRepository;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.remote.Lookup;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A plugin counts as run only if one of its goals is executed in the build. */
class MavenToolsTest {
  private static final String SPOTBUGS = "com.github.spotbugs:spotbugs-maven-plugin";
  private static final String PMD = "org.apache.maven.plugins:maven-pmd-plugin";

  private static PluginUse plugin(String name, Map<String, String> settings, Execution... runs) {
    return new PluginUse(name, Optional.of("1"), List.of(runs), settings, Place.line("pom.xml", 9));
  }

  private static Execution run(String phase, String... goals) {
    return new Execution("x", Optional.ofNullable(phase), List.of(goals));
  }

  private static Verdict judge(
      String source, Map<String, String> properties, PluginUse... plugins) {
    MavenBuild build =
        new MavenBuild(
            "g:a:1",
            "jar",
            "pom.xml",
            List.of(),
            List.of(plugins),
            properties,
            List.of(),
            Map.of(),
            List.of(),
            Set.of(),
            () -> Lookup.found(List.of(), "test"),
            List::of,
            List.of());
    ProjectFacts facts = ProjectFacts.of(MemoryRepository.of(source, "")).maven(build).build();
    return new DefenceInDepthCheck().evaluate(facts).get(1);
  }

  @Test
  void countsTwoPluginsThatRun() {
    Verdict verdict =
        judge(
            "A.java",
            Map.of(),
            plugin(SPOTBUGS, Map.of(), run(null, "check")),
            plugin(PMD, Map.of(), run("verify", "pmd", "check")));
    assertEquals(Status.PASS, verdict.status(), verdict.toString());
  }

  @Test
  void doesNotCountAPluginWithoutExecution() {
    Verdict verdict =
        judge(
            "A.java",
            Map.of(),
            plugin(SPOTBUGS, Map.of()),
            plugin(PMD, Map.of(), run("verify", "check")));
    assertEquals(Status.FAIL, verdict.status(), verdict.toString());
  }

  @Test
  void doesNotCountAGoalThatOnlyShows() {
    Verdict verdict =
        judge(
            "A.java",
            Map.of(),
            plugin(SPOTBUGS, Map.of(), run("verify", "gui")),
            plugin(PMD, Map.of(), run("verify", "check")));
    assertEquals(Status.FAIL, verdict.status(), verdict.toString());
  }

  @Test
  void doesNotCountAnExecutionThatIsBoundToNothing() {
    Verdict verdict =
        judge(
            "A.java",
            Map.of(),
            plugin(SPOTBUGS, Map.of(), run("none", "check")),
            plugin(PMD, Map.of(), run("verify", "check")));
    assertEquals(Status.FAIL, verdict.status(), verdict.toString());
  }

  @Test
  void doesNotCountAPluginThatIsSkipped() {
    Verdict verdict =
        judge(
            "A.java",
            Map.of("pmd.skip", "true"),
            plugin(SPOTBUGS, Map.of("skip", "true"), run("verify", "check")),
            plugin(PMD, Map.of(), run("verify", "check")));
    assertEquals(Status.FAIL, verdict.status(), verdict.toString());
  }

  @Test
  void readsWhatTheExecPluginStarts() {
    Verdict verdict =
        judge(
            "app.py",
            Map.of(),
            plugin(
                "org.codehaus.mojo:exec-maven-plugin",
                Map.of("executable", "python3", "arguments/argument", "-m bandit"),
                run("verify", "exec")));
    assertEquals(Status.PASS, verdict.status(), verdict.toString());
  }

  @Test
  void countsAnImportedReport() {
    ProjectFacts facts =
        ProjectFacts.of(MemoryRepository.of("app.py", ""))
            .importedAnalysers(() -> Set.of("semgrep"))
            .build();
    assertEquals(Status.PASS, new DefenceInDepthCheck().evaluate(facts).get(1).status());
  }
}
