package io.github.pysecaudit.python.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionTest {

  @Test
  void ordersFiveThousandPairsAsPackagingDoes() throws ParseException {
    List<String> differences = new ArrayList<>();
    List<String> pairs = PackagingTables.lines("pairs.tsv");
    for (String line : pairs) {
      String[] pair = line.split("\t");
      Version left = Version.parse(pair[0]);
      Version right = Version.parse(pair[2]);
      int order = left.compareTo(right);
      String ours = order < 0 ? "<" : order == 0 ? "=" : ">";
      boolean symmetric = Integer.signum(right.compareTo(left)) == -Integer.signum(order);
      boolean consistent =
          left.equals(right) == (order == 0) && (order != 0 || left.hashCode() == right.hashCode());
      if (!ours.equals(pair[1]) || !symmetric || !consistent) {
        differences.add(line + " ours " + ours);
      }
    }
    assertEquals(5000, pairs.size());
    assertEquals(List.of(), differences);
  }

  @Test
  void normalisesAndRefusesAsPackagingDoes() {
    List<String> differences = new ArrayList<>();
    for (JsonNode row : PackagingTables.rows("versions.jsonl")) {
      String ours = Version.tryParse(row.get(0).asText()).map(Version::toString).orElse(null);
      String theirs = row.get(1).isNull() ? null : row.get(1).asText();
      if (!java.util.Objects.equals(ours, theirs)) {
        differences.add(row + " ours " + ours);
      }
    }
    assertEquals(List.of(), differences);
  }

  @ParameterizedTest
  @CsvSource({
    "1.0alpha1, 1.0a1",
    "1.0-1, 1.0.post1",
    "1.0.RC1, 1.0rc1",
    "01.02, 1.2",
    "2024.01.01, 2024.1.1",
    "1.0.0-rc.1, 1.0.0rc1",
    "1.2.3-dev, 1.2.3.dev0",
    "1!2.0, 1!2.0",
    "v1.2.3, 1.2.3",
    "1.2.3+CPU.01, 1.2.3+cpu.1",
    "20240101123456789012345678901234567890, 20240101123456789012345678901234567890"
  })
  void writesTheNormalForm(String written, String normal) throws ParseException {
    assertEquals(normal, Version.parse(written).toString());
  }

  @Test
  void treatsMissingZerosAsEqual() throws ParseException {
    assertEquals(Version.parse("1.0"), Version.parse("1.0.0.0"));
    assertEquals("1", Version.parse("1.0.0").canonical());
  }

  @Test
  void tellsPrePostAndDevelopmentReleases() throws ParseException {
    assertTrue(Version.parse("1.0rc1").isPrerelease());
    assertTrue(Version.parse("1.0.dev1").isPrerelease());
    assertTrue(Version.parse("1.0.dev1").isDevrelease());
    assertTrue(Version.parse("1.0.post1").isPostrelease());
    assertFalse(Version.parse("1.0+local").isPrerelease());
    assertEquals("1.0", Version.parse("1.0rc1.post2+x").baseVersion().toString());
    assertEquals("1.0rc1.post2", Version.parse("1.0rc1.post2+x").publicVersion().toString());
  }

  @Test
  void saysWhereReadingStopped() {
    ParseException error = assertThrows(ParseException.class, () -> Version.parse("1.2.x"));
    assertEquals(3, error.position());
    assertTrue(error.getMessage().contains("1.2.x"), error.getMessage());
  }

  @Test
  void refusesEndlessVersionsInLinearTime() {
    assertThrows(ParseException.class, () -> Version.parse("1.".repeat(500_000) + "1"));
    assertThrows(ParseException.class, () -> Version.parse("1".repeat(1_000_000)));
  }
}
