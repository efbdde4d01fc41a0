package io.github.pysecaudit.check;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.HangGuard;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.LeftOut;
import io.github.pysecaudit.facts.MemoryRepository;
import io.github.pysecaudit.facts.ProjectFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are made to exhaust their reader end in a verdict that is not a pass, and soon. */
class HostileDeploymentTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private static String bomb() {
    StringBuilder text = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 30; i++) {
      text.append("a").append(i).append(": &a").append(i).append(" [");
      text.append(("*a" + (i - 1) + ",").repeat(9)).append("]\n");
    }
    return text + "services: {web: {privileged: false}}\n";
  }

  private static String mergeBomb() {
    StringBuilder text = new StringBuilder("x0: &m0 {k: v}\n");
    for (int i = 1; i < 2_000; i++) {
      text.append("x" + i + ": &m" + i + " {<<: *m" + (i - 1) + ", k" + i + ": v}\n");
    }
    return text + "services: {web: {image: x}}\n";
  }

  private static String stages(int count) {
    StringBuilder text = new StringBuilder("FROM python:3.12 AS s0\n");
    for (int i = 1; i < count; i++) {
      text.append("FROM s" + (i - 1) + " AS s" + i + "\nARG A" + i + "=$A" + (i - 1) + "\n");
    }
    return text.toString();
  }

  static Stream<Arguments> files() {
    String workflow = ".github/workflows/ci.yml";
    return Stream.of(
        Arguments.of("a YAML bomb", "compose.yml", bomb()),
        Arguments.of("a YAML bomb of merges", "compose.yml", mergeBomb()),
        Arguments.of("an anchor in itself", "compose.yml", "services: &a {web: *a}\n"),
        Arguments.of("deep YAML", "compose.yml", "services: " + "[".repeat(100_000)),
        Arguments.of("deep mappings", "compose.yml", "services: " + "{a: ".repeat(100_000)),
        Arguments.of("deep block YAML", "compose.yml", "- ".repeat(200_000)),
        Arguments.of("question marks", "compose.yml", "? ".repeat(200_000)),
        Arguments.of("a YAML tag", "compose.yml", "!!javax.script.ScriptEngineManager [x: ["),
        Arguments.of("a broken workflow", workflow, "jobs: {a: [}"),
        Arguments.of("a deep manifest", "k8s.yaml", "apiVersion: v1\nkind: " + "[".repeat(99_999)),
        Arguments.of("10,000 stages", "Dockerfile", stages(10_000)),
        Arguments.of("100,000 heredocs", "Dockerfile", "FROM x\n" + "RUN cat <<E\n".repeat(99_999)),
        Arguments.of("a long line", "Dockerfile", "FROM x\nRUN " + "chmod ".repeat(300_000)),
        Arguments.of("nested variables", "Dockerfile", "FROM x\nUSER " + "${A:-".repeat(50_000)),
        Arguments.of("binary Dockerfile", "Dockerfile", "FROM x\0USER app"),
        Arguments.of("binary compose", "compose.yml", "services:\0"),
        Arguments.of("binary unit", "app.service", "[Service]\nUser=app\0"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void endsSoonAndWithoutPass(String name, String path, String text) {
    MemoryRepository repository = MemoryRepository.of(path, text);
    Verdict verdict =
        HangGuard.within(
            SOON,
            () -> new LeastPrivilegeCheck().evaluate(ProjectFacts.of(repository).build()).get(1));
    assertFalse(verdict.status() == Status.PASS, verdict.toString());
    assertTrue(verdict.findings().size() < 50, "one clear message, not " + verdict.findings());
    verdict.findings().forEach(f -> assertTrue(f.message().length() < 500, f.message()));
  }

  static Stream<Arguments> tasks() {
    String make = "a: b b b\nb: c c c\nc: a\n\t$(MAKE) a; ./x.sh; tox; nox\n";
    String script = "./x.sh; bash x.sh; make a; tox -e x; $(./x.sh)\n";
    StringBuilder wide = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      wide.append("t" + i + ": t" + (i + 1) + "\n\tbandit -r .\n");
    }
    return Stream.of(
        Arguments.of("circles", List.of("Makefile", make, "x.sh", script)),
        Arguments.of("a long chain of targets", List.of("Makefile", wide.toString())),
        Arguments.of("exponential variables", List.of("Makefile", exponential())),
        Arguments.of(
            "exponential braces", List.of("tox.ini", "[tox]\nenvlist=" + "{a,b}".repeat(30))),
        Arguments.of("quotes that never end", List.of("x.sh", "'" + "\"".repeat(100_000))),
        Arguments.of("heredocs that never end", List.of("x.sh", "cat <<E\n".repeat(50_000))),
        Arguments.of("substitutions", List.of("x.sh", "$(".repeat(300_000))),
        Arguments.of(
            "noise", List.of("x.sh", noise(), "noxfile.py", noise(), "Makefile", noise())));
  }

  private static String exponential() {
    StringBuilder text = new StringBuilder("V0=xxxxxxxxxx\n");
    for (int i = 1; i < 60; i++) {
      text.append("V" + i + "=" + ("$(V" + (i - 1) + ")").repeat(10) + "\n");
    }
    return text + "a:\n\t$(V59) ; ./x.sh\n";
  }

  private static String noise() {
    Random random = new Random(42);
    StringBuilder text = new StringBuilder();
    String letters = "ab(){}[]$\"'`\\\n\t :=#<>|&;@!?*.,-_0";
    for (int i = 0; i < 200_000; i++) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tasks")
  void followsTasksToAnEnd(String name, List<String> files) {
    List<String> all = new ArrayList<>(files);
    all.add(".github/workflows/ci.yml");
    all.add("on: push\njobs: {a: {steps: [{run: 'make a; ./x.sh; tox; nox'}]}}\n");
    all.add("app.py");
    all.add("pass\n");
    MemoryRepository repository = MemoryRepository.of(all.toArray(String[]::new));
    List<Verdict> verdicts =
        HangGuard.within(
            SOON,
            () -> {
              ProjectFacts facts = ProjectFacts.of(repository).build();
              List<Verdict> both = new ArrayList<>(new DefenceInDepthCheck().evaluate(facts));
              both.addAll(new LeastPrivilegeCheck().evaluate(facts));
              return both;
            });
    assertFalse(verdicts.isEmpty());
  }

  @ParameterizedTest
  @MethodSource("leftOut")
  void doesNotPassWhatTheWalkCouldNotRead(LeftOut.Kind kind, boolean loss) {
    MemoryRepository repository =
        MemoryRepository.of("Dockerfile", "FROM x\nUSER app\n")
            .leavingOut(new LeftOut("deploy/app.service", kind, "It is a link."));
    Verdict verdict =
        new LeastPrivilegeCheck().evaluate(ProjectFacts.of(repository).build()).get(1);
    assertTrue((verdict.status() == Status.PASS) != loss, verdict.toString());
  }

  static Stream<Arguments> leftOut() {
    return Stream.of(LeftOut.Kind.values()).map(k -> Arguments.of(k, k != LeftOut.Kind.BY_RULE));
  }
}
