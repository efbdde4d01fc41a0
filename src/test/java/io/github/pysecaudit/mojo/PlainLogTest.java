package io.github.pysecaudit.mojo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pysecaudit.checklist.Requirement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainLogTest {

  private static final class Heard extends SystemStreamLog {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void info(CharSequence content) {
      lines.add(content.toString());
    }

    @Override
    public void warn(CharSequence content) {
      lines.add(content.toString());
    }

    @Override
    public void error(CharSequence content) {
      lines.add(content.toString());
    }

    @Override
    public void debug(CharSequence content) {
      lines.add(content.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u001b[31mred",
        "a\u009b31mred",
        "a\u001b]0;title\u0007",
        "a\r[ERROR] forged",
        "a\n::error::forged",
        "a\u2028::error::forged",
        "a\u202egnp.exe",
        "a ##[error]forged",
        "a ##vso[task.setvariable variable=x]y",
        "a ##teamcity[buildStatus status='SUCCESS']",
        "a ###[group]x",
        " ::stop-commands::x",
        "::add-mask::e",
        "section_start:1:x\r\u001b[0Kforged",
        "\u001b[8mha:AAAA\u001b[0m",
        "a\ud83d",
        "a\u0000b",
        "index https://user:0topsecret@pypi.example/simple",
        "a\u200bb\ufeffc",
      })
  void whateverIsSaidIsOneHarmlessLine(String hostile) {
    Heard heard = new Heard();
    Log log = new PlainLog(heard);
    log.debug(hostile);
    log.info(hostile);
    log.warn(hostile);
    log.error(hostile);
    assertEquals(4, heard.lines.size());
    for (String line : heard.lines) {
      assertHarmless(line);
    }
    assertHarmless(failure(new MojoFailureException(hostile)).getMessage());
    assertHarmless(failure(new MojoExecutionException(hostile)).getMessage());
  }

  static void assertHarmless(String text) {
    for (String line : text.split("\n", -1)) {
      assertTrue(
          line.codePoints()
              .allMatch(
                  c ->
                      Character.getType(c) != Character.CONTROL
                          && Character.getType(c) != Character.FORMAT
                          && Character.getType(c) != Character.SURROGATE
                          && Character.getType(c) != Character.LINE_SEPARATOR),
          line);
      assertFalse(line.strip().startsWith("::"), line);
      assertFalse(line.matches(".*##[A-Za-z]*\\[.*"), line);
      assertFalse(line.contains("0topsecret"), line);
    }
  }

  @Test
  void ordinaryTextStaysAsItIs() {
    Heard heard = new Heard();
    List<String> ordinary =
        List.of(
            "SECURITY.md:7: \"## Reporting [here](a)\" sends to tests/a.py::test_b – größe",
            "   indented",
            "");
    ordinary.forEach(new PlainLog(heard)::info);
    assertEquals(ordinary, heard.lines);
  }

  @Test
  void aCauseIsKeptUnlessItsWordsAreHostile() {
    IOException good = new IOException("No space left on device");
    assertSame(good, PlainLog.harmless(good));
    assertNull(PlainLog.harmless(new IOException("x", new IOException("a\n::error::b"))));
    assertNull(PlainLog.harmless(new IOException("https://u:p@host/")));
  }

  private static Exception failure(Exception cause) {
    AbstractAuditMojo mojo =
        new AbstractAuditMojo() {
          @Override
          Set<Requirement> requirements() {
            return Set.of();
          }

          @Override
          void runOrSkip() throws MojoExecutionException, MojoFailureException {
            if (cause instanceof MojoFailureException failed) {
              throw failed;
            }
            throw (MojoExecutionException) cause;
          }
        };
    return assertThrows(Exception.class, mojo::execute);
  }
}
