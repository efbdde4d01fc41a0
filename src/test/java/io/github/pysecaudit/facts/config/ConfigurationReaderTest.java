package io.github.pysecaudit.facts.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {

  private static AuditConfiguration read(String... lines) throws ConfigurationException {
    return ConfigurationReader.read("audit.toml", String.join("\n", lines), k -> null);
  }

  @Test
  void aProjectWithoutTheFileGetsTheDefaults() throws ConfigurationException {
    assertEquals(AuditConfiguration.DEFAULT, read(""));
  }

  @Test
  void readsEverything() throws ConfigurationException {
    AuditConfiguration configuration =
        read(
            "[dependencies]",
            "failOnlyIfFixed = true",
            "unscored = 'ignore'",
            "maxDataAge = '12h'",
            "[pins]",
            "scopes = ['runtime', 'build']",
            "lockSatisfiesPins = true",
            "[code]",
            "scanners = ['bandit']",
            "requireScanner = 'bandit'",
            "failSeverity = 'high'",
            "reports = ['bandit.json']",
            "[documents]",
            "applicabilityDocument = 'docs/na.md'",
            "[privileges]",
            "known = ['capability']",
            "[[accept]]",
            "id = 'CVE-2026-1'",
            "reason = 'not reachable'",
            "expires = 2027-01-31",
            "[[decide]]",
            "requirement = '9.1'",
            "decision = 'met'",
            "reason = 'seen'",
            "reviewer = 'A. Reviewer'",
            "expires = '2027-02-01'");
    assertEquals(Duration.ofHours(12), configuration.dependencies().maxDataAge());
    assertEquals(Set.of("runtime", "build"), configuration.pins().scopes());
    assertEquals("list", configuration.code().scanners());
    assertEquals(LocalDate.of(2027, 1, 31), configuration.accepted().get(0).expires());
    assertEquals("audit.toml:17", configuration.accepted().get(0).place().toString());
    assertEquals("9.1", configuration.decisions().get(0).requirement().id());
    assertEquals(4, configuration.notes().size(), configuration.notes().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[pin]                                    | audit.toml:1: the key \"pin\" is not known",
        "[pins];lockSatisfiesPin = true           | audit.toml:2: the key \"locksatisfiespin\" is"
            + " not known",
        "[pins];lockSatisfiesPins = 'yes'         | audit.toml:2: lockSatisfiesPins must be true or"
            + " false",
        "[pins];scopes = ['all']                  | audit.toml:2: \"all\" is not known; known are"
            + " build",
        "[dependencies];maxDataAge = '7 days'     | audit.toml:2: \"7 days\" is no age",
        "[dependencies];maxDataAge = '0d'         | audit.toml:2: \"0d\" is no age",
        "[code];scanners = ['lint']               | audit.toml:2: \"lint\" is not known",
        "[code];failSeverity = 'none'             | audit.toml:2: failSeverity: \"none\" is not"
            + " known",
        "[[accept]];id = 'X';expires = 2027-01-01 | audit.toml:1: the key reason is missing",
        "[[accept]];id = 'X';reason = ' '         | audit.toml:3: reason must be a text that is not"
            + " blank",
        "[[accept]];id = 'X';reason = 'r'         | audit.toml:1: the key expires is missing",
        "[[accept]];id = 'X';reason = 'r';expires = '2027-13-01' | audit.toml:4: \"2027-13-01\" is"
            + " no date",
        "[privileges];known = ['raw sockets']     | audit.toml:2: \"raw sockets\" is not known;"
            + " known are account",
        "[accept];id = 'X'                        | audit.toml:1: accept must be an array of"
            + " tables",
        "[[decide]];requirement = '12.1'          | audit.toml:2: there is no requirement \"12.1\"",
        "[pins                                    | audit.toml:1: this is no valid TOML"
      })
  void aSurpriseIsAnErrorWithItsLine(String text, String message) {
    ConfigurationException e =
        assertThrows(ConfigurationException.class, () -> read(text.split(";")));
    assertTrue(e.getMessage().startsWith(message), e.getMessage());
  }

  @Test
  void aPropertyOverridesAKeyForOneRun() throws ConfigurationException {
    Map<String, String> properties = Map.of("lockSatisfiesPins", "true", "scanners", "none");
    AuditConfiguration configuration =
        ConfigurationReader.read("audit.toml", "[code]\nscanners = 'auto'", properties::get);
    assertTrue(configuration.pins().lockSatisfiesPins());
    assertEquals("none", configuration.code().scanners());
  }

  @ParameterizedTest
  @ValueSource(strings = {"maybe", "TRUE", ""})
  void aWrongPropertyIsAnError(String value) {
    assertThrows(
        ConfigurationException.class,
        () -> ConfigurationReader.read("audit.toml", "", Map.of("lockSatisfiesPins", value)::get));
  }

  @Test
  void aByteOrderMarkDoesNoHarm() throws ConfigurationException {
    assertTrue(read("\uFEFF[pins]", "lockSatisfiesPins = true").pins().lockSatisfiesPins());
  }

  @Test
  void everyOverridableKeyIsAKnownKey() throws ConfigurationException {
    for (Map.Entry<String, String> key : ConfigurationReader.overridableKeys().entrySet()) {
      ConfigurationException e =
          assertThrows(
              ConfigurationException.class,
              () -> read("[" + key.getValue() + "]", key.getKey() + " = 1970-01-01"));
      assertTrue(!e.getMessage().contains("is not known; known are"), e.getMessage());
    }
    assertEquals(
        11, Arrays.stream(ConfigurationReader.overridableKeys().keySet().toArray()).count());
  }
}
