package io.github.pysecaudit.checklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.check.Check;
import io.github.pysecaudit.check.Checklist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequirementTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ([0-9.]+) \\| ([A-Z ]+) \\| ([^|]+) \\| ([^|]+) \\|$");

  @Test
  void theDocumentationListsTheWholeCatalogueInOrder() throws IOException {
    String document = Files.readString(Path.of("docs/requirements.md"));
    List<String> documented =
        ROW.matcher(document)
            .results()
            .map(r -> String.join("|", r.group(1), r.group(2), r.group(3), r.group(4)))
            .toList();
    List<String> inCode =
        Arrays.stream(Requirement.values())
            .map(r -> String.join("|", r.id(), r.level().words(), r.title(), r.sentence()))
            .toList();
    assertEquals(inCode, documented);
  }

  @ParameterizedTest
  @EnumSource(Requirement.class)
  void theDocumentationTellsHowEachIsDecidedAndFixed(Requirement requirement) throws IOException {
    String document = Files.readString(Path.of("docs/requirements.md"));
    String section =
        "\n### "
            + requirement.id()
            + " "
            + requirement.title()
            + "\n\n"
            + requirement.decidedBy()
            + "\n\nRemedy: "
            + requirement.remedy()
            + "\n";
    assertTrue(document.contains(section), section);
  }

  @Test
  void thereAre25() {
    assertEquals(25, Requirement.values().length);
  }

  @ParameterizedTest
  @EnumSource(Requirement.class)
  void eachIsDecidedByExactlyOneCheck(Requirement requirement) {
    List<Check> checks =
        Checklist.checks().stream().filter(c -> c.requirements().contains(requirement)).toList();
    assertEquals(1, checks.size(), checks.toString());
  }

  @ParameterizedTest
  @EnumSource(Requirement.class)
  void eachIsFoundByItsId(Requirement requirement) {
    assertEquals(requirement, Requirement.byId(" " + requirement.id() + " ").orElseThrow());
    assertTrue(requirement.remedy().matches("[A-Z][a-z]+ .*\\."), requirement.remedy());
    assertTrue(requirement.id().startsWith(requirement.group().number() + "."));
  }
}
