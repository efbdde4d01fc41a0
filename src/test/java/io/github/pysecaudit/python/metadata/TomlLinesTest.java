package io.github.pysecaudit.python.metadata;

import static io.github.pysecaudit.python.metadata.Readings.bytes;
import static io.github.pysecaudit.python.metadata.Readings.shown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.HangGuard;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TomlLinesTest {
  private static final String RUN = "# it's a \"comment\"\n\n".repeat(2_000);

  private static MetadataReading read(String toml) {
    return PyprojectReader.read("p.toml", bytes(toml), MetadataFiles.none(), SetupScripts.none())
        .reading();
  }

  @Test
  void readsLongRunsOfCommentsFastAndKeepsTheLines() {
    MetadataReading reading =
        HangGuard.within(
            Duration.ofSeconds(10),
            () -> read(RUN + "[project]\ndependencies = [\n" + RUN + "'a==1',\n" + RUN + "'b']\n"));
    assertEquals(
        """
        p.toml:8003:1 project.dependencies a PIN_EQ 1 runtime
        p.toml:12004:1 project.dependencies b NO_VERSION runtime
        """,
        shown(reading));
  }

  @Test
  void countsTheLineOfAnErrorInTheFile() {
    assertEquals("p.toml:4001", read(RUN + "a = \n").problems().get(0).place().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = '''\n%s'''\n",
        "a = \"\"\"\n%s\"\"\"\n",
        "a = \"\"\"x\\\"\"\"\"\n",
        "a = \"\"\"x\"\"\"\"\"\n",
        "a = ''''x''''\nb = '''\n%s'''\n",
        "a = '\"\"\"' # '''\n",
        "\"'''\" = 1\n"
      })
  void leavesStringsAlone(String template) {
    String text = template.replace("%s", "#\n".repeat(50));
    assertEquals(text, TomlLines.of(text).text());
  }

  @Test
  void doesNotHideACommentThatTomlForbids() {
    assertEquals(
        PinReason.INVALID_TOML, read("#\n".repeat(20) + "# \u0001\n").problems().get(0).reason());
  }

  /** What makes tomlj fail with a NullPointerException instead of an error. */
  @Test
  void whatTheParserCannotRecoverFromIsAnError() {
    String toml =
        """
        files = [{file = "a",#N\fN
        optional = false
        """;
    assertTrue(TomlLines.of(toml).parse().hasErrors());
  }
}
