package io.github.pysecaudit.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pysecaudit.checklist.Requirement;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StatementReaderTest {

  /** What is read, one statement or mistake a line: ids, claim, part, reason. */
  private static String read(String path, String text) {
    ApplicabilityStatements read =
        ApplicabilityStatements.of(
            new Documents(MemoryRepository.of(path, text), java.util.Optional.empty()));
    Stream<String> statements =
        read.statements().stream()
            .map(
                s ->
                    s.place().line().getAsInt()
                        + " "
                        + s.requirements().stream()
                            .sorted()
                            .map(Requirement::id)
                            .collect(Collectors.joining(","))
                        + (s.applicable() ? " yes" : " no")
                        + s.part().map(p -> " [" + p + "]").orElse("")
                        + s.reason().map(r -> " " + r).orElse(" -"));
    Stream<String> mistakes =
        read.mistakes().stream().map(m -> m.place().line().getAsInt() + " mistake");
    return Stream.concat(statements, mistakes).collect(Collectors.joining("\n"));
  }

  private static String markdown(String body) {
    return read("SECURITY.md", "# Policy\n\n## Not applicable requirements\n\n" + body);
  }

  static Stream<Arguments> forms() {
    return Stream.of(
        Arguments.of(
            "README.md",
            """
            ## Applicability

            | Requirement | Applicable | Reason |
            | --- | --- | --- |
            | 3.1 Fuzzing | no | The program parses no input. |
            | 4.1 | yes | |
            """,
            "5 3.1 no The program parses no input.\n6 4.1 yes -"),
        Arguments.of(
            "README.md",
            """
            ## What is NOT APPLICABLE

            - **Fuzzing (3.1)** is not applicable because the program parses no input.
            """,
            "3 3.1 no the program parses no input."),
        Arguments.of(
            "ARCHITECTURE.md",
            """
            # Design
            ## Applicability
            ### 3 Fuzzing
            Not applicable: the program parses no input.
            """,
            "4 3.1 no the program parses no input."),
        Arguments.of(
            "README.rst",
            """
            Not applicable
            ==============

            3.1 Fuzzing
                The program parses no input.

            - Reproducible build (7.1) does not apply, since nothing is built.
            """,
            "4 3.1 no The program parses no input.\n7 7.1 no nothing is built."),
        Arguments.of(
            "README.rst",
            """
            Applicability
            =============

            ===========  ==========  ==============================
            Requirement  Applicable  Reason
            ===========  ==========  ==============================
            3.1 Fuzzing  no          The program parses no input.
            ===========  ==========  ==============================
            """,
            "7 3.1 no The program parses no input."),
        Arguments.of(
            "README.adoc",
            """
            == Applicability

            |===
            |Requirement |Applicable |Reason

            |3.1 Fuzzing
            |no
            |The program parses no input.
            |===

            Service account (8.3):: n/a, the program is a library.
            """,
            "6 3.1 no The program parses no input.\n11 8.3 no the program is a library."),
        Arguments.of(
            "docs/compliance.md",
            """
            # Not applicable

            ### Fuzzing

            The program parses no input.
            """,
            "5 3.1 no The program parses no input."),
        Arguments.of(
            "README.md",
            """
            ## 7 Applicability

            ### 7.1 Fuzzing

            This requirement is not applicable. The program parses no input.
            """,
            "5 3.1 no The program parses no input."));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void readsEveryNaturalForm(String path, String text, String expected) {
    assertEquals(expected, read(path, text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Fuzzing (3.1) does not apply because it parses nothing.      | 5 3.1 no it parses nothing.
          Fuzzing (3.1) doesn't apply: it parses nothing.              | 5 3.1 no it parses nothing.
          Requirement 3.1 is n/a since it parses nothing.              | 5 3.1 no it parses nothing.
          Fuzzing is not applicable. It parses nothing.                | 5 3.1 no It parses nothing.
          Because it parses no input, fuzzing (3.1) is not applicable. | 5 3.1 no it parses no input
          We consider 3.1 not applicable because it parses nothing.    | 5 3.1 no it parses nothing.
          3.1 and 7.1 are not applicable because it is a text.         | 5 3.1,7.1 no it is a text.
          Group 7 is not applicable because nothing is built.          | 5 7.1,7.2 no nothing is built.
          The MUST NOT requirement 8.2 is not applicable: it is a text. | 5 8.2 no it is a text.
          - 3.1 Fuzzing: it parses nothing                             | 5 3.1 no it parses nothing
          - Fuzzing – it parses nothing                                | 5 3.1 no it parses nothing
          - 3.1                                                        | 5 3.1 no -
          - Not applicable: 3.1 Fuzzing, because it parses nothing.    | 5 3.1 no it parses nothing.
          Fuzzing (3.1) is not applicable.                             | 5 3.1 no -
          Fuzzing (3.1) is not applicable: TBD                         | 5 3.1 no -
          Fuzzing (3.1) is not applicable to this project because it parses nothing. | 5 3.1 no it parses nothing.
          Fuzzing (3.1) is not applicable for the following reason: it parses nothing. | 5 3.1 no it parses nothing.
          Fuzzing (3.1) is not applicable to the command line because it is tiny. | 5 3.1 no [the command line] it is tiny.
          For the web part, fuzzing (3.1) is not applicable because it is static. | 5 3.1 no [the web part] it is static.
          Fuzzing (3.1) is partly not applicable because it parses nothing. | 5 3.1 no [Fuzzing (3.1) is partly] it parses nothing.
          Fuzzing (3.1) is applicable and done with atheris.           | 5 3.1 yes and done with atheris.
          """)
  void readsSentencesAndItems(String text, String expected) {
    assertEquals(expected, markdown(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Fuzzing (3.1) is not not applicable because it parses nothing.
          It is not true that fuzzing (3.1) is not applicable.
          We do not claim that 3.1 is not applicable.
          Nobody says that fuzzing (3.1) is not applicable.
          Fuzzing (3.1) is not inapplicable.
          If fuzzing (3.1) is not applicable, the documentation must say so.
          Fuzzing (3.1) is not applicable when a program parses no input.
          Fuzzing (3.1) may be not applicable to some programs.
          Is fuzzing (3.1) not applicable?
          "Fuzzing (3.1) is not applicable because …" is how a statement looks.
          Write `3.1 is not applicable because …` to state it.
          A requirement that is not applicable must be named with its reason.
          The following 3 requirements are not applicable.
          Python 3.1 is not applicable because it is old.
          Version 3.1 is not applicable.
          The word n/a stands for not applicable.
          <!-- 3.1 is not applicable because it parses nothing. -->
          Fuzzing (3.1) was not applicable in the first release.
          """)
  void readsNoStatementWhereNoneIsMade(String text) {
    assertEquals("", markdown(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3.9 is not applicable because it is unknown.
          - 3.1 Security policy: is not applicable because it parses nothing.
          Security policy (3.1) is not applicable because it parses nothing.
          - 12.1 Quantum safety: it has none
          """)
  void namesWhatTheCatalogueDoesNotKnow(String text) {
    assertEquals("5 mistake", markdown(text));
  }

  @Test
  void namesAnUnknownRequirementInATable() {
    assertEquals(
        "3 mistake",
        markdown(
                "| Requirement | Applicable | Reason |\n"
                    + "|--|--|--|\n"
                    + "| Quantum safety | no | It has none at all |")
            .replace("7 ", "3 "));
  }

  @Test
  void doesNotReadOtherTablesAsStatements() {
    assertEquals(
        "",
        read(
            "README.md",
            "## Applicability\n\n"
                + "| Python | Applicable |\n"
                + "|---|---|\n"
                + "| 3.8 | no |\n"
                + "| CPython | yes |\n"));
  }

  @Test
  void readsNothingOutsideOfTheHeadingOrInsideOfCode() {
    assertEquals("", read("README.md", "# Notes\n\n3.1 is not applicable because of this.\n"));
    assertEquals("", markdown("```\n3.1 is not applicable because of this.\n```\n"));
  }

  @Test
  void understandsAColumnThatIsTheOtherWayRound() {
    assertEquals(
        "7 3.1 no it parses nothing\n8 4.1 yes -",
        markdown(
            "| Id | Title | Not applicable | Why |\n|-|-|-|-|\n| 3.1 | Fuzzing | yes | it parses"
                + " nothing |\n| 4.1 | Architecture document | no | |\n"));
  }
}
