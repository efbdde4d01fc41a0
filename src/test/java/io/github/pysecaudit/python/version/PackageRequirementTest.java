package io.github.pysecaudit.python.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.pysecaudit.HangGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageRequirementTest {

  @Test
  void readsWhatPackagingReads() {
    List<JsonNode> rows = PackagingTables.rows("requirements.jsonl");
    List<Map<String, String>> environments = new ArrayList<>();
    rows.get(0).get("environments").forEach(node -> environments.add(strings(node)));
    List<String> differences = new ArrayList<>();
    for (JsonNode row : rows.subList(1, rows.size())) {
      String ours = ours(row.get("text").asText(), environments);
      String theirs = theirs(row);
      if (!ours.equals(theirs)) {
        differences.add(row.get("text") + "\n  ours   " + ours + "\n  theirs " + theirs);
      }
    }
    assertEquals("", String.join("\n", differences));
  }

  private static String ours(String text, List<Map<String, String>> environments) {
    try {
      PackageRequirement r = PackageRequirement.parse(text);
      return r.name()
          + new TreeSet<>(r.extras())
          + new TreeSet<>(r.specifiers().clauses().stream().map(Specifier::toString).toList())
          + r.url().orElse("-")
          + r.marker()
              .map(
                  m ->
                      environments.stream()
                          .map(m::evaluate)
                          .map(a -> a.map(String::valueOf).orElse("?"))
                          .toList()
                          .toString())
              .orElse("-");
    } catch (ParseException refused) {
      return "error";
    }
  }

  private static String theirs(JsonNode row) {
    if (row.has("error")) {
      return "error";
    }
    List<String> marker = new ArrayList<>();
    row.get("marker").forEach(m -> marker.add(m.isNull() ? "?" : m.asText()));
    return row.get("name").asText()
        + new TreeSet<>(texts(row.get("extras")))
        + new TreeSet<>(texts(row.get("clauses")))
        + (row.get("url").isNull() ? "-" : row.get("url").asText())
        + (row.get("marker").isNull() ? "-" : marker.toString());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }

  private static Map<String, String> strings(JsonNode object) {
    Map<String, String> map = new LinkedHashMap<>();
    object.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
    return map;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "foo (==1.0)|foo==1.0",
        "foo==1.2.3,|foo==1.2.3",
        "foo [ a , b ] >= 1 , < 2|foo[a,b]>=1,<2",
        "foo @ https://example.org/foo.zip ; os_name=='nt'|foo @ https://example.org/foo.zip ;"
            + " os_name == \"nt\"",
        "foo;(python_version<'3' or extra=='x') and os.name=='nt'|foo; (python_version < \"3\" or"
            + " extra == \"x\") and os_name == \"nt\"",
      })
  void keepsTheMeaningWhenWrittenOut(String text, String written) throws ParseException {
    PackageRequirement requirement = PackageRequirement.parse(text);
    assertEquals(written, requirement.toString());
    assertEquals(requirement, PackageRequirement.parse(written));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "foo=1.2.3",
        "foo 1.2.3",
        "foo==1.2.x",
        "foo==*",
        "foo>=1.*",
        "foo==1.0_1",
        "foo==1.2.3 # c",
        "foo[a",
        "foo @",
        "foo;",
        "foo; x=='1'",
        "-e ."
      })
  void refusesWhatPep508DoesNotKnow(String text) {
    assertThrows(ParseException.class, () -> PackageRequirement.parse(text));
  }

  @Test
  void leavesAMarkerUndecidedWithoutItsVariable() throws ParseException {
    Marker marker = Marker.parse("python_version < '3' or extra == 'x'");
    assertEquals(Optional.empty(), marker.evaluate(Map.of("python_version", "3.9")));
    assertEquals(Optional.of(true), marker.evaluate(Map.of("python_version", "2.7")));
    assertEquals(
        List.of("extra", "python_version"), List.copyOf(new TreeSet<>(marker.variables())));
  }

  @Test
  void survivesMutatedAndHugeTexts() {
    List<String> seeds =
        List.of(
            "requests[security,tests]>=2.8.1,==2.8.*;python_version<'2.7'",
            "pip @ https://github.com/pypa/pip/archive/1.3.1.zip#sha1=da9234ee ; extra == \"x\"",
            "a===1.0;(((os_name=='a')))and(extra in 'b'or'c'not in platform_version)",
            "A.B-C_D(>=1!2.0a1.post2.dev3+local.4)");
    Random random = new Random(508);
    String alphabet = "=<>~!.,;()[]@*+-_ \"'v0a#\u0000\n\t\u00e9\ud800|&/:";
    for (int i = 0; i < 60_000; i++) {
      StringBuilder text = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
      for (int m = random.nextInt(6); m >= 0; m--) {
        int at = random.nextInt(text.length() + 1);
        if (random.nextBoolean()) {
          text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
        } else if (at < text.length()) {
          text.deleteCharAt(at);
        }
      }
      parse(text.toString());
    }
    HangGuard.within(
        Duration.ofSeconds(20),
        () -> {
          for (String piece :
              List.of("(", "[a,", ">=1,", "a", "1.", "; ", "'", " ", "-", "os_name=='a'or ")) {
            parse("foo" + piece.repeat(200_000));
            parse("foo;" + piece.repeat(200_000));
            parse("foo==" + piece.repeat(200_000));
          }
        });
  }

  private static void parse(String text) {
    try {
      Objects.requireNonNull(PackageRequirement.parse(text).toString());
    } catch (ParseException expected) {
      Objects.requireNonNull(expected.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource({"Foo__Bar.-baz, foo-bar-baz", "zope.interface, zope-interface", "A, a"})
  void normalisesNames(String written, String normal) {
    assertEquals(normal, PackageName.normalize(written));
    assertEquals(PackageName.of(normal), PackageName.of(written));
  }
}
