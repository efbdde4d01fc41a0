package io.github.pysecaudit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.check.Checklist;
import io.github.pysecaudit.checklist.Requirement;
import io.github.pysecaudit.checklist.Status;
import io.github.pysecaudit.checklist.Verdict;
import io.github.pysecaudit.facts.MemoryRepository;
import io.github.pysecaudit.facts.ProjectFacts;
import io.github.pysecaudit.facts.config.AuditConfiguration;
import io.github.pysecaudit.facts.config.ConfigurationException;
import io.github.pysecaudit.facts.config.ConfigurationReader;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StarterFileTest {
  private static final Set<StarterFile> ALL = EnumSet.allOf(StarterFile.class);

  /**
   * Without those that need a network, and 4.5, which asks for no more than that a file is there.
   */
  private static final Set<Requirement> JUDGED =
      EnumSet.complementOf(EnumSet.of(Requirement.R2_1, Requirement.R5_1, Requirement.R4_5));

  /** What an outline has in it must not look like evidence. */
  @Test
  void anOutlineMakesNoRequirementBetter() throws ConfigurationException {
    Map<Requirement, Verdict> before = judge(project(), AuditConfiguration.DEFAULT);
    MemoryRepository started = project();
    ALL.forEach(f -> started.with(f.path(), f.text("demo", ALL)));
    AuditConfiguration configuration =
        ConfigurationReader.read(
            "audit.toml", StarterFile.CONFIGURATION.text("demo", ALL), k -> null);
    Map<Requirement, Verdict> after = judge(started, configuration);
    List<String> better =
        Arrays.stream(Requirement.values())
            .filter(after::containsKey)
            .filter(
                r ->
                    after.get(r).status() == Status.PASS
                        || after.get(r).status() == Status.NOT_APPLICABLE)
            .filter(r -> after.get(r).status() != before.get(r).status())
            .map(r -> after.get(r).toString())
            .toList();
    assertEquals(List.of(), better);
    for (Requirement requirement :
        List.of(
            Requirement.R0_1,
            Requirement.R1_1,
            Requirement.R1_2,
            Requirement.R4_1,
            Requirement.R4_2)) {
      assertEquals(Status.FAIL, after.get(requirement).status(), after.get(requirement).toString());
    }
    List<String> paths = ALL.stream().map(StarterFile::path).toList();
    List<String> evidence =
        after.values().stream()
            .filter(v -> v.requirement() != Requirement.R4_1)
            .flatMap(v -> v.evidence().stream())
            .filter(e -> e.place().path().filter(paths::contains).isPresent())
            .filter(e -> !e.text().equals("read, no statement"))
            .map(Object::toString)
            .toList();
    assertEquals(List.of(), evidence);
  }

  @Test
  void anAnsweredRowCounts() throws ConfigurationException {
    String table =
        StarterFile.APPLICABILITY
            .text("demo", ALL)
            .replaceAll(
                "(\\| 3\\.1 [^|]*)\\|[^|]*\\|[^|]*\\|",
                "$1| no | The program parses no input: it has one fixed configuration. |");
    MemoryRepository answered = project().with("APPLICABILITY.md", table);
    AuditConfiguration configuration =
        ConfigurationReader.read(
            "audit.toml", StarterFile.CONFIGURATION.text("demo", ALL), k -> null);
    Map<Requirement, Verdict> verdicts = judge(answered, configuration);
    assertEquals(Status.NOT_APPLICABLE, verdicts.get(Requirement.R3_1).status());
    assertEquals(Status.FAIL, verdicts.get(Requirement.R6_2).status());
  }

  @ParameterizedTest
  @EnumSource(names = {"SECURITY_POLICY", "ARCHITECTURE", "APPLICABILITY"})
  void aDocumentAsksAndAnswersNothing(StarterFile file) {
    String text = file.text("demo", ALL);
    assertTrue(text.contains("[INSERT: "));
    assertTrue(text.contains("demo"));
    assertFalse(text.contains("{"), text);
    assertFalse(text.matches("(?is).*\\b(todo|tbd|fixme)\\b.*"));
  }

  @Test
  void theTableHasEveryRequirementThatCanBeWaived() {
    String text = StarterFile.APPLICABILITY.text("demo", ALL);
    for (Requirement requirement : Requirement.values()) {
      assertEquals(
          requirement.isWaivable(),
          text.contains("| " + requirement.id() + " <!-- " + requirement.title() + " --> |"));
    }
  }

  @Test
  void theConfigurationNamesTheTableOnlyIfThatIsWrittenToo() throws ConfigurationException {
    assertEquals(
        AuditConfiguration.DEFAULT,
        ConfigurationReader.read(
            "audit.toml",
            StarterFile.CONFIGURATION.text("demo", Set.of(StarterFile.CONFIGURATION)),
            k -> null));
    assertEquals(
        "APPLICABILITY.md",
        ConfigurationReader.read(
                "audit.toml", StarterFile.CONFIGURATION.text("demo", ALL), k -> null)
            .documents()
            .applicabilityDocument()
            .orElseThrow());
  }

  @Test
  void theExamplesOfTheConfigurationAreUnderstood() throws ConfigurationException {
    String answered =
        StarterFile.CONFIGURATION.text("demo", ALL).replaceAll("(?m)^# (?=\\[|[a-z]+ = )", "");
    AuditConfiguration configuration = ConfigurationReader.read("audit.toml", answered, k -> null);
    assertEquals(1, configuration.accepted().size());
    assertEquals(1, configuration.decisions().size());
    assertEquals(1, configuration.knownPrivileges().size());
  }

  @Test
  void aHostileNameIsText() {
    String text = StarterFile.SECURITY_POLICY.text("<b>\n# x", ALL);
    assertTrue(text.startsWith("# Security policy of &lt;b&gt; "), text.substring(0, 60));
  }

  private static MemoryRepository project() {
    return MemoryRepository.of("src/app.py", "print('hello')\n", "requirements.txt", "numpy\n");
  }

  private static Map<Requirement, Verdict> judge(
      MemoryRepository repository, AuditConfiguration configuration) {
    ProjectFacts facts = ProjectFacts.of(repository).configuration(configuration).build();
    return Checklist.evaluate(facts, JUDGED).stream()
        .collect(Collectors.toMap(Verdict::requirement, Function.identity()));
  }
}
