package io.github.pysecaudit.badge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryUrlTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          https://github.com/Acme/Tool,                               github.com/acme/tool
          http://www.github.com/acme/tool/,                           github.com/acme/tool
          https://github.com/acme/tool.git,                           github.com/acme/tool
          https://github.com/acme/tool.git/child,                     github.com/acme/tool
          https://github.com/acme/tool/tree/main/child,               github.com/acme/tool
          https://user:pw@github.com:443/acme//tool?tab=readme#top,   github.com/acme/tool
          git@github.com:acme/tool.git,                               github.com/acme/tool
          github.com:acme/tool,                                       github.com/acme/tool
          ssh://git@github.com/acme/tool.git,                         github.com/acme/tool
          ssh://git@ssh.github.com:443/acme/tool.git,                 github.com/acme/tool
          git://github.com/acme/tool.git,                             github.com/acme/tool
          git+https://github.com/acme/tool.git,                       github.com/acme/tool
          scm:git:https://github.com/acme/tool.git,                   github.com/acme/tool
          scm:git:git@github.com:acme/tool.git,                       github.com/acme/tool
          scm:git:ssh://git@github.com/acme/tool.git,                 github.com/acme/tool
          scm|git|https://github.com/acme/tool,                       github.com/acme/tool
          scm:git:[fetch=]https://github.com/acme/tool.git[push=]git@github.com:me/tool.git, github.com/acme/tool
          github.com/acme/tool,                                       github.com/acme/tool
          https://gitlab.com/acme/group/tool/-/tree/main,             gitlab.com/acme/group/tool
          https://gitlab.example.org/a/b/c,                           gitlab.example.org/a/b/c
          https://tools.example.org/acme,                             tools.example.org/acme
          """)
  void readsEverySpelling(String text, String key) {
    assertEquals(Optional.of(key), RepositoryUrl.parse(text).map(RepositoryUrl::key));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "https://github.com",
        "https://github.com/",
        "https:///acme/tool",
        "file:///srv/git/tool.git",
        "/srv/git/tool.git",
        "C:\\work\\tool",
        "C:/tools/tool",
        "../tool",
        "${project.scm.url}",
        "scm:git:",
        "https://git\u202ehub.com/acme/tool",
        "javascript:alert(1)"
      })
  void isEmptyForWhatIsNoRepository(String text) {
    assertEquals(Optional.empty(), RepositoryUrl.parse(text), text);
  }

  @Test
  void keepsTheLetterCaseForTheQuery() {
    RepositoryUrl url = RepositoryUrl.parse("git@GitHub.com:Acme/Tool.git").orElseThrow();
    assertEquals("https://github.com/Acme/Tool", url.https());
    assertTrue(url.isSpelled("http://www.github.com/acme/TOOL.git/"));
  }

  @Test
  void tellsAMoveFromAnotherProject() {
    RepositoryUrl own = RepositoryUrl.parse("https://github.com/new/tool").orElseThrow();
    assertTrue(RepositoryUrl.parse("https://github.com/old/Tool").orElseThrow().isNamesakeOf(own));
    assertFalse(own.isNamesakeOf(own));
    assertFalse(
        RepositoryUrl.parse("https://github.com/new/other").orElseThrow().isNamesakeOf(own));
  }

  @Test
  void boundsWhatItReads() {
    assertEquals(Optional.empty(), RepositoryUrl.parse("https://github.com/" + "a/".repeat(5000)));
  }
}
