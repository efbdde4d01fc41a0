package io.github.pysecaudit.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pysecaudit.python.metadata.MetadataReading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoxScriptTest {

  @Test
  void reportsWhatTheSessionsInstall() {
    String script =
        """
        import nox
        @nox.session
        def tests(session):
            session.install("-r", "requirements.txt", "pytest==8.0")
            session.install("-e", ".", ".[x]", "mypy", *session.posargs)
        """;
    MetadataReading reading = NoxScript.read("noxfile.py", script.getBytes(StandardCharsets.UTF_8));
    assertEquals(
        List.of(
            "noxfile.py:4 session.install pytest PIN_EQ reported",
            "noxfile.py:5 session.install mypy NO_VERSION reported"),
        reading.dependencies().stream()
            .map(
                d ->
                    d.place()
                        + " "
                        + d.field()
                        + " "
                        + d.name()
                        + " "
                        + d.reason()
                        + " "
                        + d.scope())
            .toList());
  }
}
