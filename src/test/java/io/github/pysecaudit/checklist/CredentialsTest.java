package io.github.pysecaudit.checklist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsTest {

  @ParameterizedTest
  @CsvSource({
    "a @ git+https://user:secret@git.example/a, a @ git+https://***@git.example/a",
    "--index-url https://token@pypi.example/simple, --index-url https://***@pypi.example/simple",
    "HTTP://u:p@x and http://v:q@y, HTTP://***@x and http://***@y",
    "git+ssh://git@github.com/a/b, git+ssh://git@github.com/a/b",
    "https://me:p@ss@word@git.example/a, https://***@git.example/a",
    "amqp://app:p@ss@mq/x, amqp://app:***@mq/x",
    "postgres://app:secret@db/x, postgres://app:***@db/x",
    "https://example.org/@scope/a, https://example.org/@scope/a",
    "mail security@example.org, mail security@example.org",
  })
  void takesCredentialsOutOfAddresses(String text, String shown) {
    assertEquals(shown, Credentials.hidden(text));
    assertEquals(shown, new Finding(text, "Remove it.", Place.file("a")).message());
    assertEquals(shown, new Evidence(Place.file("a"), text).text());
  }

  @Test
  void takesATokenOfAnyLengthOut() {
    String token = "eyJ".repeat(1_000);
    assertEquals("https://***@x/a", Credentials.hidden("https://ci:" + token + "@x/a"));
  }
}
