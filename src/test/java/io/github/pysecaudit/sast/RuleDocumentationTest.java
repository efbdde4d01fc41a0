package io.github.pysecaudit.sast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/source-rules.md} lists exactly the rules there are; its table is made from them. */
class RuleDocumentationTest {
  private static final Path PAGE = Path.of("docs/source-rules.md");
  private static final String START = "| rule | what | severity |";

  private static String table() {
    StringBuilder table = new StringBuilder();
    table.append(START).append(" confidence | CWE | in tests | Bandit | Python Code Audit |\n");
    table.append("| --- | --- | --- | --- | --- | --- | --- | --- |\n");
    for (Rule rule : RuleCatalogue.load().all()) {
      String tests =
          switch (rule.tests()) {
            case OFF -> "silent";
            case LOWERED -> "one grade lower";
            case SAME -> "the same";
          };
      table.append(
          String.format(
              "| %s | %s | %s | %s | %d | %s | %s | %s |%n",
              rule.id(),
              rule.title(),
              rule.severity(),
              rule.confidence(),
              rule.cwe(),
              tests,
              rule.banditId(),
              String.join(", ", rule.codeAudit())));
    }
    return table.toString().replace("\r\n", "\n");
  }

  @Test
  void thePageListsExactlyTheRulesThereAre() throws IOException {
    String page = Files.readString(PAGE).replace("\r\n", "\n");
    assertEquals(table(), page.substring(page.indexOf(START)));
  }
}
