package io.github.pysecaudit.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class DesignDefencesTest {

  private static DesignDefences of(String text) {
    return ProjectFacts.of(MemoryRepository.of("SECURITY.md", text)).build().designDefences();
  }

  @Test
  void rowsOfAnApplicabilityTableAreNoDefences() {
    DesignDefences defences =
        of(
            """
            # Security policy

            ## Not applicable

            | Requirement | Applicable | Reason |
            | --- | --- | --- |
            | 8.1 Least privilege | no | Authentication, encryption and a sandbox are done elsewhere. |
            """);
    assertEquals(Set.of(), defences.controls().keySet());
  }

  @Test
  void controlsInASecuritySectionAreDefences() {
    DesignDefences defences =
        of(
            "# Security design\n\n"
                + "Every request needs authentication, and mail is kept with encryption.\n");
    assertTrue(defences.controls().size() >= 2, defences.controls().toString());
  }
}
