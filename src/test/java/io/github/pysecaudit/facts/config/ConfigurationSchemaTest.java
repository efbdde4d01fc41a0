package io.github.pysecaudit.facts.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tomlj.Toml;

/** {@code audit-toml.schema.json} says what the reader reads. */
class ConfigurationSchemaTest {
  private static final String SCHEMA = "/io/github/pysecaudit/audit-toml.schema.json";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void knowsTheTablesOfTheReader() throws IOException {
    assertEquals(known("unheard-of = 1"), names(schema().at("/properties")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"dependencies", "pins", "code", "documents", "baseline", "reports", "privileges"})
  void knowsTheKeysOfATable(String table) throws IOException {
    assertEquals(
        known("[" + table + "]\nunheard-of = 1"),
        names(schema().at("/properties/" + table + "/properties")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"accept", "decide"})
  void knowsTheKeysOfAnEntry(String table) throws IOException {
    assertEquals(
        known("[[" + table + "]]\nunheard-of = 1"),
        names(schema().at("/properties/" + table + "/items/properties")));
  }

  @ParameterizedTest
  @CsvSource({
    "pins, scopes",
    "code, requireScanner",
    "code, failSeverity",
    "dependencies, unscored",
    "privileges, known"
  })
  void knowsTheWordsOfAKey(String table, String key) throws IOException {
    JsonNode schema = schema().at("/properties/" + table + "/properties/" + key);
    Set<String> words = new TreeSet<>();
    schema.findValue("enum").forEach(word -> words.add(word.asText()));
    assertEquals(known("[" + table + "]\n" + key + " = 'unheard-of'"), words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[dependencies]\nfailOnlyIfFixed = true\nunscored = 'ignore'\nmaxDataAge = '12h'",
        "[pins]\nscopes = ['runtime', 'build']\nallowSingletonRange = true",
        "[pins]\nscopes = 'runtime'",
        "[code]\nscanners = 'auto'\nrequireScanner = ['bandit']\nfailSeverity = 'low'",
        "[code]\nscanners = ['none']\nreports = 'bandit.json'",
        "[code]\nscanners = ['bandit', 'ruff']",
        "[baseline]\nfailOnFixedBaseline = true\n[reports]\nreportPerModule = true",
        "[privileges]\nknown = ['capability']",
        "[[accept]]\nid = 'CVE-1'\nreason = 'r'\nexpires = 2027-01-31",
        "[[decide]]\nrequirement = '9.1'\ndecision = 'met'\nreason = 'r'\nreviewer = 'x'\n"
            + "expires = '2027-01-31'"
      })
  void allowsWhatTheReaderAllows(String toml) throws Exception {
    ConfigurationReader.read("audit.toml", toml, k -> null);
    assertEquals(Set.of(), violations(toml));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[dependencies]\nmaxDataAge = '0d'",
        "[dependencies]\nunscored = 'maybe'",
        "[pins]\nscopes = ['tests']",
        "[pins]\nlockSatisfiesPins = 'yes'",
        "[code]\nscanners = ['pylint']",
        "[code]\nfailSeverity = 'critical'",
        "[[accept]]\nid = 'CVE-1'\nexpires = 2027-01-31",
        "[[accept]]\nid = 'CVE-1'\nreason = ' '\nexpires = 2027-01-31",
        "[[decide]]\nrequirement = '9.1'\ndecision = 'maybe'\nreason = 'r'\nreviewer = 'x'\n"
            + "expires = 2027-01-31"
      })
  void refusesWhatTheReaderRefuses(String toml) throws IOException {
    assertThrows(
        ConfigurationException.class,
        () -> ConfigurationReader.read("audit.toml", toml, k -> null));
    assertTrue(!violations(toml).isEmpty());
  }

  private static Set<String> violations(String toml) throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema());
    Set<String> messages = new TreeSet<>();
    schema
        .validate(MAPPER.readTree(Toml.parse(toml).toJson()))
        .forEach(m -> messages.add(m.toString()));
    return messages;
  }

  /** The keys that the reader names when it meets one it does not know. */
  private static Set<String> known(String toml) {
    String message =
        assertThrows(
                ConfigurationException.class,
                () -> ConfigurationReader.read("audit.toml", toml, k -> null))
            .getMessage();
    String list = message.substring(message.indexOf("known are ") + 10, message.lastIndexOf('.'));
    return new TreeSet<>(Set.of(list.split(", ")));
  }

  private static Set<String> names(JsonNode properties) {
    Set<String> names = new TreeSet<>();
    properties.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode schema() throws IOException {
    try (InputStream in = ConfigurationSchemaTest.class.getResourceAsStream(SCHEMA)) {
      return MAPPER.readTree(in);
    }
  }
}
