package io.github.pysecaudit.python.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecifierTest {

  @Test
  void containsWhatPackagingContains() {
    List<String> differences = new ArrayList<>();
    for (JsonNode row : PackagingTables.rows("contains.jsonl")) {
      String candidate = row.get(1).asText();
      Optional<Boolean> ours;
      try {
        ours = Optional.of(Specifier.parse(row.get(0).asText()).contains(candidate));
      } catch (ParseException refused) {
        ours = Optional.empty();
      }
      Optional<Boolean> theirs =
          row.get(2).isNull() ? Optional.empty() : Optional.of(row.get(2).asBoolean());
      if (!ours.equals(theirs)) {
        differences.add(row + " ours " + ours);
      }
    }
    assertEquals(List.of(), differences);
  }

  @ParameterizedTest
  @CsvSource({
    "==1.2, 1.2.0, true",
    "==1.2, 1.2+local, true",
    "==1.2, 1.2.post1, false",
    "==1.2+cpu, 1.2, false",
    "==1.2.*, 1.2.9rc1, true",
    "==1.2.*, 1.20, false",
    "~=1.4.5, 1.4.9, true",
    "~=1.4.5, 1.5, false",
    "~=2.2.post3, 2.3, true",
    "===1.0-old, 1.0-OLD, true",
    "===1.0, 1.0.0, false",
    ">1.7, 1.7.0.post1, false",
    "<1.7, 1.7rc1, false",
    "<=1.7, 1.7+x, true"
  })
  void decidesByTheRulesOfPep440(String specifier, String candidate, boolean contained)
      throws ParseException {
    assertEquals(contained, Specifier.parse(specifier).contains(candidate));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "~=1",
        ">=1.*",
        "==1.0a1.*",
        "<1+x",
        "=1.0",
        "1.0",
        "==",
        "==1.2.x",
        "==*",
        "==1 2"
      })
  void refusesWhatIsNoClause(String text) {
    assertThrows(ParseException.class, () -> Specifier.parse(text));
  }

  @Test
  void demandsEveryClauseOfASet() throws ParseException {
    SpecifierSet set = SpecifierSet.parse(">=1.0, !=1.5,<2,");
    assertTrue(set.contains("1.4"));
    assertEquals(false, set.contains("1.5"));
    assertEquals(false, set.contains("2.0"));
    assertEquals(3, set.clauses().size());
    assertTrue(SpecifierSet.parse("").contains("0.1"));
  }
}
